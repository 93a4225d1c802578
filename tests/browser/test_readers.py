"""The first journeys of those who look on: bank, registry, custody, supervisors, inspector."""

import pytest
from playwright.sync_api import Page, expect
from pypinyin import lazy_pinyin

from browser.set_up import DRAFT, PEOPLE, RETURNED, SEED, day_of, run_number
from browser.windows import PHONE, choose, enter, look
from ringfence.demo.custody_staff import CUSTODIAN, OPERATORS_CLERK, SUPERVISOR
from ringfence.demo.month_staff import KEEPER, MANAGER
from ringfence.demo.sample.people import people
from ringfence.kernel.clock import now
from web.served import Served


def test_the_bank_sees_what_was_sent_to_it_and_nothing_else(page: Page, served: Served) -> None:
    sent = run_number(day_of(now()), RETURNED)
    enter(page, served, "sample-bank")
    look(page, "bank-home")
    choose(page, "发放批次")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    page.click(f"#found a:text-is('{sent}')")
    expect(page.locator("#run")).to_contain_text("CREDIT_RUN_")
    look(page, "bank-run")
    answer = page.goto(f"{served.base}/runs/{run_number(day_of(now()), DRAFT)}/")
    assert answer is not None
    assert answer.status in {403, 404}
    look(page, "bank-refused")


@pytest.mark.parametrize(
    ("code", "fund"),
    [
        ("sample-ledger", "样例单车"),
        (SUPERVISOR, "样例单车"),
        ("sample-central", "样例单车"),
        ("sample-authority", "样例省城乡居民基本养老保险"),
    ],
)
def test_who_watches_a_fund_reads_its_books(
    page: Page, served: Served, code: str, fund: str
) -> None:
    enter(page, served, code)
    look(page, f"{code}-home")
    choose(page, "专户资金")
    page.click(f"main table a:has-text('{fund}') >> nth=0")
    page.wait_for_selector("#standing-title")
    look(page, f"{code}-fund")


def test_the_inspector_says_why_and_sees_whole_numbers(page: Page, served: Served) -> None:
    enter(page, served, "sample-inspector")
    page.goto(f"{served.base}/runs/{run_number(day_of(now()), RETURNED)}/items/1/")
    expect(page.locator("main")).to_contain_text("须说明目的")
    look(page, "item-asked")
    page.select_option("#purpose", "CARD_INSPECTION")
    with page.expect_navigation():
        page.click("main form button.btn-primary")
    expect(page.locator("main dl")).to_contain_text("*")
    look(page, "item-masked")
    with page.expect_navigation():
        page.click("text=显示完整号码")
    expect(page.locator("main dl")).not_to_contain_text("*")
    assert page.locator(".watermark").count() == 1
    look(page, "item-whole")


def test_the_registry_s_keeper_finds_somebody_by_pinyin_and_says_why(
    page: Page, served: Served
) -> None:
    somebody = next(people(SEED, PEOPLE))
    enter(page, served, KEEPER)
    page.keyboard.press("/")
    page.keyboard.type(f"{lazy_pinyin(somebody.name[0])[0]}yangli")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page, "people-found")
    page.click(f"main a:has-text('{somebody.name[0]}') >> nth=0")
    page.wait_for_selector("#purpose")
    expect(page.locator("main")).to_contain_text("须说明目的")
    page.select_option("#purpose", "RECORD_COMPARISON")
    with page.expect_navigation():
        page.click("main form button.btn-primary")
    expect(page.locator("#person-title")).to_be_visible()
    assert somebody.identity_number not in page.locator("main").inner_text()
    look(page, "registered-person")


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
@pytest.mark.parametrize(
    "code", [MANAGER, CUSTODIAN, OPERATORS_CLERK, "sample-window", "sample-hotline",
             "sample-register"]
)  # fmt: skip
def test_everybody_else_comes_in_and_finds_the_law(page: Page, served: Served, code: str) -> None:
    enter(page, served, code)
    look(page, f"{code}-home")
    choose(page, "法规")
    page.fill("#search", "OP-16.1")
    with page.expect_navigation():
        page.press("#search", "Enter")
    page.click('main a[href="/clauses/OP-16.1/"] >> nth=0')
    page.wait_for_url("**/clauses/OP-16.1/")
    expect(page.locator("main")).to_contain_text("OP-16.1")
