"""What the operations answer to one who may, and how."""

from typing import Any

import pytest
from django.test import Client

from api.conftest import Office
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.kernel.uuid7 import uuid7

pytestmark = pytest.mark.django_db


def items(answer: Any) -> list[dict[str, Any]]:
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_chinese_is_sent_as_it_is(office: Office) -> None:
    assert "发放批次" in office.agency.get("/api/v1/clauses/OP-16.1").content.decode()


def test_a_clause_says_its_values_on_a_day(office: Office) -> None:
    answer = office.agency.get("/api/v1/clauses/OP-16.2/values?on=2026-01-06").json()
    (value,) = [each for each in answer["values"] if each["name"] == "credit_run.days"]
    assert (value["content"], value["unit"]) == (3, "WORKING_DAYS")


def test_a_list_is_read_page_by_page_without_gap_or_repetition(office: Office) -> None:
    whole = items(office.agency.get("/api/v1/clauses?document=MUF&limit=200"))
    found: list[dict[str, Any]] = []
    after = ""
    while after is not None:
        answer = office.agency.get(f"/api/v1/clauses?document=MUF&limit=7&after={after}")
        found += items(answer)
        after = answer.json()["after"]
    assert found == whole


def test_a_page_behind_no_page_is_refused(office: Office) -> None:
    answer = office.agency.get("/api/v1/clauses?after=nowhere")
    assert answer.json()["code"] == "PAGE_UNKNOWN"


def test_runs_are_the_own_organisations_and_filtered(office: Office) -> None:
    (run,) = items(office.agency.get("/api/v1/runs?state=DRAFT&period=2026-01"))
    assert (run["number"], run["sum_fen"]) == (office.run.number, 17_500)
    assert items(office.agency.get("/api/v1/runs?state=SENT")) == []
    shown = office.agency.get(f"/api/v1/runs/{office.run.number}").json()
    assert [step["event"] for step in shown["steps"]] == ["DRAFT"]


@pytest.mark.clause("OP-22.1")
def test_items_are_masked_and_each_person_that_is_opened_is_in_the_trail(office: Office) -> None:
    url = f"/api/v1/runs/{office.run.number}/items"
    assert office.agency.get(f"{url}?purpose=CURIOSITY").json()["code"] == "PURPOSE_NOT_GIVEN"
    answer = office.agency.get(f"{url}?purpose=BENEFIT_PAYMENT&limit=2")
    first, second = items(answer)
    assert "*" in first["identity_number"]
    assert "*" in second["account_number"]
    (third,) = items(office.agency.get(f"{url}?purpose=BENEFIT_PAYMENT&after=2"))
    opened = search(AuditCriteria(actor="api:payroll", outcome="DONE"), limit=10).records
    assert {entry.subject_id for entry in opened if entry.action == "item.read"} == {
        first["person"], second["person"], third["person"],
    }  # fmt: skip
    assert all(entry.trace and entry.purpose == "BENEFIT_PAYMENT" for entry in opened)


def test_a_wrong_number_is_an_answer_with_its_reason(office: Office) -> None:
    wrong = office.agency.post("/api/v1/checks/identity", {"number": "110105194912310021"}).json()
    assert not wrong["right"]
    assert wrong["refusal"]["code"] == "IDENTITY_CHECK_DIGIT"
    right = office.agency.post("/api/v1/checks/identity", {"number": "11010519491231002X"}).json()
    assert right["born_on"] == "1949-12-31"


def test_the_tray_is_the_organisations(office: Office) -> None:
    waiting = items(office.agency.get("/api/v1/desk/tray"))
    assert {item["id"] for item in waiting} >= {str(office.duty.id), str(office.case.id)}


def test_the_books_of_the_own_fund_are_shown(office: Office) -> None:
    office.month.fund(17_500)
    (fund,) = items(office.agency.get("/api/v1/funds"))
    url = f"/api/v1/funds/{fund['id']}"
    shown = office.agency.get(url).json()
    assert 17_500 in {each["balance_fen"] for each in shown["standings"]}
    balance = office.agency.get(f"{url}/trial-balance").json()
    assert balance["debit_fen"] == balance["credit_fen"] == 17_500
    moved = office.agency.get(f"{url}/movements?from_on=2026-01-01&to_on=2026-01-31").json()
    assert sum(each["amount_fen"] for each in moved["movements"]) == 17_500
    assert office.agency.get(f"{url}/seals").json() == {"seals": [], "unsealed_count": 1}


def test_what_has_not_changed_is_not_sent_again(office: Office) -> None:
    url = f"/api/v1/runs/{office.run.number}"
    tag = office.agency.get(url)["ETag"]
    same = office.agency.get(url, **{"If-None-Match": tag})
    assert (same.status_code, same.content) == (304, b"")
    office.agency.post(f"{url}/check", key=uuid7().hex)
    assert office.agency.get(url, **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status", "code"),
    [
        ("POST", "/checks/card", b"{", "application/json", 400, "CALL_UNREADABLE"),
        ("POST", "/checks/card", b"\xff", "application/json", 400, "CALL_UNREADABLE"),
        ("POST", "/checks/card", b"[" * 100_000, "application/json", 400, "CALL_UNREADABLE"),
        ("POST", "/checks/card", b"{}", "text/plain", 415, "CONTENT_TYPE_UNKNOWN"),
        ("POST", "/checks/card", b"{}", "application/json", 422, "INPUT_WRONG"),
        ("POST", "/checks/card", b"0" * 3_000_000, "application/json", 413, "CALL_TOO_LARGE"),
        ("PUT", "/checks/card", b"", "application/json", 405, "METHOD_UNKNOWN"),
        ("GET", "/runs?limit=201", b"", "", 422, "INPUT_WRONG"),
        ("GET", "/workdays/days/2099-01-01", b"", "", 422, "CALENDAR_GAP"),
    ],
)
def test_what_is_not_as_described_is_a_problem(
    office: Office, method: str, path: str, body: bytes, kind: str, status: int, code: str
) -> None:
    url = f"/api/v1{path}"
    headers = {"Host": "testserver"} | office.agency.headers(method, url, body)
    answer = Client().generic(method, url, body, content_type=kind, headers=headers)
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


def test_what_was_sent_is_not_repeated_in_a_fault(office: Office) -> None:
    answer = office.agency.post("/api/v1/checks/identity", {"number": ["11010519491231002X"]})
    assert answer.status_code == 422
    assert "11010519491231002X" not in answer.content.decode()


def test_a_fault_of_ours_is_a_problem_without_its_words(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_words: object) -> None:
        raise RuntimeError("样例甲0001")

    monkeypatch.setattr("ringfence.interfaces.api.operations.runs.run_seen", broken)
    answer = office.agency.get(f"/api/v1/runs/{office.run.number}")
    assert (answer.status_code, answer.json()["code"]) == (500, "ANSWER_FAILED")
    assert "样例甲0001" not in answer.content.decode()


def test_the_description_and_its_page_come_from_here_alone(client: Client) -> None:
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    assert "//" not in page.content.decode().replace("//www.w3.org", "")
    described = client.get("/api/v1/openapi.json")
    assert described.json()["openapi"].startswith("3.1")
    assert "专户" in described.content.decode()
