"""A page with personal data goes to paper by its own button, after the trail was told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.set_up import PEOPLE, RETURNED, day_of, run_number
from browser.windows import enter, look
from ringfence.demo.month_staff import CHECKER
from ringfence.kernel.clock import now
from web.served import Served

SHEET = "#found tbody tr"


def prints(home: Path) -> list[dict[str, Any]]:
    """Return the prints that the trail has."""
    words = ["audit", "search", "--action", "person.print", "--json"]
    shown = subprocess.run(
        [sys.executable, "-m", "ringfence", *words], check=True, capture_output=True,
        env={**os.environ, "RINGFENCE_HOME": str(home)},
    ).stdout  # fmt: skip
    found: list[dict[str, Any]] = json.loads(shown)["records"]
    return found


@pytest.mark.clause("OP-22.1")
def test_what_is_printed_is_told_person_by_person_and_nothing_is_before(
    page: Page, served: Served
) -> None:
    enter(page, served, CHECKER)
    page.goto(f"{served.base}/runs/{run_number(day_of(now()), RETURNED)}/items/")
    page.select_option("#purpose", "BENEFIT_PAYMENT")
    page.click("#ask button")
    expect(page.locator(SHEET)).to_have_count(PEOPLE // 4)

    page.emulate_media(media="print")
    expect(page.locator(SHEET).first).to_be_hidden()
    expect(page.locator(".print-gate")).to_be_visible()
    look(page, "print-refused")

    page.emulate_media(media="screen")
    page.evaluate("window.print = () => {}")
    with page.expect_response("**/printed/") as answer:
        page.click("[data-prints]")
    assert answer.value.status == 204
    page.emulate_media(media="print")
    expect(page.locator(SHEET).first).to_be_visible()
    look(page, "print-allowed")
    printed = prints(served.home)
    assert len(printed) == PEOPLE // 4
    assert {each["purpose"] for each in printed} == {"BENEFIT_PAYMENT"}

    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(SHEET).first).to_be_hidden()
