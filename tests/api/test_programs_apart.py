"""Programs meet their operations without what pages need, and with what every answer carries."""

import pytest
from django.db.utils import OperationalError
from django.test import Client

from api.conftest import Office
from ringfence.access.calls import Caller, signed_request_check
from ringfence.interfaces.api import signed
from ringfence.interfaces.api.operations.desk import DutyOut
from ringfence.kernel.uuid7 import uuid7

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/api/v1/clauses/OP-16.1", "/api/v1/nothing", "/api/nothing"])
def test_every_answer_has_its_headers_and_no_cookie(office: Office, path: str) -> None:
    answer = office.agency.get(path)
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Request-ID"]
    assert not answer.cookies


def test_the_page_of_the_description_is_a_page(client: Client) -> None:
    answer = client.get("/api/v1/docs")
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_a_call_to_another_host_is_not_answered(office: Office) -> None:
    url = "/api/v1/clauses/OP-16.1"
    headers = office.agency.headers("GET", url) | {"Host": "elsewhere.example"}
    answer = Client(raise_request_exception=False).get(url, headers=headers)
    assert answer.status_code == 400
    assert "elsewhere.example" not in answer.text


def test_a_person_who_is_signed_in_is_nobody_to_the_api(office: Office, client: Client) -> None:
    client.cookies["sessionid"] = "a-session-of-somebody"
    assert client.get(f"/api/v1/desk/duties/{office.duty.id}").status_code == 401


def test_an_answer_that_is_not_held_against_its_form_has_it(office: Office) -> None:
    told = office.agency.get(f"/api/v1/desk/duties/{office.duty.id}").json()
    assert told == DutyOut.from_orm(office.duty).model_dump(mode="json")


def test_a_connection_that_was_cut_off_is_made_anew_before_anything_happens(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[bool] = []

    def once_away(**words: object) -> Caller:
        if not cut:
            cut.append(True)
            raise OperationalError("the database was restarted")
        return signed_request_check(**words)  # type: ignore[arg-type]

    monkeypatch.setattr(signed, "signed_request_check", once_away)
    # The test's own transaction is on the connection.
    monkeypatch.setattr(signed.connection, "close", lambda: None)
    url = f"/api/v1/runs/{office.run.number}/check"
    assert office.agency.post(url, key=uuid7().hex).status_code == 200
    assert cut
