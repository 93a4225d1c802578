"""Sessions end by themselves, and their person can end them."""

from datetime import timedelta

import pytest
from django.test import Client

from ringfence.interfaces.web.middleware import trace
from ringfence.kernel.clock import now
from web.people import MakeUser, sign_in

LIST = "/account/sessions/"


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> "Later":
    """Let the pages' clock go on."""
    return Later(monkeypatch)


class Later:
    """The pages' clock, some time ahead of the true one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch
        self.ahead = timedelta()

    def __call__(self, **time: int) -> None:
        self.ahead += timedelta(**time)
        self.monkeypatch.setattr(trace, "now", lambda: now() + self.ahead)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_session_ends_when_nobody_clicks(signed_in: Client, later: Later) -> None:
    assert is_in(signed_in)
    later(minutes=14)
    assert is_in(signed_in)
    later(minutes=15)
    assert not is_in(signed_in)


def test_what_a_page_asks_by_itself_keeps_no_session(signed_in: Client, later: Later) -> None:
    is_in(signed_in)
    later(minutes=14)
    assert signed_in.get("/", headers={"X-Unattended": "1"}).status_code == 200
    later(minutes=1)
    assert not is_in(signed_in)


def test_a_session_ends_after_the_working_day_however_busy(signed_in: Client, later: Later) -> None:
    assert is_in(signed_in)
    for _ in range(12 * 6 - 1):
        later(minutes=10)
        assert is_in(signed_in)
    later(minutes=10)
    assert not is_in(signed_in)


def test_a_session_that_ended_stays_ended(signed_in: Client, later: Later) -> None:
    is_in(signed_in)
    later(minutes=16)
    is_in(signed_in)
    later(minutes=-16)
    assert not is_in(signed_in)


def test_a_person_sees_the_own_sessions_alone(signed_in: Client, make_user: MakeUser) -> None:
    make_user("yangli02")
    sign_in(Client(HTTP_USER_AGENT="a-browser-of-another"), code="yangli02")
    sign_in(Client(HTTP_USER_AGENT="my-second-browser"))
    page = signed_in.get(LIST).text
    assert "my-second-browser" in page
    assert "a-browser-of-another" not in page


def test_a_person_ends_the_other_sessions(signed_in: Client) -> None:
    second = Client(HTTP_USER_AGENT="my-second-browser")
    sign_in(second)
    assert is_in(second)
    signed_in.post(LIST)
    assert not is_in(second)
    assert is_in(signed_in)


def test_who_signs_out_is_out(signed_in: Client) -> None:
    key = signed_in.session.session_key
    signed_in.post("/account/logout/")
    assert not is_in(signed_in)
    stolen = Client()
    stolen.cookies["sessionid"] = str(key)
    assert not is_in(stolen)


def test_a_click_on_a_link_signs_nobody_out(signed_in: Client) -> None:
    signed_in.get("/account/logout/")
    assert is_in(signed_in)


def test_another_password_ends_the_other_sessions(signed_in: Client) -> None:
    second = Client()
    sign_in(second)
    form = {
        "oldpassword": "plainly-a-sample-71",
        "password1": "another-sample-72",
        "password2": "another-sample-72",
    }
    signed_in.post("/account/password/", form)
    assert is_in(signed_in)
    assert not is_in(second)


@pytest.mark.parametrize("name", ["sessionid", "csrftoken"])
def test_no_script_reads_a_cookie(client: Client, make_user: MakeUser, name: str) -> None:
    make_user()
    client.get("/account/login/")
    sign_in(client)
    assert client.cookies[name]["httponly"]
    assert client.cookies[name]["samesite"] == "Lax"
