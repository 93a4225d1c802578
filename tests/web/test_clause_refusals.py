"""What is refused by page, by API and by command shows under its clause, lately and counted."""

import pytest
from django.test import Client

from actors import also
from api.program import program
from ringfence.audit.refused import refused_counts
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.banking.models import Run
from ringfence.interfaces.cli.main import REFUSED, main
from ringfence.kernel.clock import business_date, now
from ringfence.kernel.uuid7 import uuid7
from sample_month import SampleMonth
from sample_people import (
    AGENCY,
    APPROVER,
    CHECKER,
    people,  # noqa: F401 - a fixture
)
from web.acting import ClientOf

pytestmark = pytest.mark.clause("OP-25")

BOTH = also(CHECKER, APPROVER)


def do(client: Client, run: Run, act: str) -> int:
    return client.post(f"/runs/{run.number}/act/{act}/").status_code


def of_today(clause: str) -> dict[str, int]:
    today = business_date(now())
    found = refused_counts(clause=clause, from_on=today, to_on=today)
    return {each.outcome: each.entry_count for each in found}


def test_an_approval_by_who_checked_shows_under_its_clause(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run, client = month.drafted("100.00"), client_of(BOTH)
    assert do(client, run, "check") == 302
    assert "近三十日没有" in client.get("/clauses/OP-25/").text
    assert do(client, run, "approve") == 422
    run.refresh_from_db()
    assert run.state == "CHECKED"
    page = client.get("/clauses/OP-25/").text
    for part in ("FOUR_EYES", "须由另一名有权人员审批", "近三十日依本条款不予办理的次数"):
        assert part in page
    assert of_today("OP-25") == {"FOUR_EYES": 1}
    [entry] = search(AuditCriteria(action="act.refused"), limit=9).records
    assert (entry.actor, entry.subject_kind, entry.subject_id) == (BOTH.code, "page", "run-act")
    assert entry.facts == {"number": run.number, "act": "approve"}


@pytest.mark.usefixtures("people")
def test_so_does_one_by_a_program(month: SampleMonth) -> None:
    run = month.drafted("100.00")
    caller = program("sample-program", AGENCY, "run.read", "run.check", "run.approve")
    url = f"/api/v1/runs/{run.number}"
    assert caller.post(f"{url}/check", key=uuid7().hex).status_code == 200
    key = uuid7().hex
    for _ in range(2):
        assert caller.post(f"{url}/approve", key=key).status_code == 422
    # A refused call is not kept: the same key tries anew, and each trial is an entry.
    assert of_today("OP-25") == {"FOUR_EYES": 2}


@pytest.mark.usefixtures("people")
def test_so_does_one_by_command_and_a_person_not_known_is_none(month: SampleMonth) -> None:
    run = month.drafted("100.00")
    for code, number in ((CHECKER.code, run.number), ("sample-none", run.number)):
        assert main(["run", "approve", number, "--actor", code]) == REFUSED
    found = search(AuditCriteria(action="act.refused"), limit=9).records
    assert [(each.actor, each.subject_kind, each.subject_id) for each in found] == [
        (CHECKER.code, "command", "run approve")
    ]
    assert main(["run", "show", "NOBODYS"]) == REFUSED
    assert len(search(AuditCriteria(action="act.refused"), limit=9).records) == 1


def test_a_page_that_was_only_looked_at_counts_for_no_clause(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("100.00")
    client_of(CHECKER).post(f"/runs/{run.number}/items/", {"purpose": ""})
    assert search(AuditCriteria(action="act.refused"), limit=9).records == []
