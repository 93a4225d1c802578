"""What every answer carries, what no page lets through: frames, markup, other sites' forms."""

import pytest
from django.test import Client

from actors import actor
from ringfence.access.declared import declared
from sample_people import AGENCY
from security.addresses import doors, pages
from security.conftest import ClientAs
from security.test_page_matrix import ask, trials
from security.world import RAW, World
from web.people import PASSWORD

# Pages on which something that somebody wrote is shown; more may be.
SHOWS_MARKUP = {"case", "approval", "notices", "audit_entry"}


@pytest.fixture
def able(client_as: ClientAs) -> Client:
    """Somebody who may do everything in the agency's name: every page is shown."""
    return client_as(actor("sample-able", *declared().permissions, organisation=AGENCY))


def faults_of(answer: object) -> list[str]:
    """Return which of the headers that every answer has an answer lacks."""
    headers = answer.headers  # type: ignore[attr-defined]
    policy = headers.get("Content-Security-Policy", "")
    wanted = {
        "policy": "default-src 'none'" in policy and "frame-ancestors 'none'" in policy,
        "no inline": "unsafe" not in policy,
        "nosniff": headers.get("X-Content-Type-Options") == "nosniff",
        "frame": headers.get("X-Frame-Options") == "DENY",
        "referrer": headers.get("Referrer-Policy") == "same-origin",
        "opener": headers.get("Cross-Origin-Opener-Policy") == "same-origin",
    }
    return [name for name, is_there in wanted.items() if not is_there]


def test_every_answer_has_its_headers(world: World, able: Client) -> None:
    wrong = []
    for client in (able, Client()):
        for trial in trials():
            for method in ("get", "post"):
                answer = ask(client, method, trial, world)
                wrong += [(trial.key, method, fault) for fault in faults_of(answer)]
                if client is able and "no-store" not in answer.headers["Cache-Control"]:
                    wrong.append((trial.key, method, "kept by the browser"))
    assert wrong == []


@pytest.mark.parametrize("path", ["/nothing/", "/account/login/", "/health/live", "/try/"])
def test_an_answer_to_a_stranger_has_them_as_well(db: None, path: str) -> None:
    assert faults_of(Client().get(path)) == []


def test_what_somebody_wrote_is_shown_as_text(world: World, able: Client) -> None:
    shown = set()
    for trial in trials():
        answer = ask(able, "get", trial, world)
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        assert [each for each in RAW if each in text] == [], trial.key
        if "&lt;script&gt;" in text:
            shown.add(trial.key)
    assert shown >= SHOWS_MARKUP


def test_markup_in_an_address_is_shown_as_text(world: World, able: Client) -> None:
    for trial in trials():
        if trial.address.parts:
            continue
        path = trial.address.path(world.parts)
        query = dict.fromkeys(("q", "after", "number", "action", "page", "from_on"), RAW[0])
        answer = able.get(path, query)
        assert answer.status_code < 500, trial.key
        assert RAW[0].encode() not in answer.content, trial.key


def test_a_form_of_another_site_is_refused_everywhere(world: World, able: Client) -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = able.cookies
    for trial in trials():
        answer = ask(strict, "post", trial, world)
        assert answer.status_code == 403, trial.key
        assert "NOT_PERMITTED" not in answer.text, trial.key
    for door in doors():
        answer = strict.post(door, {"letters": "large", "language": "en"})
        assert answer.status_code in {403, 404}, door


@pytest.mark.parametrize(
    "way", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"]
)
@pytest.mark.parametrize("path", ["/language/", "/letters/"])
def test_no_way_back_leads_outside(db: None, path: str, way: str) -> None:
    answer = Client().post(path, {"next": way, "language": "en", "letters": "large"})
    assert answer.status_code == 302
    assert "elsewhere" not in answer["Location"]


@pytest.mark.parametrize(
    "way", ["https://elsewhere.example/", "//elsewhere.example", "javascript:x"]
)
def test_nor_does_the_sign_in(client_as: ClientAs, way: str) -> None:
    client_as(actor("sample-able"))
    form = {"login": "sample-able", "password": PASSWORD, "next": way}
    assert Client().post("/account/login/", form)["Location"] == "/"


def test_another_host_is_not_answered(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.text


def test_a_forwarded_host_is_not_heard(db: None) -> None:
    answer = Client().get("/", headers={"X-Forwarded-Host": "elsewhere.example"})
    assert "elsewhere" not in answer["Location"]


def test_a_method_in_a_header_is_not_heard(world: World, able: Client) -> None:
    before = world.case.notes.count()
    for name in ("X-HTTP-Method-Override", "X-Method-Override"):
        path = f"/desk/case/{world.case.id}/note/"
        assert able.get(path, {"_method": "POST"}, headers={name: "POST"}).status_code == 405
    assert world.case.notes.count() == before


def test_a_form_too_large_is_refused(world: World, able: Client) -> None:
    path = f"/desk/case/{world.case.id}/note/"
    assert able.post(path, {"text": "a" * 3_000_000}).status_code in {400, 413, 422}
    many = {f"field{number}": "x" for number in range(1_100)}
    assert able.post(path, many).status_code in {400, 413}


def test_there_are_pages_to_try() -> None:
    assert len(pages()) >= 25
