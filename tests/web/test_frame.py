"""The frame around every page: language, menu, health, search."""

import pytest
from django.db.utils import OperationalError
from django.test import Client

from ringfence.access.actor import Actor, Grant
from ringfence.interfaces.web import navigation
from ringfence.interfaces.web.navigation import NavEntry, entries_for
from ringfence.interfaces.web.pages import health


def test_pages_are_chinese_whatever_the_browser_prefers(client: Client, db: None) -> None:
    response = client.get("/account/login/", headers={"Accept-Language": "en-US"})
    assert response["Content-Language"] == "zh-hans"
    assert "登录" in response.text


def test_the_switch_turns_the_pages_to_english_and_back(signed_in: Client) -> None:
    signed_in.post("/language/", {"language": "en", "next": "/clauses/"})
    assert "Rulebook" in signed_in.get("/").text
    signed_in.post("/language/", {"language": "zh-hans", "next": "/"})
    assert "法规" in signed_in.get("/").text


def test_the_switch_leads_nowhere_else(client: Client, db: None) -> None:
    form = {"language": "en", "next": "https://elsewhere.example/"}
    assert client.post("/language/", form)["Location"] == "/"


def test_the_menu_shows_what_the_actor_may_see(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = (NavEntry("all", "home", "home"), NavEntry("some", "home", "home", "sample.read"))
    monkeypatch.setattr(navigation, "ENTRIES", entries)
    reader = Actor("reader", frozenset({Grant("sample.read", "Y1", "14")}))
    assert [each.label for each in entries_for(Actor("nobody"))] == ["all"]
    assert [each.label for each in entries_for(reader)] == ["all", "some"]


def test_no_two_pages_share_a_key() -> None:
    keys = [each.key for each in navigation.ENTRIES if each.key]
    assert len(keys) == len(set(keys))


def test_the_program_lives_without_a_database(client: Client) -> None:
    assert client.get("/health/live").json() == {"live": True}


def test_the_program_is_ready_while_the_database_answers(client: Client, db: None) -> None:
    assert client.get("/health/ready").status_code == 200


def test_the_program_is_not_ready_without_it(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Gone:
        def cursor(self) -> None:
            raise OperationalError

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(health, "connection", Gone())
    assert client.get("/health/ready").status_code == 503


def test_search_finds_a_clause_by_its_id_and_by_its_words(signed_in: Client) -> None:
    assert "/clauses/MUF-10.3/" in signed_in.get("/search/", {"q": "muf-10.3"}).text
    assert "/clauses/MUF-10.3/" in signed_in.get("/search/", {"q": "押金在规定的工作日内"}).text


def test_what_was_searched_is_shown_as_text(signed_in: Client) -> None:
    page = signed_in.get("/search/", {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_the_list_of_clauses_is_filtered_by_document_and_state(signed_in: Client) -> None:
    page = signed_in.get("/clauses/", {"document": "MUF", "state": "ENFORCED"}).text
    assert "MUF-11.2" in page
    assert 'href="/clauses/OP-' not in page


def test_a_clause_that_is_none_is_answered_404(signed_in: Client) -> None:
    response = signed_in.get("/clauses/MUF-99.9/")
    assert response.status_code == 404
    assert "UNKNOWN_CLAUSE" in response.text


def test_htmx_is_led_to_the_sign_in_as_a_whole_page(client: Client, db: None) -> None:
    response = client.get("/clauses/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith("/account/login/")
    assert "Location" not in response.headers


def test_nothing_of_a_page_stays_in_the_browser(signed_in: Client) -> None:
    assert signed_in.get("/clauses/")["Cache-Control"] == "private, no-store"
