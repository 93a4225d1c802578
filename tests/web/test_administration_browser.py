"""Each administrator's first journey in a real browser, by the demonstration's door."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from web.served import Served, serving
from web.test_browser import PHONE, WIDE, chromium, look, page, pytestmark  # noqa: F401 - fixtures

_SET_UP = """
from pathlib import Path
from ringfence.installation.config import home_made
from ringfence.installation.database import open_database
open_database()
from ringfence.demo.sign_ins import sign_ins_make
from ringfence.demo.staff import staff_make
from ringfence.demo.month_staff import OFFICES, WORKERS
from ringfence.audit.seals import seal
from ringfence.kernel.clock import now
folder = home_made() / "demo"
staff_make(folder=folder, offices=OFFICES, workers=WORKERS, at=now())
sign_ins_make(folder, at=now())
seal(at=now())
"""


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A served installation with the sample's people and their sign-ins."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGFENCE_SECOND_FACTOR", "off")
        yield from _demonstrated(tmp_path_factory.mktemp("served") / "home")


def _demonstrated(home: Path) -> Iterator[Served]:
    (home / "demo").mkdir(parents=True)
    (home / "demo" / "demo.json").write_text("{}")
    with serving(home) as running:
        environment = {**os.environ, "RINGFENCE_HOME": str(running.home)}
        environment["DJANGO_SETTINGS_MODULE"] = "ringfence.settings"
        subprocess.run([sys.executable, "-c", _SET_UP], env=environment, check=True)
        yield running


def enter(page: Page, served: Served, code: str) -> None:  # noqa: F811 - the fixture's window
    """Sign in by the button of the demonstration's door."""
    page.goto(f"{served.base}/try/")
    with page.expect_navigation():
        page.click(f"tr:has-text('{code}') button")


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
    page: Page,  # noqa: F811 - the fixture
    demonstration: Served,
    code: str,
    paths: dict[str, str],
) -> None:
    page.goto(f"{demonstration.base}/try/")
    look(page, "try")
    enter(page, demonstration, code)
    assert page.url == f"{demonstration.base}/"
    for name, path in paths.items():
        page.goto(demonstration.base + path)
        look(page, name)


def test_the_auditor_opens_an_entry_and_verifies(
    page: Page,  # noqa: F811 - the fixture
    demonstration: Served,
) -> None:
    enter(page, demonstration, "sample-audit")
    page.goto(f"{demonstration.base}/audit/")
    page.click("tbody a >> nth=0")
    page.wait_for_selector("dl.facts")
    look(page, "audit-entry")
    page.go_back()
    with page.expect_navigation():
        page.click("text=重新校验")
    page.wait_for_selector(".alert-success")
    look(page, "audit-verified")
