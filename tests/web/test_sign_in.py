"""Who may come in, and what happens at the door."""

from django.test import Client

from web.conftest import sign_in


def test_a_stranger_is_led_to_the_sign_in(client: Client, db: None) -> None:
    response = client.get("/clauses/")
    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/clauses/"


def test_a_code_and_its_password_open_the_home_page(signed_in: Client) -> None:
    response = signed_in.get("/")
    assert response.status_code == 200
    assert "待办" in response.text


def test_a_wrong_password_does_not(client: Client, make_user) -> None:
    make_user()
    assert sign_in(client, password="another-sample-72") == 200
    assert client.get("/").status_code == 302
