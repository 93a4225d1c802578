"""The first journey in a real browser: first sign-in, second factor, keyboard, both sizes."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from conventions.tree import ROOT
from web.people import PASSWORD
from web.served import Served, serving
from web.test_second_factor import code_of

CHROMIUM = shutil.which("chromium")
SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = ROOT / ".venv/pages/node_modules/axe-core/axe.min.js"
WIDE, PHONE = (1366, 768), (390, 844)
NEW = "another-sample-72"

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is missing: apt install chromium"
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The pages of a new installation."""
    with serving(tmp_path_factory.mktemp("served") / "home") as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; as root it works without its sandbox alone."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A window of its own; a fault that the browser tells fails the test."""
    width, height = getattr(request, "param", WIDE)
    context = chromium.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", locale="zh-CN"
    )
    context.set_default_timeout(10_000)
    window = context.new_page()
    told: list[str] = []
    window.on("pageerror", lambda fault: told.append(str(fault)))
    window.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
    yield window
    context.close()
    assert told == []


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
    page.goto(f"{served.base}/account/login/")
    page.fill("#id_login", code)
    page.fill("#id_password", password)
    submit(page, "#id_password")


def test_the_first_sign_in_with_a_second_factor(page: Page, served: Served) -> None:
    served.make_user("first01", must_change=True)
    sign_in(page, served, "first01")
    assert page.url.endswith("/account/password/")
    look(page, "password")
    page.fill("#id_oldpassword", PASSWORD)
    page.fill("#id_password1", NEW)
    page.fill("#id_password2", NEW)
    submit(page, "#id_password2")
    page.wait_for_url(f"{served.base}/")
    page.goto(f"{served.base}/account/second-factor/totp/activate/")
    if "reauthenticate" in page.url:
        page.fill("#id_password", NEW)
        submit(page, "#id_password")
    look(page, "totp")
    seed = page.input_value("#authenticator_secret")
    page.fill("#id_code", code_of(seed))
    submit(page, "#id_code")
    page.wait_for_url("**/recovery-codes/")
    look(page, "recovery-codes")
    recovery = page.input_value("textarea").split()
    page.click("summary")
    page.click("text=退出登录")
    page.wait_for_url("**/account/login/**")
    sign_in(page, served, "first01", NEW)
    assert page.url.endswith("/account/second-factor/authenticate/")
    look(page, "second-factor")
    page.fill("#id_code", recovery[0])
    submit(page, "#id_code")
    page.wait_for_url(f"{served.base}/")


def test_a_security_key_opens_instead_of_a_code(page: Page, served: Served) -> None:
    served.make_user("keys01")
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    # A security key belongs to a name, not to a number.
    named = served.base.replace("127.0.0.1", "localhost")
    page.goto(f"{named}/account/login/")
    page.fill("#id_login", "keys01")
    page.fill("#id_password", PASSWORD)
    submit(page, "#id_password")
    page.goto(f"{named}/account/second-factor/webauthn/add/")
    if "reauthenticate" in page.url:
        page.fill("#id_password", PASSWORD)
        submit(page, "#id_password")
    look(page, "security-key")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.click("summary")
    page.click("text=退出登录")
    page.wait_for_url("**/account/login/**")
    page.fill("#id_login", "keys01")
    page.fill("#id_password", PASSWORD)
    submit(page, "#id_password")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{named}/")


def test_the_keyboard_alone_leads_everywhere(page: Page, served: Served) -> None:
    served.make_user("keyboard01")
    sign_in(page, served, "keyboard01")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("?")
    look(page, "keys")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/clauses/")
    page.keyboard.press("/")
    page.keyboard.type("MUF-11.2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    assert page.locator('main a[href="/clauses/MUF-11.2/"]').count() == 1
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url(f"{served.base}/")


def test_a_filter_changes_the_table_without_a_new_page(page: Page, served: Served) -> None:
    served.make_user("filter01")
    sign_in(page, served, "filter01")
    page.goto(f"{served.base}/clauses/")
    page.evaluate("window.stays = true")
    page.select_option("#document", "MUF")
    page.wait_for_url("**document=MUF**")
    page.wait_for_function("!document.querySelector('#found').textContent.includes('OP-2')")
    assert page.evaluate("window.stays")


@pytest.mark.parametrize("page", [WIDE, PHONE], indirect=True, ids=["wide", "phone"])
def test_each_page_fits_and_can_be_read_by_everybody(page: Page, served: Served) -> None:
    code = f"reader{page.viewport_size['width'] if page.viewport_size else 0}"
    served.make_user(code)
    page.goto(f"{served.base}/account/login/")
    look(page, "sign-in")
    sign_in(page, served, code)
    assert page.url == f"{served.base}/"
    for name, path in (
        ("home", "/"),
        ("clauses", "/clauses/"),
        ("clause", "/clauses/MUF-10.3/"),
        ("search", "/search/?q=押金"),
        ("sessions", "/account/sessions/"),
        ("factors", "/account/second-factor/"),
    ):
        page.goto(served.base + path)
        look(page, name)
    if page.viewport_size and page.viewport_size["width"] == PHONE[0]:
        page.click(".navbar-toggler")
        page.wait_for_selector("#menu.show")
        look(page, "menu")
