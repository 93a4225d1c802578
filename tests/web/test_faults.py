"""What goes wrong is said in the reader's language, form and no more than is theirs to know."""

import io
import json
import logging

import pytest
from django.conf import LazySettings
from django.test import Client

from ringfence.interfaces.web.log import JsonLine
from ringfence.interfaces.web.middleware import database
from web import faulty_urls

NUMBER = "11010519491231002X"


@pytest.fixture
def faulty(signed_in: Client, settings: LazySettings) -> Client:
    """A browser in which somebody has signed in to pages that fail."""
    settings.ROOT_URLCONF = "web.faulty_urls"
    signed_in.raise_request_exception = False
    faulty_urls.tries.clear()
    return signed_in


@pytest.mark.clause("OP-22.1")
def test_what_the_actor_may_not_is_answered_403_with_its_clause(faulty: Client) -> None:
    response = faulty.get("/not-permitted/")
    assert response.status_code == 403
    assert "/clauses/OP-22.1/" in response.text


def test_a_refusal_is_a_page_with_its_sentence_clause_and_code(faulty: Client) -> None:
    response = faulty.get("/refused/")
    assert response.status_code == 422
    for part in ("<html", "余额将为110.00元。", "/clauses/MUF-11.2/", "SAMPLE_REFUSED"):
        assert part in response.text


def test_to_htmx_a_refusal_is_a_fragment(faulty: Client) -> None:
    response = faulty.get("/refused/", headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert "余额将为110.00元。" in response.text
    assert "<html" not in response.text


def test_what_htmx_is_refused_goes_to_the_messages(faulty: Client) -> None:
    for path in ("/refused/", "/broken/x/"):
        response = faulty.get(path, headers={"HX-Request": "true"})
        assert response["HX-Retarget"] == "#messages"
        assert '<div class="alert' in response.text


def test_to_a_program_a_refusal_is_a_problem(faulty: Client) -> None:
    response = faulty.get("/refused/", headers={"Accept": "application/json"})
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert (told["status"], told["code"], told["clause"]) == (422, "SAMPLE_REFUSED", "MUF-11.2")
    assert told["title"] == "余额将为110.00元。"
    assert told["trace"] == response["X-Request-ID"]
    assert "余额" in response.text


def test_a_refusal_speaks_english_where_english_is_chosen(faulty: Client) -> None:
    faulty.cookies["language"] = "en"
    assert "The balance would be 110.00." in faulty.get("/refused/").text


@pytest.mark.parametrize(
    ("path", "status", "zh", "en"),
    [
        ("/suspicious/", 400, "请求无法识别", "was not understood"),
        ("/forbidden/", 403, "无权访问", "Not permitted"),
        ("/nothing/", 404, "没有此页", "No such page"),
        ("/broken/x/", 500, "系统出错", "Something went wrong"),
    ],
)
def test_a_fault_has_a_page_in_both_languages(
    faulty: Client, path: str, status: int, zh: str, en: str
) -> None:
    response = faulty.get(path)
    assert response.status_code == status
    assert zh in response.text
    assert response["X-Request-ID"] in response.text
    faulty.cookies["language"] = "en"
    assert en in faulty.get(path).text


def test_to_a_program_a_fault_is_a_problem(faulty: Client) -> None:
    response = faulty.get("/broken/x/", headers={"Accept": "application/json"})
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == 500


def test_a_page_that_the_database_cut_off_is_shown_at_the_second_try(
    faulty: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_is_back", lambda: True)
    response = faulty.get("/cut-off/")
    assert (response.status_code, response.text) == (200, "shown")
    assert faulty_urls.tries == ["GET", "GET"]


def test_what_changes_something_is_never_done_twice(faulty: Client) -> None:
    response = faulty.post("/cut-off/")
    assert response.status_code == 503
    assert "数据库暂时没有响应" in response.text
    assert faulty_urls.tries == ["POST"]


def test_the_log_says_the_route_and_nothing_that_was_typed(
    faulty: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = io.StringIO()
    handlers = [each for each in logging.root.handlers if isinstance(each.formatter, JsonLine)]
    monkeypatch.setattr(handlers[0], "stream", log)
    faulty.get(f"/broken/{NUMBER}/?name={NUMBER}", headers={"X-Request-ID": "sample-0001"})
    written = log.getvalue()
    assert NUMBER not in written
    lines = [json.loads(line) for line in written.splitlines()]
    fault = next(line for line in lines if "exception" in line)
    assert fault["exception"] == "ValueError"
    assert fault["through"][-1].endswith(" broken")
    last = lines[-1]
    assert (last["trace"], last["status"]) == ("sample-0001", 500)
    assert last["route"] == "broken/<str:who>/"


@pytest.mark.parametrize("given", ["short", "a" * 65, "with space", '"><script>'])
def test_an_id_that_is_none_is_not_taken(faulty: Client, given: str) -> None:
    assert faulty.get("/nothing/", headers={"X-Request-ID": given})["X-Request-ID"] != given


def test_a_personal_page_says_who_sees_it_and_when(faulty: Client) -> None:
    response = faulty.get("/personal/")
    year = response.context["at"].year
    assert response.text.count(f'<span data-words="yangli01 {year}-') >= 20
