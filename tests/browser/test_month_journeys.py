"""The first journeys of those who pay a month: clerk, checker, approver, cashier."""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.set_up import APPROVED, CHECKED, DRAFT, PEOPLE, day_of, period_of, run_number
from browser.windows import PHONE, choose, enter, look, tab_to
from browser.world import command
from ringfence.demo.month_staff import APPROVER, CASHIER, CHECKER, CLERK
from ringfence.kernel.clock import now
from web.served import Served

# What the live page needs to ask again, and a machine under load to answer.
_LIVE_MS = 30_000


def roster_of(served: Served) -> Path:
    """Return the sample's roster in order."""
    [path] = (served.home / "demo").glob("roster-*.csv")
    return path


def faulty(roster: Path, path: Path) -> Path:
    """Write the roster with a wrong check character in its line 3, fractions of fen in line 5."""
    lines = list(csv.reader(roster.open(encoding="utf-8-sig", newline="")))
    columns = {name: place for place, name in enumerate(lines[0])}
    number = lines[2][columns["身份证号码"]]
    lines[2][columns["身份证号码"]] = number[:-1] + ("1" if number[-1] != "1" else "2")
    lines[4][columns["金额"]] = "12.345"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    return path


def state(page: Page, words: str) -> None:
    """Wait until the run is in a state, as the page says it."""
    expect(page.locator(".steps-line .now")).to_have_text(words, timeout=_LIVE_MS)


def test_the_clerk_sees_each_fault_of_a_roster_and_drafts_from_the_right_one(
    page: Page, served: Served, tmp_path: Path
) -> None:
    on = day_of(now())
    period = period_of(on.replace(day=28) + timedelta(days=7))
    enter(page, served, CLERK)
    look(page, "clerk-home")
    choose(page, "发放名册")
    page.fill("#period", period)
    page.set_input_files("#file", faulty(roster_of(served), tmp_path / "roster.csv"))
    page.click("#upload button")
    rows = page.locator("#preview tbody tr")
    expect(rows).to_have_count(2)
    assert [rows.nth(place).locator("td").first.inner_text() for place in (0, 1)] == ["3", "5"]
    look(page, "roster-faults")
    page.set_input_files("#file", roster_of(served))
    page.click("#upload button")
    page.wait_for_selector("#preview button[name=digest]")
    look(page, "roster-right")
    with page.expect_navigation():
        page.click("#preview button[name=digest]")
    expect(page.locator("#messages")).to_contain_text(f"已导入 {PEOPLE} 行")
    page.click(f"a:text-is('PENSION-{period}-001')")
    state(page, "草稿")
    expect(page.locator("#next-title + *, #run")).not_to_contain_text("复核通过")
    look(page, "run-draft")


def test_the_checker_checks_a_draft_in_english(page: Page, served: Served) -> None:
    enter(page, served, CHECKER)
    with page.expect_navigation():
        page.click("text=English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    look(page, "checker-home-en")
    choose(page, "Runs")
    page.select_option("#state", "DRAFT")
    page.wait_for_url("**state=DRAFT**")
    look(page, "runs-en")
    page.click(f"#found a:text-is('{run_number(day_of(now()), DRAFT)}')")
    state(page, "Draft")
    page.click("text=See items")
    page.select_option("#purpose", "BENEFIT_PAYMENT")
    page.click("#ask button")
    expect(page.locator("#found tbody tr")).to_have_count(PEOPLE // 4)
    look(page, "items-en")
    page.go_back()
    with page.expect_navigation():
        page.click("#run form button.btn-primary")
    state(page, "Checked")
    look(page, "run-checked-en")


def test_the_approver_approves_with_the_keyboard_alone(page: Page, served: Served) -> None:
    number = run_number(day_of(now()), CHECKED)
    enter(page, served, APPROVER)
    look(page, "approver-home")
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/runs/")
    tab_to(page, number)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/runs/{number}/")
    state(page, "已复核")
    look(page, "run-to-approve")
    tab_to(page, "审批通过")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    state(page, "已审批")
    look(page, "run-approved")


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=["phone"])
def test_the_cashier_releases_on_a_telephone_and_sees_the_file_leave(
    page: Page, served: Served
) -> None:
    number = run_number(day_of(now()), APPROVED)
    enter(page, served, CASHIER)
    look(page, "cashier-home")
    choose(page, "发放批次")
    look(page, "runs")
    page.click(f"a:text-is('{number}')")
    state(page, "已审批")
    with page.expect_navigation():
        page.click("button:text-is('放行')")
    state(page, "已放行")
    look(page, "run-released")
    # What the worker does by its schedule; the page that is open tells it.
    command(served.home, "exchange", "send", "--actor", CASHIER)
    state(page, "已发送")
    expect(page.locator("#run")).to_contain_text(re.compile("CREDIT_RUN_.*txt"))
    look(page, "run-sent")
