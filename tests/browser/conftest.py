"""A real browser, and one served installation that all of its tests share."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from browser.windows import WIDE
from browser.world import world
from web.served import Served

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def program() -> str:
    """The browser that is installed."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: apt install chromium")
    return CHROMIUM


@pytest.fixture(scope="module")
def chromium(program: str) -> Iterator[Browser]:
    """Debian's Chromium; as root it works without its sandbox alone.

    Ended with each file of tests: while Playwright runs, its loop is this thread's, and Django
    refuses to ask the database in the tests that come after.
    """
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(program: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The sample province in the middle of its month."""
    with ExitStack() as kept:
        # For the program that is started here alone, not for all tests that come after.
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("RINGFENCE_SECOND_FACTOR", "off")
            running = kept.enter_context(world(tmp_path_factory.mktemp("served") / "home"))
        yield running


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of its own; a fault that the browser tells fails the test."""
    width, height = getattr(request, "param", WIDE)
    context = chromium.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="zh-CN"
    )
    context.set_default_timeout(15_000)
    window = context.new_page()
    told = _listened(window)
    yield window
    context.close()
    assert told == []


def _listened(window: Page) -> list[str]:
    """Return where the window's faults will stand. A page that says no is none of them."""
    told: list[str] = []
    refused: set[str] = set()

    def on_response(response: Response) -> None:
        asked = response.request.is_navigation_request() or "hx-request" in response.request.headers
        if asked and response.status < 500:
            refused.add(response.url)

    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error" and line.location["url"] not in refused:
            told.append(line.text)

    window.on("pageerror", lambda fault: told.append(str(fault)))
    window.on("response", on_response)
    window.on("console", on_console)
    return told
