"""Large print before the sign-in: a switch, kept in a cookie."""

import pytest
from django.test import Client

from actors import actor
from security.conftest import ClientAs

LOGIN, SWITCH = "/account/login/", "/letters/"

pytestmark = pytest.mark.django_db


def is_large(client: Client, path: str = LOGIN) -> bool:
    return 'class="large-letters"' in client.get(path).text


def test_the_switch_stays_on_until_it_is_switched_off() -> None:
    client = Client()
    assert not is_large(client)
    answer = client.post(SWITCH, {"letters": "large", "next": LOGIN})
    assert answer["Location"] == LOGIN
    assert is_large(client)
    client.post(SWITCH, {"letters": "usual", "next": LOGIN})
    assert not is_large(client)


def test_the_cookie_is_out_of_reach_and_says_nothing_else() -> None:
    client = Client()
    client.post(SWITCH, {"letters": "large", "next": LOGIN})
    cookie = client.cookies["letters"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("large", True, "Lax")
    client.cookies["letters"] = '"><script>'
    assert not is_large(client)
    assert "><script>" not in client.get(LOGIN).text.split("<body>")[0].split("</title>")[0]


def test_a_link_switches_nothing() -> None:
    assert Client().get(SWITCH).status_code == 405


def test_the_pages_behind_the_sign_in_keep_their_size(client_as: ClientAs) -> None:
    client = client_as(actor("sample-one"))
    client.post(SWITCH, {"letters": "large", "next": "/"})
    assert not is_large(client, "/")
