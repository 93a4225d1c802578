"""Statements: day after day of an account of ours, and the funding that they show."""

from dataclasses import replace
from datetime import date

import pytest

from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.models import BankStatement
from ringfence.banking.models import StatementEntry as KeptEntry
from ringfence.banking.statements.domain import (
    AccountNotOurs,
    FundingRepeated,
    StatementGap,
    StatementSpansDays,
)
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.banking.statements.selectors import reconciliation_row
from ringfence.banking.statements.services import funding_announce
from ringfence.kernel.uuid7 import uuid7
from sample_month import BANK, DAY, SampleMonth, at, own_account_number, row_counts
from sample_people import ACCOUNTANT, CASHIER

NEXT_DAY = date(2026, 1, 7)


def entry(
    amount_fen: int, *, remark: str = "", on: date = DAY, side: Side = Side.CRDT, line: int = 1
) -> StatementEntry:
    return StatementEntry(
        line, f"B{on:%d}-{line}", side, amount_fen, on, on, remark=remark, party_name="样例财政专户"
    )


def announce(month: SampleMonth, amount_fen: int, reference: str = "BK1") -> None:
    funding_announce(
        account_number=own_account_number(BANK), amount_fen=amount_fen, reference=reference,
        source_account_id=month.programme.source_account_id, actor=CASHIER, at=at(9),
    )  # fmt: skip


@pytest.mark.clause("OP-16.1")
def test_announced_money_is_booked_only_when_the_statement_shows_it(month: SampleMonth) -> None:
    announce(month, 10_000)
    assert month.own_fen() == 0
    month.state([entry(10_000, remark="BK1")])
    assert month.own_fen() == 10_000


@pytest.mark.clause("OP-16.1")
@pytest.mark.parametrize("shown", [entry(9_999, remark="BK1"), entry(10_000, remark="BK2")])
def test_money_of_another_sum_or_reference_is_not_booked(
    month: SampleMonth, shown: StatementEntry
) -> None:
    announce(month, 10_000)
    month.state([shown])
    assert month.own_fen() == 0
    assert KeptEntry.objects.count() == 1


def test_money_that_goes_out_under_the_reference_is_not_funding(month: SampleMonth) -> None:
    announce(month, 10_000)
    month.state([entry(10_000, remark="BK1", side=Side.DBIT)], opening_fen=10_000)
    assert month.own_fen() == 0


@pytest.mark.clause("OP-16.1")
def test_money_that_comes_twice_under_one_notice_is_booked_once(month: SampleMonth) -> None:
    announce(month, 10_000)
    month.state([entry(10_000, remark="BK1"), entry(10_000, remark="BK1", line=2)])
    month.state([entry(10_000, remark="BK1", on=NEXT_DAY)], opening_fen=20_000, on=NEXT_DAY)
    assert month.own_fen() == 10_000
    assert BankStatement.objects.count() == 2


@pytest.mark.clause("OP-16.1", "OP-14.7")
def test_money_announced_after_the_statement_that_shows_it_is_booked_on_that_day(
    month: SampleMonth,
) -> None:
    month.state([entry(10_000, remark="BK1")])
    assert compared_kinds() == ["ENTRY_WITHOUT_BOOKING", "BALANCE_DIFFERS"]
    month.state([], opening_fen=10_000, on=NEXT_DAY)
    announce(month, 10_000)
    assert month.own_fen() == 10_000
    assert compared_kinds() == []


@pytest.mark.clause("OP-16.1")
def test_money_announced_late_is_booked_once_however_often_it_is_announced_or_shown(
    month: SampleMonth,
) -> None:
    month.state([entry(10_000, remark="BK1")])
    month.state([entry(10_000, remark="BK1", on=NEXT_DAY)], opening_fen=10_000, on=NEXT_DAY)
    announce(month, 10_000)
    announce(month, 10_000)
    assert month.own_fen() == 10_000


@pytest.mark.clause("OP-16.1")
@pytest.mark.parametrize(
    "shown",
    [
        entry(9_999, remark="BK1"),
        entry(10_000, remark="BK2"),
        entry(10_000, remark="BK1", side=Side.DBIT),
        replace(entry(10_000, remark="BK1"), run_id=uuid7()),
    ],
)
def test_a_late_notice_books_no_entry_of_another_sum_reference_side_or_run(
    month: SampleMonth, shown: StatementEntry
) -> None:
    month.state([shown], opening_fen=10_000)
    announce(month, 10_000)
    assert month.own_fen() == 0


def compared_kinds() -> list[str]:
    done = account_reconcile(
        account_number=own_account_number(BANK), on=DAY, actor=ACCOUNTANT, at=at(22, NEXT_DAY)
    )
    return [each["kind"] for each in reconciliation_row(done)["breaks"] if each["state"] == "OPEN"]


def test_the_same_notice_again_is_the_same_and_another_under_its_reference_is_refused(
    month: SampleMonth,
) -> None:
    announce(month, 10_000)
    announce(month, 10_000)
    assert row_counts("banking_fundingnotice") == [1]
    with pytest.raises(FundingRepeated):
        announce(month, 10_001)


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(
    ("on", "opening_fen"),
    [(date(2026, 1, 8), 500), (NEXT_DAY, 499), (DAY, 500), (date(2026, 1, 5), 0)],
)
def test_a_statement_that_does_not_follow_the_one_before_is_refused(
    month: SampleMonth, on: date, opening_fen: int
) -> None:
    month.state([entry(500)])
    with pytest.raises(StatementGap) as refused:
        month.state([], opening_fen=opening_fen, on=on)
    assert refused.value.facts["expected_on"] == str(NEXT_DAY)
    assert refused.value.facts["closing_fen"] == 500
    month.state([], opening_fen=500, on=NEXT_DAY)
    assert BankStatement.objects.count() == 2


@pytest.mark.clause("OP-A5")
def test_a_statement_of_an_account_that_is_not_ours_is_refused(month: SampleMonth) -> None:
    with pytest.raises(AccountNotOurs):
        month.state([entry(500)], number="140099")
    assert row_counts("banking_bankstatement", "banking_exchangefile") == [0, 0]


@pytest.mark.clause("OP-A5")
def test_a_statement_of_more_than_a_day_is_refused(month: SampleMonth) -> None:
    with pytest.raises(StatementSpansDays):
        month.state([entry(500)], from_on=date(2026, 1, 5))
    assert not BankStatement.objects.exists()
