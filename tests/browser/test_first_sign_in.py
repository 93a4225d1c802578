"""The first journey of everybody: first sign-in, second factor, keyboard, both sizes."""

import pytest
from playwright.sync_api import Page

from browser.windows import PHONE, WIDE, look, sign_in, submit
from web.people import PASSWORD
from web.served import Served
from web.test_second_factor import code_of

NEW = "another-sample-72"


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
