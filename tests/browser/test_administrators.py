"""Each administrator's first journey, by the demonstration's door."""

import pytest
from playwright.sync_api import Page

from browser.windows import PHONE, WIDE, enter, look
from web.served import Served


@pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
@pytest.mark.parametrize(
    ("code", "paths"),
    [
        ("sample-audit", {"audit": "/audit/", "audit-export": "/audit/export/"}),
        (
            "sample-security",
            {"people": "/people/", "person": "/people/of/sample-clerk/"},
        ),
        ("sample-system", {"person-register": "/people/register/"}),
    ],
)
def test_an_administrator_comes_in_and_works(
    page: Page,
    served: Served,
    code: str,
    paths: dict[str, str],
) -> None:
    page.goto(f"{served.base}/try/")
    look(page, "try")
    enter(page, served, code)
    for name, path in paths.items():
        page.goto(served.base + path)
        look(page, name)


def test_the_auditor_opens_an_entry_and_verifies(
    page: Page,
    served: Served,
) -> None:
    enter(page, served, "sample-audit")
    page.goto(f"{served.base}/audit/")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("dl.facts")
    look(page, "audit-entry")
    page.go_back()
    with page.expect_navigation():
        page.click("text=重新校验")
    page.wait_for_selector(".alert-success")
    look(page, "audit-verified")
