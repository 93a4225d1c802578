"""Every operation of the description is tried by those who may not call it."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from api.conftest import Office
from api.program import Program, program
from ringfence.banking.funds.kinds import fund_kinds
from ringfence.interfaces.api.site import api
from ringfence.kernel.uuid7 import uuid7
from sample_people import AGENCY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-A2")]

SCHEMA: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
EVERY = [(method.upper(), path) for path, methods in SCHEMA["paths"].items() for method in methods]
SCOPED = [
    (method, path) for method, path in EVERY if "x-scope" in SCHEMA["paths"][path][method.lower()]
]
# What they take beside the parts of their paths.
QUERIES = {"/api/v1/workdays/periods": "?start_on=2026-01-06&count=3"}
BODIES: dict[str, Any] = {
    "/api/v1/desk/approvals/{approval_id}/decisions": {"verdict": "APPROVE"},
    "/api/v1/desk/cases/{case_id}/notes": {"text": "样例"},
}


def address(office: Office, path: str) -> str:
    parts = {
        "clause_id": "OP-16.1",
        "on": "2026-01-06",
        "number": office.run.number,
        "duty_id": office.duty.id,
        "approval_id": office.approval.id,
        "case_id": office.case.id,
        "fund_id": next(fund.id for kind in fund_kinds() for fund in kind.funds()),
    }
    query = "?purpose=BENEFIT_PAYMENT" if path.endswith("/items") else QUERIES.get(path, "")
    return path.format(**parts) + query


def body(path: str) -> Any:
    return {"number": "11010519491231002X"} if "/checks/" in path else BODIES.get(path)


def call(office: Office, caller: Program, method: str, path: str) -> Any:
    headers = {"Idempotency-Key": uuid7().hex} if method == "POST" else {}
    return caller.call(method, address(office, path), body(path), **headers)


def code_of(answer: Any) -> tuple[int, str]:
    assert answer["Content-Type"] == "application/problem+json", answer.content
    told = answer.json()
    assert told["status"] == answer.status_code
    assert told["sentence"]["zh"]
    assert told["sentence"]["en"]
    return answer.status_code, told["code"]


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_none_answers_a_call_that_nobody_signed(office: Office, method: str, path: str) -> None:
    answer = Client().generic(method, address(office, path))
    assert code_of(answer) == (401, "CALL_NOT_TRUSTED")
    assert answer["WWW-Authenticate"] == "RINGFENCE-1"


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_none_answers_a_wrong_signature(office: Office, method: str, path: str) -> None:
    headers = office.agency.headers(method, address(office, path))
    headers["Ringfence-Signature"] = headers["Ringfence-Signature"][::-1]
    answer = Client().generic(
        method, address(office, path), headers={"Host": "testserver"} | headers
    )
    assert code_of(answer) == (401, "CALL_NOT_TRUSTED")


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_none_answers_an_unknown_key(office: Office, method: str, path: str) -> None:
    unknown = Program(Ed25519PrivateKey.generate())
    assert code_of(call(office, unknown, method, path)) == (401, "CALL_NOT_TRUSTED")


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_none_answers_a_call_twice(office: Office, method: str, path: str) -> None:
    again = replace(office.agency, nonce=uuid7().hex)
    assert call(office, again, method, path).status_code in {200, 422, 404}
    assert code_of(call(office, again, method, path)) == (401, "CALL_REPEATED")


@pytest.mark.parametrize(("method", "path"), EVERY)
def test_none_answers_a_call_of_long_ago(office: Office, method: str, path: str) -> None:
    old = replace(office.agency, time="2026-01-06T01:00:00Z")
    assert code_of(call(office, old, method, path)) == (401, "CALL_OUT_OF_TIME")


@pytest.mark.parametrize(("method", "path"), SCOPED)
def test_none_with_a_scope_answers_a_client_without_it(
    office: Office, method: str, path: str
) -> None:
    without = program("without", AGENCY, "roster.read")
    status, code = code_of(call(office, without, method, path))
    if "{" in path:
        assert (status, "UNKNOWN" in code) == (404, True)
    else:
        assert (status, code) == (403, "NOT_PERMITTED")


@pytest.mark.parametrize(("method", "path"), SCOPED)
def test_none_tells_another_organisations_matters(office: Office, method: str, path: str) -> None:
    answer = call(office, office.stranger, method, path)
    if "{" in path:
        assert code_of(answer)[0] == 404
    else:
        assert answer.json()["items"] == []


def test_every_operation_that_no_scope_guards_tells_only_what_is_public() -> None:
    public = re.compile(r"/api/v1/(clauses|workdays|checks)\b")
    assert [path for method, path in EVERY if (method, path) not in SCOPED] == [
        path for _method, path in EVERY if public.match(path)
    ]


def test_a_client_that_calls_too_often_is_told_how_long_to_wait(office: Office) -> None:
    eager = program("eager", AGENCY, "run.read", calls_per_minute=1)
    # Of three calls two are within one minute, whenever the clock goes over to the next.
    answers = [eager.get("/api/v1/runs") for _ in range(3)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert code_of(refused[0]) == (429, "CALLS_TOO_MANY")
    assert 1 <= int(refused[0]["Retry-After"]) <= 60


def test_an_unknown_thing_is_not_found(office: Office) -> None:
    nobody = UUID(int=7)
    for path in ("/clauses/XX-1", "/runs/none", f"/desk/duties/{nobody}", "/nothing", "/"):
        answer = office.agency.get(f"/api/v1{path}")
        assert answer.status_code == 404, path
        code_of(answer)
