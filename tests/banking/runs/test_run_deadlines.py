"""The bank has three working days to pay a run that it has; lateness stops nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run
from ringfence.banking.runs.deadlines import BankTime, bank_time
from ringfence.banking.runs.domain import RunEvent, RunKind
from ringfence.banking.runs.selectors import run_detail, run_rows
from ringfence.banking.runs.steps import run_lock, run_move
from ringfence.workdays.calendar import Calendar
from ringfence.workdays.store import calendar_in
from sample_month import DAY, SampleMonth, at
from sample_people import CLERK

SHIPPED = calendar_in(Path("no-such-home"))
LAST_DAY, DAY_AFTER = date(2026, 1, 9), date(2026, 1, 10)  # DAY is a Tuesday, the 6th


def received(month: SampleMonth) -> Run:
    run = month.sent(month.drafted("1.00"))
    with transaction.atomic():
        locked = run_lock(run.id)
        run_move(run=locked, event=RunEvent.RECEIVE, actor=CLERK.code, at=at(14))
    return locked


def time_of(**known: Any) -> BankTime:
    facts = {
        "kind": RunKind.CREDIT, "sent_at": None, "received_at": None, "answered_at": None,
        "on": DAY, "calendar": SHIPPED, **known,
    }  # fmt: skip
    return bank_time(**facts)


def time_shown(run: Run, on: date) -> tuple[date | None, bool]:
    (row,) = run_rows(calendar=SHIPPED, on=on)
    assert run_detail(run.number, calendar=SHIPPED, on=on)["run"] == row
    return row["due_on"], row["is_late"]


@pytest.mark.clause("OP-16.2")
def test_a_bank_that_has_not_answered_is_late_after_its_third_working_day(
    month: SampleMonth,
) -> None:
    run = received(month)
    assert time_shown(run, LAST_DAY) == (LAST_DAY, False)
    assert time_shown(run, DAY_AFTER) == (LAST_DAY, True)


@pytest.mark.clause("OP-16.2")
@pytest.mark.parametrize(("answered_on", "is_late"), [(LAST_DAY, False), (DAY_AFTER, True)])
def test_an_answer_in_time_stays_in_time_and_a_late_one_is_taken_and_stays_late(
    month: SampleMonth, answered_on: date, is_late: bool
) -> None:
    run = received(month)
    month.answer(run, {1: Outcome.SUCCESS}, answered_on)
    assert time_shown(run, date(2026, 3, 1)) == (LAST_DAY, is_late)


@pytest.mark.clause("OP-16.2")
def test_a_bank_that_never_answers_is_late_from_the_day_the_run_was_handed_over(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00"))
    assert time_shown(run, LAST_DAY) == (LAST_DAY, False)
    assert time_shown(run, DAY_AFTER) == (LAST_DAY, True)


@pytest.mark.clause("OP-16.2")
def test_a_bank_that_says_when_it_received_the_run_has_its_days_from_then() -> None:
    time = time_of(sent_at=at(9), received_at=at(9, date(2026, 1, 7)))
    assert time.due_on == date(2026, 1, 12)


def test_before_a_run_is_handed_over_the_banks_time_does_not_run(month: SampleMonth) -> None:
    run = month.approved(month.drafted("1.00"))
    assert time_shown(run, date(2026, 3, 1)) == (None, False)


@pytest.mark.clause("OP-16.2")
def test_an_unknown_outcome_is_no_answer(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.UNKNOWN_OUTCOME})
    assert time_shown(run, LAST_DAY) == (LAST_DAY, False)
    assert time_shown(run, DAY_AFTER) == (LAST_DAY, True)
    month.answer(run, {2: Outcome.SUCCESS}, DAY_AFTER)
    assert time_shown(run, DAY_AFTER) == (LAST_DAY, True)


def test_holidays_are_not_counted() -> None:
    time = time_of(received_at=at(9, date(2026, 9, 30)))
    assert time.due_on == date(2026, 10, 10)  # 8, 9, and a Saturday that is worked


def test_a_year_without_a_calendar_has_no_last_day_says_so_and_stops_nothing(
    month: SampleMonth,
) -> None:
    time = time_of(received_at=at(9, date(max(SHIPPED.notices), 12, 31)))
    assert (time.due_on, time.is_late) == (None, False)
    assert time.gap
    assert time.gap.facts["year"] == max(SHIPPED.notices) + 1
    month.sent(month.drafted("1.00"))
    (row,) = run_rows(calendar=Calendar({}), on=DAY)
    assert row["due_on"] is None
    assert row["calendar_gap"]["facts"]["year"] == DAY.year


def test_a_collection_has_no_such_time() -> None:
    assert time_of(kind=RunKind.DEBIT, received_at=at(9)) == BankTime(None, is_late=False)
