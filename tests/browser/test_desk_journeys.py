"""The first journey of the accountant: book, compare, settle a difference, recompute the books."""

from pathlib import Path

from playwright.sync_api import Page, expect

from browser.set_up import RETURNED, day_of, run_number
from browser.windows import choose, enter, look
from ringfence.demo.month_staff import ACCOUNTANT
from ringfence.kernel.clock import now
from web.served import Served


def test_the_accountant_books_compares_and_settles_the_difference(
    page: Page, served: Served, tmp_path: Path
) -> None:
    enter(page, served, ACCOUNTANT)
    look(page, "accountant-home")
    page.goto(f"{served.base}/runs/{run_number(day_of(now()), RETURNED)}/")
    with page.expect_navigation():
        page.click("#run form button.btn-primary")
    expect(page.locator(".steps-line .now")).to_have_text("已入账")
    look(page, "run-booked")
    choose(page, "对账")
    look(page, "reconciliations")
    page.click("main table a >> nth=0")
    expect(page.locator("[aria-labelledby=breaks-title] tbody tr")).to_have_count(2)
    look(page, "reconciliation")
    with page.expect_navigation():
        page.click("text=重新核对")
    page.click("[aria-labelledby=breaks-title] tbody tr:has-text('STRANGE') >> css=a")
    page.wait_for_selector("#about-title")
    _work(page, tmp_path)


def _work(page: Page, folder: Path) -> None:
    """Take the open case, say something, add a file, close it."""
    with page.expect_navigation():
        page.click("text=由我办理")
    page.fill("#text", "样例留言：已致电银行，为他行误转。")
    with page.expect_navigation():
        page.click("[aria-labelledby=notes-title] button")
    expect(page.locator("[aria-labelledby=notes-title]")).to_contain_text("已致电银行")
    proof = folder / "样例回单.csv"
    proof.write_text("参考号,金额\nBK-SAMPLE-STRANGE,123.45\n", encoding="utf-8")
    page.set_input_files("#file", proof)
    with page.expect_navigation():
        page.click("[aria-labelledby=files-title] button")
    expect(page.locator("[aria-labelledby=files-title]")).to_contain_text("样例回单.csv")
    look(page, "case")
    page.select_option("#outcome", "BANK_CORRECTS")
    with page.expect_navigation():
        page.click("button:text-is('办结')")
    expect(page.locator("h1")).to_contain_text("已办结")
    look(page, "case-closed")


def test_the_accountant_recomputes_the_books_and_reads_a_person_s_statement(
    page: Page, served: Served
) -> None:
    enter(page, served, ACCOUNTANT)
    choose(page, "专户资金")
    look(page, "funds")
    page.click("main table a >> nth=0")
    look(page, "fund")
    page.click("text=试算平衡表")
    page.wait_for_url("**/trial-balance/")
    expect(page.locator("main")).to_contain_text("平衡")
    look(page, "trial-balance")
    page.go_back()
    with page.expect_navigation():
        page.click("text=重新计算并校验")
    expect(page.locator("main")).to_contain_text("完全一致")
    look(page, "fund-verified")
