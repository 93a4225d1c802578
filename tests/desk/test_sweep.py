"""Time does its work in a sweep, at the instant that it is given."""

from datetime import date, datetime, timedelta

import pytest

from access.acting import sample_areas
from desk.kinds_sample import (
    ABOVE,
    AGENCY,
    AT,
    BANK,
    BANK_CLERK,
    BREAK,
    CALENDAR,
    CLERK,
    DUE_AT,
    PAY,
    SWEEPER,
)
from ringfence.access.actor import NotPermitted
from ringfence.access.models import Organisation
from ringfence.audit import selectors as trail
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.domain import DutyState
from ringfence.desk.duties import duty_cancel, duty_meet, duty_start
from ringfence.desk.models import Case, Duty, DutyEscalation, Notice
from ringfence.desk.sweep import Swept, desk_sweep
from ringfence.workdays.calendar import Calendar

pytestmark = pytest.mark.django_db

RUN = ("run", "SAMPLE-2026-03-1")
DAY = timedelta(days=1)


def start(calendar: Calendar = CALENDAR, number: int = 1) -> Duty:
    return duty_start(
        kind=PAY, organisation=BANK, owed_to=AGENCY, subject=("run", f"SAMPLE-2026-03-{number}"),
        started_at=AT, calendar=calendar, actor=CLERK, at=AT,
    )  # fmt: skip


def sweep(at: datetime, calendar: Calendar = CALENDAR) -> Swept:
    return desk_sweep(calendar=calendar, actor=SWEEPER, at=at)


def told() -> list[tuple[str, str]]:
    return [
        (notice.organisation_code, notice.key.split(":")[0])
        for notice in Notice.objects.order_by("id")
    ]


@pytest.fixture
def bank_below() -> None:
    """The sample bank's organisation and the one above it."""
    sample_areas()
    for code, parent in ((ABOVE, None), (BANK, ABOVE)):
        Organisation.objects.create(
            code=code, name=f"样例机构{code}", area_id="140000000000",
            parent_id=parent, opened_on=date(2026, 1, 1),
        )  # fmt: skip


def test_a_sweep_is_a_job_and_nobodys_else() -> None:
    with pytest.raises(NotPermitted):
        desk_sweep(calendar=CALENDAR, actor=CLERK, at=AT)


@pytest.mark.clause("OP-16.2")
def test_before_the_end_nothing_is_late_and_from_it_on_it_is_told_once() -> None:
    duty = start()
    assert sweep(DUE_AT - timedelta(microseconds=1)) == Swept(0, 0, 0, 0)
    assert sweep(DUE_AT) == Swept(0, 1, 0, 0)
    assert sweep(DUE_AT) == Swept(0, 0, 0, 0)
    duty.refresh_from_db()
    assert (duty.state, duty.late_at, told()) == ("LATE", DUE_AT, [(BANK, "duty.late")])


@pytest.mark.usefixtures("bank_below")
def test_each_step_of_escalation_is_taken_once_and_in_order() -> None:
    start()
    assert sweep(DUE_AT + DAY) == Swept(0, 1, 1, 0)
    assert sweep(DUE_AT + 4 * DAY) == Swept(0, 0, 0, 0)
    assert sweep(DUE_AT + 5 * DAY) == Swept(0, 0, 1, 0)
    assert sweep(DUE_AT + 99 * DAY) == Swept(0, 0, 0, 0)
    assert told() == [(BANK, "duty.late"), (AGENCY, "duty.escalate"), (ABOVE, "duty.escalate")]


@pytest.mark.usefixtures("bank_below")
def test_a_sweep_after_many_days_takes_the_steps_it_missed() -> None:
    start()
    assert sweep(DUE_AT + 30 * DAY) == Swept(0, 1, 2, 0)
    assert [step.told for step in DutyEscalation.objects.order_by("step")] == [AGENCY, ABOVE]


def test_an_escalation_to_nobody_is_written_down_and_not_tried_again() -> None:
    start()
    sweep(DUE_AT + 30 * DAY)
    assert [step.told for step in DutyEscalation.objects.order_by("step")] == [AGENCY, ""]
    assert sweep(DUE_AT + 31 * DAY) == Swept(0, 0, 0, 0)


def test_a_late_duty_that_is_met_is_not_escalated_any_more() -> None:
    start()
    sweep(DUE_AT)
    duty_meet(
        kind=PAY, subject=RUN, evidence=("exchange_file", "1"), met_at=DUE_AT + DAY, actor=CLERK,
        at=DUE_AT + DAY,
    )  # fmt: skip
    assert sweep(DUE_AT + 9 * DAY) == Swept(0, 0, 0, 0)
    assert Duty.objects.get().state == DutyState.MET_LATE


def test_evidence_of_in_time_that_came_after_the_sweep_makes_the_duty_met() -> None:
    start()
    sweep(DUE_AT)
    duty = duty_meet(
        kind=PAY, subject=RUN, evidence=("exchange_file", "1"), met_at=DUE_AT - DAY, actor=CLERK,
        at=DUE_AT + DAY,
    )  # fmt: skip
    assert duty.state == DutyState.MET


def test_a_cancelled_duty_is_never_late() -> None:
    duty = start()
    duty_cancel(duty_id=duty.id, reason="样例原因", actor=BANK_CLERK, at=AT)
    assert sweep(DUE_AT + 9 * DAY) == Swept(0, 0, 0, 0)


def test_an_undated_duty_is_dated_by_the_sweep_that_has_the_calendar() -> None:
    duty = start(calendar=Calendar.of([]))
    assert sweep(AT, Calendar.of([])) == Swept(0, 0, 0, 0)
    assert sweep(AT) == Swept(1, 0, 0, 0)
    duty.refresh_from_db()
    assert (duty.due_at, duty.undated) == (DUE_AT, None)


def test_a_sweep_takes_more_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ringfence.desk.sweep.BATCH", 2)
    for number in range(5):
        start(number=number)
    assert sweep(DUE_AT + DAY) == Swept(0, 5, 5, 0)
    entries = trail.search(trail.AuditCriteria(action="duty.late"), limit=10).records
    assert len(entries) == 5


def test_a_case_is_told_late_once() -> None:
    case = case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    assert case.due_at is not None
    assert sweep(case.due_at) == Swept(0, 0, 0, 1)
    assert sweep(case.due_at + DAY) == Swept(0, 0, 0, 0)
    assert Case.objects.get().late_at == case.due_at
    assert told() == [(AGENCY, "case.late")]
