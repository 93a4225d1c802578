"""What people do in a window, and how each page is looked at."""

from typing import Any

from playwright.sync_api import Page

from conventions.tree import ROOT
from web.people import PASSWORD
from web.served import Served

SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = ROOT / ".venv/pages/node_modules/axe-core/axe.min.js"
WIDE, PHONE = (1366, 768), (390, 844)
_MOST_TABS = 80


def look(page: Page, name: str) -> None:
    """Keep a screenshot, and hold the page to what axe calls serious."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
    found: list[dict[str, Any]] = page.evaluate(
        AXE.read_text(encoding="utf-8") + "\n;axe.run().then((result) => result.violations)"
    )
    serious = [
        (each["id"], [node["html"] for node in each["nodes"]])
        for each in found
        if each["impact"] in {"serious", "critical"}
    ]
    assert serious == []
    # Nothing hangs over the edge of the screen.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def submit(page: Page, field: str) -> None:
    """Press Enter in a field, and wait for the page that follows."""
    with page.expect_navigation():
        page.press(field, "Enter")


def sign_in(page: Page, served: Served, code: str, password: str = PASSWORD) -> None:
    """Sign in by the form."""
    page.goto(f"{served.base}/account/login/")
    page.fill("#id_login", code)
    page.fill("#id_password", password)
    submit(page, "#id_password")


def enter(page: Page, served: Served, code: str) -> None:
    """Sign in by the button of the demonstration's door."""
    page.goto(f"{served.base}/try/")
    with page.expect_navigation():
        page.click(f"tr:has(code:text-is('{code}')) button")
    assert page.url == f"{served.base}/"


def choose(page: Page, entry: str) -> None:
    """Open a page by its entry of the menu, which a telephone shows when it is asked to."""
    if not page.is_visible("#menu"):
        page.click(".navbar-toggler")
        page.wait_for_selector("#menu.show")
    with page.expect_navigation():
        page.click(f"#menu a:has-text('{entry}')")


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText || ''")
        if words in focused and page.evaluate("document.activeElement.matches('a, button')"):
            return
    raise AssertionError(f"no key leads to {words}")
