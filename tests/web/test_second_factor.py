"""A second factor, once set up, is asked for; its seed is kept under the master key."""

import base64
import hashlib
import hmac
import re
import struct
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pydantic import SecretStr

from ringfence.installation.config import config
from web.people import PASSWORD, sign_in, trail

ACTIVATE = "/account/second-factor/totp/activate/"
ASKED = "/account/second-factor/authenticate/"
CODES = "/account/second-factor/recovery-codes/"


@pytest.fixture(autouse=True)
def master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock seeds under a key of the test's own."""
    monkeypatch.setattr(config(), "master_key", SecretStr("5a" * 32))


def code_of(seed: str) -> str:
    """Return the six digits of this half minute (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(seed), counter, hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def set_up(client: Client) -> str:
    """Set an authenticator up and return its seed."""
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    page = client.get(ACTIVATE).text
    found = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)
    assert found is not None
    assert client.post(ACTIVATE, {"code": code_of(found[1])}).status_code == 302
    return found[1]


def test_setting_up_asks_for_the_password_again(signed_in: Client) -> None:
    session = signed_in.session
    session["account_authentication_methods"] = []
    session.save()
    assert signed_in.get(ACTIVATE)["Location"].startswith("/account/reauthenticate/")


def test_the_password_alone_no_longer_opens(signed_in: Client) -> None:
    set_up(signed_in)
    client = Client()
    sign_in(client)
    assert client.get("/").status_code == 302
    assert client.get(ASKED).status_code == 200


def test_the_code_opens(signed_in: Client) -> None:
    seed = set_up(signed_in)
    cache.clear()  # the code of this half minute counts again
    client = Client()
    sign_in(client)
    client.post(ASKED, {"code": code_of(seed)})
    assert client.get("/").status_code == 200


def test_a_wrong_code_does_not_open(signed_in: Client) -> None:
    seed = set_up(signed_in)
    client = Client()
    sign_in(client)
    wrong = f"{(int(code_of(seed)) + 500_000) % 1_000_000:06d}"
    assert client.post(ASKED, {"code": wrong}).status_code == 200
    assert client.get("/").status_code == 302


def test_after_five_wrong_codes_the_right_one_does_not_open(signed_in: Client) -> None:
    seed = set_up(signed_in)
    cache.clear()
    client = Client()
    sign_in(client)
    for _ in range(5):
        client.post(ASKED, {"code": "000000" if code_of(seed) != "000000" else "111111"})
    client.post(ASKED, {"code": code_of(seed)})
    assert client.get("/").status_code == 302


def test_a_code_opens_once(signed_in: Client) -> None:
    seed = set_up(signed_in)
    cache.clear()
    for opens in (True, False):
        client = Client()
        sign_in(client)
        client.post(ASKED, {"code": code_of(seed)})
        assert (client.get("/").status_code == 200) is opens


def test_what_happens_to_second_factors_is_audited(
    signed_in: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        seed = set_up(signed_in)
    client = Client()
    sign_in(client)
    client.post(ASKED, {"code": f"{(int(code_of(seed)) + 500_000) % 1_000_000:06d}"})
    assert ("second_factor.change", "DONE", "yangli01") in trail()
    assert ("session.begin", "SECOND_FACTOR_WRONG", "yangli01") in trail()


def test_a_recovery_code_opens_once(signed_in: Client) -> None:
    set_up(signed_in)
    recovery = re.findall(r"^\d{8}$", signed_in.get(CODES).text, re.M)
    assert len(recovery) >= 8
    for opens in (True, False):
        client = Client()
        sign_in(client)
        client.post(ASKED, {"code": recovery[0]})
        assert (client.get("/").status_code == 200) is opens


def test_no_seed_lies_in_the_database_in_the_clear(signed_in: Client) -> None:
    seed = set_up(signed_in)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert "secret" in kept
    assert seed not in kept


def test_a_security_key_can_be_added(signed_in: Client) -> None:
    signed_in.post("/account/reauthenticate/", {"password": PASSWORD})
    page = signed_in.get("/account/second-factor/webauthn/add/").text
    assert '"challenge"' in page
    assert "mfa/js/webauthn" in page
