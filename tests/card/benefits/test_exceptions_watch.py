"""Each roster line that the registry contradicts is a case, as a sweep of the desk finds it."""

from datetime import datetime
from pathlib import Path

import pytest

from actors import actor
from ringfence.desk.cases import case_close
from ringfence.desk.models import Case
from ringfence.desk.sweep import desk_sweep
from ringfence.workdays.store import calendar_in
from sample_month import BANK, SampleMonth, account, at, identity, registry_row, roster_row
from sample_people import AGENCY

CALENDAR = calendar_in(Path("no-such-home"))
SWEEPER = actor("job:desk.sweep", "desk.sweep")
WORKER = actor("sample-worker", "case.work", organisation=AGENCY)


def sweep(moment: datetime) -> list[tuple[str, str, object]]:
    """Return the cases about roster lines after a sweep."""
    desk_sweep(calendar=CALENDAR, actor=SWEEPER, at=moment)
    cases = Case.objects.filter(type="ROSTER_MISMATCH").order_by("id")
    return [(case.state, case.outcome, case.facts["cause"]) for case in cases]


@pytest.fixture
def contradicted(month: SampleMonth) -> SampleMonth:
    """A roster of three: one in order, one without an active account, one nobody knows."""
    month.people(registry_row(1), registry_row(3, account_active="false"))
    month.roster(roster_row(1), roster_row(3), roster_row(5))
    return month


@pytest.mark.clause("OP-10")
@pytest.mark.usefixtures("contradicted")
def test_each_line_that_the_registry_contradicts_is_a_case_once() -> None:
    expected = [("OPEN", "", "ACCOUNT_NOT_ACTIVE"), ("OPEN", "", "PERSON_UNKNOWN")]
    assert sweep(at(20)) == expected
    assert sweep(at(21)) == expected
    assert {case.organisation_code for case in Case.objects.all()} == {AGENCY}


@pytest.mark.clause("OP-10")
@pytest.mark.usefixtures("contradicted")
def test_a_case_that_people_closed_stays_closed() -> None:
    sweep(at(20))
    case = Case.objects.earliest("id")
    case_close(case_id=case.id, outcome="NOT_OWED", actor=WORKER, at=at(21))
    assert [state for state, _, _ in sweep(at(22))] == ["CLOSED", "OPEN"]


@pytest.mark.clause("OP-10", "OP-16.4")
def test_a_case_is_settled_when_a_further_run_carries_its_line(contradicted: SampleMonth) -> None:
    sweep(at(19))
    contradicted.correct((identity(3), account(3), BANK))
    assert len(contradicted.retry()) == 1
    assert [(state, outcome) for state, outcome, _ in sweep(at(22))] == [
        ("CLOSED", "PAID_AGAIN"),
        ("OPEN", ""),
    ]
