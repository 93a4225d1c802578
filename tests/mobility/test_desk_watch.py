"""Days in custody on the desk: matched in time, refunded in time, differences looked into."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from actors import actor
from mobility.bikes import AT, BANK, DAY
from mobility.test_clearing import REFUND, Sides, sides  # noqa: F401 - a fixture
from ringfence.desk.models import Case, Duty, Notice
from ringfence.desk.sweep import desk_sweep
from ringfence.kernel.clock import day_begins_at
from ringfence.regimes.mobility.desk_words import (
    CLEARING_BREAK,
    CLEARING_MATCH,
    DEPOSIT_ROUTE,
    PREPAID_ROUTE,
)
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import ClearingDay
from ringfence.workdays.store import calendar_in

CALENDAR = calendar_in(Path("nowhere"))
SWEEPER = actor("job:desk.sweep", "desk.sweep")
NEXT = DAY + timedelta(days=1)
# The day is a Friday: a period that ends on a rest day ends with the next working day.
MONDAY = DAY + timedelta(days=3)


def sweep(day: date = NEXT, hours: int = 8) -> None:
    at = day_begins_at(day) + timedelta(hours=hours)
    desk_sweep(calendar=CALENDAR, actor=SWEEPER, at=at)


def match(sides: Sides) -> ClearingDay:  # noqa: F811 - the fixture
    sides.write_file()
    return sides.match()


def duties(on: date = DAY) -> dict[str, tuple[str, datetime | None]]:
    found = Duty.objects.filter(subject_id__endswith=f"/{on}")
    return {duty.kind: (duty.state, duty.due_at) for duty in found}


@pytest.mark.clause("MUF-14", "MUF-15.2", "MUF-17.3")
def test_a_day_that_is_over_is_to_be_matched_and_refunded_by_the_end_of_the_next_working_day(
    sides: Sides,  # noqa: F811
) -> None:
    sweep(DAY, hours=23)
    assert duties() == {}
    sweep()
    end = day_begins_at(MONDAY + timedelta(days=1))
    assert duties() == dict.fromkeys((CLEARING_MATCH, DEPOSIT_ROUTE, PREPAID_ROUTE), ("OPEN", end))
    owed = set(Duty.objects.values_list("organisation_code", "owed_to"))
    assert owed == {(BANK, sides.custody.operator.code)}


@pytest.mark.clause("MUF-14", "MUF-15.2", "MUF-17.3")
def test_a_day_that_is_matched_meets_all_three(sides: Sides) -> None:  # noqa: F811
    day = match(sides)
    sweep()
    assert {state for state, _ in duties().values()} == {"MET"}
    evidence = set(Duty.objects.filter(state="MET").values_list("evidence_kind", "evidence_id"))
    assert evidence == {("clearing_day", str(day.id))}
    sweep()
    assert Duty.objects.filter(subject_id__endswith=f"/{DAY}").count() == 3


@pytest.mark.clause("MUF-14")
def test_a_day_that_nobody_matches_is_late_and_the_operator_is_told(
    sides: Sides,  # noqa: F811
) -> None:
    sweep()
    sweep(MONDAY, hours=23)
    assert duties()[CLEARING_MATCH][0] == "OPEN"
    sweep(MONDAY + timedelta(days=1), hours=1)
    assert duties()[CLEARING_MATCH][0] == "LATE"
    sweep(MONDAY + timedelta(days=3))
    told = set(Notice.objects.values_list("organisation_code", flat=True))
    assert {BANK, sides.custody.operator.code} <= told


@pytest.mark.clause("MUF-17.3")
def test_a_refund_that_the_bank_has_not_paid_leaves_its_duty_open(
    sides: Sides,  # noqa: F811
) -> None:
    refunded = [move for move in sides.bank[Money.PREPAID] if move.amount_fen == -500]
    sides.bank[Money.PREPAID].remove(refunded[0])
    match(sides)
    sweep()
    states = {kind: state for kind, (state, _) in duties().items()}
    assert states == {CLEARING_MATCH: "MET", DEPOSIT_ROUTE: "MET", PREPAID_ROUTE: "OPEN"}


@pytest.mark.clause("MUF-14")
def test_a_difference_is_a_case_of_the_operator_until_a_corrected_file_agrees(
    sides: Sides,  # noqa: F811
) -> None:
    sides.change("样例甲0002", REFUND, -500)
    assert match(sides).break_count
    sweep()
    sweep()
    opened = Case.objects.filter(type=CLEARING_BREAK)
    assert {case.organisation_code for case in opened} == {sides.custody.operator.code}
    assert {case.facts["kind"] for case in opened} >= {"REFUND"}
    assert {case.state for case in opened} == {"OPEN"}
    sides.change("样例甲0002", REFUND, 500)
    sides.sequence = 2
    assert not match(sides).break_count
    sweep()
    assert {(case.state, case.outcome) for case in opened.all()} == {("CLOSED", "CLEARED")}


@pytest.mark.clause("MUF-17.3")
def test_a_refund_paid_on_the_next_day_is_in_time(sides: Sides) -> None:  # noqa: F811
    bank = sides.bank[Money.PREPAID]
    (refund,) = [move for move in bank if move.amount_fen == -500]
    bank.remove(refund)
    match(sides)
    opening = {money: sum(each.amount_fen for each in sides.bank[money]) for money in Money}
    following = Sides(
        sides.custody, sides.folder, NEXT, [],
        {Money.PREPAID: [refund], Money.DEPOSIT: []}, opening, sequence=2,
    )  # fmt: skip
    match(following)
    sweep(NEXT + timedelta(days=1))
    assert duties()[PREPAID_ROUTE][0] == "MET"
    assert Duty.objects.get(kind=PREPAID_ROUTE).met_at > AT
