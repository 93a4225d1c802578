"""Who may come in, and what happens at the door."""

from datetime import timedelta

import pytest
from django.test import Client

from ringfence.access.models import User
from ringfence.kernel.clock import now
from web.people import PASSWORD, MakeUser, sign_in, trail

NEW = "another-sample-72"
CHANGE = "/account/password/"


def change(client: Client, password: str, *, old: str = PASSWORD) -> str:
    """Post the form that changes the password; return where it led, or what the page says."""
    form = {"oldpassword": old, "password1": password, "password2": password}
    response = client.post(CHANGE, form)
    return response["Location"] if response.status_code == 302 else response.text


def test_a_stranger_is_led_to_the_sign_in(client: Client, db: None) -> None:
    response = client.get("/clauses/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/clauses/"


def test_a_code_and_its_password_open_the_home_page(signed_in: Client) -> None:
    response = signed_in.get("/")
    assert response.status_code == 200
    assert "待办" in response.text


def test_a_code_may_be_typed_in_capitals(client: Client, make_user: MakeUser) -> None:
    make_user()
    assert sign_in(client, code="YangLi01") == 302
    assert client.get("/").status_code == 200


def test_a_wrong_password_does_not_open(client: Client, make_user: MakeUser) -> None:
    make_user()
    assert sign_in(client, password=NEW) == 200
    assert client.get("/").status_code == 302


def test_a_person_who_left_does_not_come_in(client: Client, make_user: MakeUser) -> None:
    make_user(closed_at=now())
    sign_in(client)
    assert client.get("/").status_code == 302


def test_a_person_who_leaves_is_out_at_the_next_click(signed_in: Client) -> None:
    User.objects.update(closed_at=now())
    assert signed_in.get("/").status_code == 302


def test_nobody_signs_up(client: Client, db: None) -> None:
    form = {"username": "yangli09", "password1": NEW, "password2": NEW}
    client.post("/account/signup/", form)
    assert not User.objects.exists()


def test_the_session_is_a_new_one_after_the_sign_in(client: Client, make_user: MakeUser) -> None:
    make_user()
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_the_way_after_the_sign_in_never_leads_outside(client: Client, make_user: MakeUser) -> None:
    make_user()
    form = {"login": "yangli01", "password": PASSWORD, "next": "https://elsewhere.example/"}
    assert client.post("/account/login/", form)["Location"] == "/"


def test_who_came_who_failed_and_who_left_is_audited(client: Client, make_user: MakeUser) -> None:
    make_user()
    sign_in(client, password=NEW)
    sign_in(client)
    client.post("/account/logout/")
    assert trail() == [
        ("session.begin", "PASSWORD_WRONG", "yangli01"),
        ("session.begin", "DONE", "yangli01"),
        ("session.end", "DONE", "yangli01"),
    ]


def test_a_code_that_nobody_has_leaves_nothing_in_the_trail(client: Client, db: None) -> None:
    sign_in(client, code="11010519491231002X")
    assert trail() == []


def test_after_five_wrong_passwords_the_right_one_is_answered_429(
    client: Client, make_user: MakeUser
) -> None:
    make_user()
    make_user("yangli02")
    statuses = [sign_in(client, password=NEW) for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert sign_in(client) == 429
    assert sign_in(Client(REMOTE_ADDR="127.0.0.9")) == 429
    assert sign_in(client, code="yangli02") == 302


def test_a_form_without_its_token_is_refused(make_user: MakeUser) -> None:
    make_user()
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/", {"login": "yangli01", "password": PASSWORD})
    assert response.status_code == 403
    assert "表单已过期" in response.text


@pytest.mark.parametrize("path", ["/", "/clauses/", "/account/sessions/", "/search/?q=x"])
def test_a_first_password_is_changed_before_anything_else(
    client: Client, make_user: MakeUser, path: str
) -> None:
    make_user(password_must_change=True)
    sign_in(client)
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, CHANGE)


def test_after_the_change_the_pages_are_open(client: Client, make_user: MakeUser) -> None:
    make_user(password_must_change=True)
    sign_in(client)
    assert change(client, NEW) == "/"
    assert client.get("/").status_code == 200
    assert sign_in(Client(), password=NEW) == 302
    assert ("password.change", "DONE", "yangli01") in trail()


def test_a_password_older_than_the_setting_is_changed(client: Client, make_user: MakeUser) -> None:
    make_user(password_set_at=now() - timedelta(days=91))
    sign_in(client)
    assert client.get("/")["Location"] == CHANGE


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short-7", "密码太短"),
        ("password1234", "太常见"),
        ("8642097531", "只包含数字"),
        ("yangli01-2", "太相似"),
        (PASSWORD, "不能使用当前密码"),
    ],
)
def test_a_weak_or_an_old_password_is_refused(signed_in: Client, password: str, words: str) -> None:
    assert words in change(signed_in, password)


def test_a_password_used_before_is_refused(signed_in: Client) -> None:
    assert change(signed_in, NEW) == "/"
    assert "不能使用" in change(signed_in, PASSWORD, old=NEW)


def test_passwords_are_hashed_with_argon2(slow_hash: None, make_user: MakeUser) -> None:
    assert make_user().password.startswith("argon2$argon2id$")
