"""A duty is started once, met with evidence, and late without stopping anything."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kinds_sample import AGENCY, AT, BANK, BANK_CLERK, CALENDAR, CLERK, DUE_AT, PAY, REFUND
from ringfence.access.actor import NotPermitted
from ringfence.audit import selectors as trail
from ringfence.desk.domain import DutyState, IllegalDeskStep
from ringfence.desk.due import due_of, months_after
from ringfence.desk.duties import duty_cancel, duty_meet, duty_restart, duty_start
from ringfence.desk.models import Duty
from ringfence.desk.refusals import DutyUnknown, ReasonMissing
from ringfence.workdays.calendar import Calendar

RUN = ("run", "SAMPLE-2026-03-1")
RESULT = ("exchange_file", "17")
NO_CALENDAR = Calendar.of([])


def start(at: datetime = AT, calendar: Calendar = CALENDAR, subject: tuple[str, str] = RUN) -> Duty:
    return duty_start(
        kind=PAY, organisation=BANK, owed_to=AGENCY, subject=subject, started_at=at,
        calendar=calendar, actor=CLERK, at=at,
    )  # fmt: skip


def meet(met_at: datetime, subject: tuple[str, str] = RUN) -> Duty:
    return duty_meet(
        kind=PAY, subject=subject, evidence=RESULT, met_at=met_at, actor=CLERK, at=met_at
    )


@pytest.mark.django_db
@pytest.mark.clause("OP-16.2")
def test_a_duty_is_due_after_the_rulebooks_working_days() -> None:
    assert start().due_at == DUE_AT


@pytest.mark.django_db
def test_starting_a_duty_again_changes_nothing() -> None:
    first = start()
    again = start(AT + timedelta(days=3))
    assert (again.id, again.due_at, Duty.objects.count()) == (first.id, DUE_AT, 1)
    entries = trail.search(trail.AuditCriteria(action="duty.start"), limit=10).records
    assert [entry.subject_id for entry in entries] == [str(first.id)]


@pytest.mark.django_db
@pytest.mark.clause("OP-16.2")
@pytest.mark.parametrize(
    ("met_at", "state"),
    [
        (DUE_AT - timedelta(microseconds=1), DutyState.MET),
        (DUE_AT, DutyState.MET_LATE),
    ],
)
def test_the_last_day_is_in_time_and_its_end_is_not(met_at: datetime, state: DutyState) -> None:
    start()
    assert meet(met_at).state == state


@pytest.mark.django_db
def test_meeting_again_returns_the_duty_as_it_was_first_met() -> None:
    start()
    meet(AT)
    again = duty_meet(
        kind=PAY, subject=RUN, evidence=("letter", "2"), met_at=DUE_AT, actor=CLERK, at=DUE_AT
    )
    assert (again.state, again.met_at, again.evidence_id) == ("MET", AT, "17")


@pytest.mark.django_db
def test_a_duty_that_was_never_started_is_not_met() -> None:
    with pytest.raises(DutyUnknown):
        meet(AT)


@pytest.mark.django_db
def test_a_duty_without_a_calendar_stands_undated_and_says_why() -> None:
    duty = start(calendar=NO_CALENDAR)
    assert duty.due_at is None
    assert duty.undated is not None
    assert duty.undated["code"] == "CALENDAR_GAP"
    assert "2026" in duty.undated["sentence"]["zh"]
    assert meet(AT).state == DutyState.MET


@pytest.mark.django_db
def test_a_duty_of_a_day_without_an_edition_stands_undated_and_says_why() -> None:
    duty = duty_start(
        kind=REFUND, organisation=AGENCY, subject=("rider", "1"), started_at=AT, calendar=CALENDAR,
        actor=CLERK, at=AT, qualifiers={"operator_kind": "BIKE_SHARING"},
    )  # fmt: skip
    assert duty.undated is not None
    assert (duty.undated["code"], duty.undated["clause"]) == ("NO_EDITION_IN_FORCE", "MUF-10.3")


@pytest.mark.django_db
@pytest.mark.clause("MUF-10.3")
@pytest.mark.parametrize(("kind", "due"), [("BIKE_SHARING", "07-03"), ("CAR_SHARING", "07-22")])
def test_a_period_is_the_one_of_the_case_asked_for(kind: str, due: str) -> None:
    # Wednesday 2020-07-01: two working days end on Friday, fifteen on Wednesday three weeks on.
    duty = duty_start(
        kind=REFUND, organisation=AGENCY, subject=("rider", kind),
        started_at=datetime.fromisoformat("2020-07-01T10:00+08:00"), calendar=CALENDAR,
        actor=CLERK, at=AT, qualifiers={"operator_kind": kind},
    )  # fmt: skip
    end = datetime.fromisoformat(f"2020-{due}T00:00+08:00") + timedelta(days=1)
    assert duty.due_at == end


def restart(at: datetime) -> Duty:
    return duty_restart(
        kind=PAY, subject=RUN, started_at=at, calendar=CALENDAR, actor=CLERK, at=DUE_AT
    )


@pytest.mark.django_db
def test_a_start_that_becomes_known_counts_the_period_anew_until_it_is_late() -> None:
    duty = start()
    assert restart(AT).due_at == DUE_AT
    assert restart(AT + timedelta(days=1)).due_at == DUE_AT + timedelta(days=1)
    Duty.objects.filter(id=duty.id).update(state="LATE", late_at=DUE_AT)
    assert restart(AT + timedelta(days=2)).due_at == DUE_AT + timedelta(days=1)


@pytest.mark.django_db
def test_a_duty_is_cancelled_by_who_may_and_with_a_reason() -> None:
    duty = start()
    with pytest.raises(NotPermitted):
        duty_cancel(duty_id=duty.id, reason="样例原因", actor=CLERK, at=AT)
    with pytest.raises(ReasonMissing):
        duty_cancel(duty_id=duty.id, reason=" ", actor=BANK_CLERK, at=AT)
    duty_cancel(duty_id=duty.id, reason="样例原因", actor=BANK_CLERK, at=AT)
    with pytest.raises(IllegalDeskStep):
        meet(AT)


@pytest.mark.parametrize(
    ("value", "started", "end"),
    [
        # A Saturday of make-up work counts; the National Day week does not (2026).
        ("credit_run.days", "2026-09-30T18:00+08:00", "2026-10-11T00:00+08:00"),
        ("duty.escalation_days", "2026-03-02T09:00+08:00", "2026-03-10T00:00+08:00"),
        ("benefit_run.interval_months", "2026-01-31T09:00+08:00", "2026-03-01T00:00+08:00"),
    ],
)
def test_a_period_ends_as_the_civil_code_counts_it(value: str, started: str, end: str) -> None:
    due = due_of(
        period=value, started_at=datetime.fromisoformat(started), calendar=CALENDAR, qualifiers={}
    )
    assert due.at == datetime.fromisoformat(end)


@pytest.mark.clause("MUF-20.1")
def test_a_report_by_a_day_of_the_next_month_moves_past_a_day_that_is_not_worked() -> None:
    # The monthly report on April 2021 was due by the tenth of May, a Monday; on September 2020 by
    # the tenth of October, a Saturday of make-up work.
    for month_end, due in (("2021-04-30", "2021-05-11"), ("2020-09-30", "2020-10-11")):
        found = due_of(
            period="report.monthly_due_day",
            started_at=datetime.fromisoformat(f"{month_end}T12:00+08:00"),
            calendar=CALENDAR,
            qualifiers={},
        )
        assert found.at == datetime.fromisoformat(f"{due}T00:00+08:00")


@given(st.dates(max_value=date(9990, 1, 1)), st.integers(0, 24))
def test_months_later_is_the_same_day_or_the_months_last(on: date, count: int) -> None:
    later = months_after(on, count)
    assert (later.year * 12 + later.month) - (on.year * 12 + on.month) == count
    assert later.day == on.day or (later + timedelta(days=1)).day == 1
