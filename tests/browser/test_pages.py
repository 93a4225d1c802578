"""Pages that no journey opens, each looked at: wide in Chinese, on a telephone in English."""

import psycopg
import pytest
from playwright.sync_api import Page, expect

from browser.set_up import CHECKED, DRAFT, RETURNED, day_of, run_number
from browser.windows import PHONE, SCREENSHOTS, WIDE, enter, look
from ringfence.demo.month_staff import ACCOUNTANT, APPROVER, CLERK
from ringfence.kernel.clock import now
from web.served import Served

SIZES = pytest.mark.parametrize(
    ("page", "language"), [(WIDE, "zh-hans"), (PHONE, "en")], indirect=["page"],
    ids=["wide-chinese", "phone-english"],
)  # fmt: skip


def speak(page: Page, served: Served, language: str) -> None:
    """Choose the language, as the switch at the head of each page does."""
    cookie = {"name": "language", "value": language, "url": served.base}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def each(page: Page, served: Served, pages: dict[str, str], status: int = 200) -> None:
    """Open and look at each page."""
    for name, path in pages.items():
        answer = page.goto(served.base + path)
        assert answer is not None
        assert answer.status == status, path
        look(page, name)


@SIZES
def test_the_desk_is_fit_to_be_looked_at(page: Page, served: Served, language: str) -> None:
    enter(page, served, APPROVER)
    speak(page, served, language)
    page.goto(f"{served.base}/runs/{run_number(day_of(now()), CHECKED)}/")
    approval = page.locator("[aria-labelledby=approvals-title] a").first.get_attribute("href")
    assert approval is not None
    each(
        page, served,
        {
            "approval": approval,
            "notices": "/desk/notices/",
            "delegations": "/desk/delegations/",
            "calendar": "/calendar/",
            "nothing-found": "/search/?q=zzzzqq",
        },
    )  # fmt: skip


@SIZES
def test_the_duty_of_a_bank_is_fit_to_be_looked_at(
    page: Page, served: Served, language: str
) -> None:
    sent = run_number(day_of(now()), RETURNED)
    with psycopg.connect(served.database.url()) as connection:
        row = connection.execute(
            "SELECT id FROM desk_duty WHERE subject_id = %s", (sent,)
        ).fetchone()
    assert row is not None
    enter(page, served, "sample-bank")
    speak(page, served, language)
    each(page, served, {"duty": f"/desk/duty/{row[0]}/", "bank-runs": "/runs/"})


@SIZES
def test_the_administration_is_fit_to_be_looked_at(
    page: Page, served: Served, language: str
) -> None:
    enter(page, served, "sample-system")
    speak(page, served, language)
    each(
        page, served,
        {
            "organisations": "/organisations/",
            "organisation": "/organisations/of/SAMPLE0001/",
            "organisation-register": "/organisations/register/",
            "clients": "/clients/",
        },
    )  # fmt: skip


@SIZES
def test_what_says_no_is_fit_to_be_looked_at(page: Page, served: Served, language: str) -> None:
    speak(page, served, language)
    each(page, served, {"no-page-for-strangers": "/nothing/"}, 404)
    enter(page, served, CLERK)
    speak(page, served, language)
    each(page, served, {"no-page": "/nothing/", "no-run": "/runs/NONE-1/"}, 404)
    each(page, served, {"not-permitted": "/people/"}, 403)
    page.goto(f"{served.base}/runs/{run_number(day_of(now()), DRAFT)}/items/")
    page.evaluate("document.querySelector('#ask').setAttribute('novalidate', '')")
    page.evaluate("document.querySelector('#purpose').value = ''")
    page.click("#ask button")
    expect(page.locator("#messages .alert-danger")).to_be_visible()
    look(page, "refused")


@SIZES
def test_large_print_is_fit_to_be_looked_at(page: Page, served: Served, language: str) -> None:
    speak(page, served, language)
    page.goto(f"{served.base}/account/login/")
    with page.expect_navigation():
        page.click(".entrance-head button[name=letters]")
    expect(page.locator("html.large-letters")).to_have_count(1)
    look(page, "large-print")


def test_the_description_of_the_api_is_served_from_here(page: Page, served: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    enter(page, served, ACCOUNTANT)
    page.goto(f"{served.base}/api/v1/docs")
    expect(page.locator(".opblock").first).to_be_visible()
    page.locator(".opblock-summary-control").first.click()
    expect(page.locator(".opblock-body").first).to_be_visible()
    assert [url for url in asked if not url.startswith((served.base, "data:"))] == []
    page.screenshot(path=SCREENSHOTS / "api-docs-1366.png")
