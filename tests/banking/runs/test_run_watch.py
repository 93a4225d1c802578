"""What waits for people because of runs and statements, as a sweep of the desk finds it."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from actors import actor
from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run
from ringfence.banking.runs.domain import RunEvent
from ringfence.banking.runs.steps import run_lock, run_move
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.desk.cases import case_close
from ringfence.desk.declared import kinds
from ringfence.desk.models import Case, Duty
from ringfence.desk.sweep import Swept, desk_sweep
from ringfence.kernel.clock import day_ends_at
from ringfence.workdays.store import calendar_in
from sample_month import BANK, DAY, SampleMonth, at, own_account_number
from sample_people import ACCOUNTANT, AGENCY, CLERK

CALENDAR = calendar_in(Path("no-such-home"))
SWEEPER = actor("job:desk.sweep", "desk.sweep")
WORKER = actor("sample-worker", "case.work", organisation=AGENCY)
# Tuesday the 6th: three working days end with Friday the 9th.
DUE_AT = day_ends_at(date(2026, 1, 9))
PAID, FROZEN, UNKNOWN = Outcome.SUCCESS, Outcome.ACCOUNT_FROZEN, Outcome.UNKNOWN_OUTCOME


def sweep(moment: datetime) -> Swept:
    return desk_sweep(calendar=CALENDAR, actor=SWEEPER, at=moment)


def cases(type_code: str) -> list[tuple[str, str]]:
    rows = Case.objects.filter(type=type_code).order_by("id")
    return [(case.state, case.outcome) for case in rows]


def test_what_banking_declares_can_be_used() -> None:
    assert "BANK_ANSWER" in kinds().duties
    assert {"FAILED_ITEM", "RECONCILIATION_BREAK"} <= set(kinds().cases)


@pytest.mark.clause("OP-16.2")
def test_a_run_at_the_bank_is_the_banks_duty_late_after_its_third_working_day(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00"))
    assert sweep(DUE_AT - timedelta(seconds=1)).late_duty_count == 0
    duty = Duty.objects.get()
    assert (duty.organisation_code, duty.owed_to, duty.subject_id) == (BANK, AGENCY, run.number)
    assert (duty.due_at, sweep(DUE_AT).late_duty_count) == (DUE_AT, 1)
    month.answer(run, {1: PAID})  # lateness stopped nothing
    sweep(DUE_AT + timedelta(days=1))
    duty.refresh_from_db()
    assert duty.state == "MET"  # its answer is of an hour before


@pytest.mark.clause("OP-16.2")
def test_the_banks_time_begins_anew_on_the_day_it_says_it_has_the_run(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    sweep(at(20))
    with transaction.atomic():
        received_at = at(9, DAY + timedelta(days=1))
        run_move(run=run_lock(run.id), event=RunEvent.RECEIVE, actor=CLERK.code, at=received_at)
    sweep(at(20, DAY + timedelta(days=1)))
    assert Duty.objects.get().due_at == day_ends_at(date(2026, 1, 12))


@pytest.mark.clause("OP-16.2", "OP-16.4")
def test_an_unknown_outcome_leaves_the_duty_open_and_is_no_failure(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: UNKNOWN})
    sweep(at(20))
    assert (Duty.objects.get().state, cases("FAILED_ITEM")) == ("OPEN", [])


@pytest.mark.clause("OP-16.4")
def test_each_failed_item_is_a_case_once_and_whoever_closed_it_is_not_asked_again(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00", "2.00", "3.00"))
    month.answer(run, {1: PAID, 2: FROZEN, 3: FROZEN})
    for _ in range(2):
        sweep(at(20))
    assert cases("FAILED_ITEM") == [("OPEN", "")] * 2
    case = Case.objects.filter(type="FAILED_ITEM").earliest("id")
    assert (case.organisation_code, case.subject_id) == (AGENCY, f"{run.number}/2")
    assert case.facts == {"outcome": FROZEN.value, "amount_fen": 200}
    case_close(case_id=case.id, outcome="NOT_OWED", actor=WORKER, at=at(21))
    sweep(at(22))
    assert cases("FAILED_ITEM") == [("CLOSED", "NOT_OWED"), ("OPEN", "")]


@pytest.fixture
def unequal(month: SampleMonth) -> Run:
    """A run of 1.00 that the bank's statement says was of 0.99."""
    run: Run = month.sent(month.drafted("1.00"))
    month.answer(run, {1: PAID})
    month.book(run)
    entry = StatementEntry(1, "B1", Side.DBIT, 99, DAY, DAY, run_id=run.id)
    month.state([entry], opening_fen=100)
    return run


def compare(hour: int) -> int:
    return account_reconcile(
        account_number=own_account_number(BANK), on=DAY, actor=ACCOUNTANT, at=at(hour)
    ).break_count


@pytest.mark.clause("OP-14.7")
@pytest.mark.usefixtures("unequal")
def test_each_difference_with_the_bank_is_a_case_once() -> None:
    count = compare(20)
    for _ in range(2):
        sweep(at(21))
    compare(22)
    sweep(at(23))
    assert cases("RECONCILIATION_BREAK") == [("OPEN", "")] * count
    assert Case.objects.filter(type="RECONCILIATION_BREAK")[0].facts["on"] == "2026-01-06"


@pytest.mark.clause("OP-14.7")
@pytest.mark.usefixtures("unequal")
def test_a_difference_that_people_closed_comes_back_only_with_a_later_comparison() -> None:
    count = compare(18)
    sweep(at(19))
    for case in Case.objects.filter(type="RECONCILIATION_BREAK"):
        case_close(case_id=case.id, outcome="BANK_CORRECTS", actor=WORKER, at=at(20))
    sweep(at(21))
    assert cases("RECONCILIATION_BREAK") == [("CLOSED", "BANK_CORRECTS")] * count
    compare(22)
    sweep(at(23))
    states = [state for state, _ in cases("RECONCILIATION_BREAK")]
    assert sorted(states) == ["CLOSED"] * count + ["OPEN"] * count


@pytest.mark.clause("OP-14.7")
def test_a_difference_is_settled_when_a_later_comparison_agrees(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    month.answer(run, {1: PAID})
    month.state([StatementEntry(1, "B1", Side.DBIT, 100, DAY, DAY, run_id=run.id)], opening_fen=100)
    assert compare(19) > 0  # before it is booked
    sweep(at(20))
    month.book(run)
    assert compare(21) == 0
    sweep(at(22))
    assert {*cases("RECONCILIATION_BREAK")} == {("CLOSED", "CLEARED")}


@pytest.mark.clause("OP-16.4")
def test_a_failure_is_settled_when_a_further_run_carries_it(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: FROZEN})
    month.book(run)
    sweep(at(20))
    assert len(month.retry()) == 1
    sweep(at(22))
    assert cases("FAILED_ITEM") == [("CLOSED", "PAID_AGAIN")]
