"""A session belongs to one sign-in: none is planted, none outlives its end."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from actors import actor
from ringfence.access.models import User
from ringfence.interfaces.web.middleware import trace
from ringfence.kernel.clock import now
from security.conftest import ClientAs
from web.people import PASSWORD, sign_in

NEW = "quite-different-72x"
ONE = "sample-one"

pytestmark = pytest.mark.django_db


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def copy_of(client: Client) -> Client:
    """Return another browser that has stolen the session's cookie."""
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    return thief


def test_a_planted_session_is_nobodys_after_the_sign_in(client_as: ClientAs) -> None:
    client_as(actor(ONE))
    victim, attacker = Client(), Client()
    planted = attacker.session
    planted["mark"] = True
    planted.save()
    for each in (victim, attacker):
        each.cookies["sessionid"] = planted.session_key or ""
    assert sign_in(victim, ONE) == 302
    assert is_in(victim)
    assert not is_in(attacker)


def test_an_invented_session_is_not_taken_over(client_as: ClientAs) -> None:
    client_as(actor(ONE))
    victim = Client()
    victim.cookies["sessionid"] = "a" * 32
    sign_in(victim, ONE)
    assert victim.cookies["sessionid"].value != "a" * 32


def test_a_stolen_session_ends_with_the_sign_out(client_as: ClientAs) -> None:
    client = client_as(actor(ONE))
    thief = copy_of(client)
    assert is_in(thief)
    client.post("/account/logout/")
    assert not is_in(thief)


def test_a_stolen_session_ends_with_a_new_password(client_as: ClientAs) -> None:
    client = client_as(actor(ONE))
    other = Client()
    sign_in(other, ONE)
    thief = copy_of(client)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/", form)
    assert is_in(client)
    assert not is_in(other)
    assert not is_in(thief)


@pytest.mark.parametrize("limit", ["SESSION_IDLE", "SESSION_LONGEST"])
def test_a_session_ends_at_its_limits(
    client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    client = client_as(actor(ONE))
    assert is_in(client)
    ahead: timedelta = getattr(settings, limit)
    monkeypatch.setattr(trace, "now", lambda: now() + ahead)
    assert not is_in(client)


def test_who_is_closed_is_out_of_every_session(client_as: ClientAs) -> None:
    clients = [client_as(actor(ONE)), Client()]
    sign_in(clients[1], ONE)
    User.objects.filter(code=ONE).update(closed_at=now())
    assert not any(is_in(each) for each in clients)


def test_a_session_cannot_be_chosen_through_an_address(client_as: ClientAs) -> None:
    client = client_as(actor(ONE))
    key = client.cookies["sessionid"].value
    assert Client().get("/", {"sessionid": key}).status_code == 302


def test_guessing_locks_the_code_in_every_spelling(client_as: ClientAs) -> None:
    client_as(actor(ONE))
    for spelling in (ONE, ONE.upper(), ONE.title(), ONE, ONE):
        sign_in(Client(), spelling, NEW)
    assert sign_in(Client(), ONE) == 429
    assert sign_in(Client(REMOTE_ADDR="127.0.0.7"), ONE.upper()) == 429


def test_a_wrong_code_and_a_wrong_password_are_told_alike(client_as: ClientAs) -> None:
    client_as(actor(ONE))
    pages = [
        Client().post("/account/login/", {"login": code, "password": NEW}).text
        for code in (ONE, "sample-two")
    ]
    told = [page.count("alert-danger") for page in pages]
    assert told[0] == told[1] == 1
