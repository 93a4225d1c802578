"""A day's statement against the books: it agrees to the fen, or the difference is kept."""

import pytest

from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Reconciliation, Run
from ringfence.banking.statements.domain import AccountNotOurs, StatementMissing
from ringfence.banking.statements.reconciliation import account_reconcile
from ringfence.banking.statements.selectors import (
    reconciliation_row,
    reconciliations_that_count,
)
from ringfence.banking.statements.services import funding_announce
from sample_month import BANK, DAY, SampleMonth, at, own_account_number, row_counts
from sample_people import ACCOUNTANT, CASHIER

PAID, FROZEN = Outcome.SUCCESS, Outcome.ACCOUNT_FROZEN
FUNDED = StatementEntry(1, "B1", Side.CRDT, 30_000, DAY, DAY, remark="BK1")


def paid_out(run: Run, amount_fen: int, line: int = 2) -> StatementEntry:
    return StatementEntry(line, f"B{line}", Side.DBIT, amount_fen, DAY, DAY, run_id=run.id)


@pytest.fixture
def run(month: SampleMonth) -> Run:
    """A run of 100.00 and 50.00 at the bank, its 150.00 from the books; 300.00 is announced."""
    run = month.sent(month.drafted("100.00", "50.00"))
    funding_announce(
        account_number=own_account_number(BANK), amount_fen=30_000, reference="BK1",
        source_account_id=month.programme.source_account_id, actor=CASHIER, at=at(9),
    )  # fmt: skip
    return run


def compared(number: str = "") -> Reconciliation:
    return account_reconcile(
        account_number=number or own_account_number(BANK), on=DAY, actor=ACCOUNTANT, at=at(22)
    )


def reconciled(month: SampleMonth) -> tuple[int, list[tuple[str, int | None, int | None]]]:
    row = reconciliation_row(compared())
    assert row["break_count"] == len(row["breaks"])
    return row["matched_count"], [(b["kind"], b["bank_fen"], b["book_fen"]) for b in row["breaks"]]


@pytest.mark.clause("OP-14.7")
def test_a_day_on_which_both_sides_did_the_same_agrees(month: SampleMonth, run: Run) -> None:
    month.answer(run, {1: PAID, 2: FROZEN})
    month.book(run)
    month.state([FUNDED, paid_out(run, 10_000)], opening_fen=15_000)
    assert reconciled(month) == (2, [])


@pytest.mark.clause("OP-14.7")
@pytest.mark.parametrize("off_fen", [-1, 1])
def test_one_fen_is_found(month: SampleMonth, run: Run, off_fen: int) -> None:
    month.answer(run, {1: PAID, 2: PAID})
    month.book(run)
    month.state([FUNDED, paid_out(run, 15_000 + off_fen)], opening_fen=15_000)
    assert reconciled(month) == (
        2,
        [
            ("RUN_AMOUNT_DIFFERS", 15_000 + off_fen, 15_000),
            ("BALANCE_DIFFERS", 30_000 - off_fen, 30_000),
        ],
    )


@pytest.mark.clause("OP-14.7")
def test_money_in_transit_is_neither_lost_nor_counted_twice(month: SampleMonth, run: Run) -> None:
    month.answer(run, {1: PAID, 2: Outcome.UNKNOWN_OUTCOME})
    month.book(run)
    month.state([FUNDED, paid_out(run, 10_000)], opening_fen=15_000)
    done = compared()
    assert (done.bank_fen, done.book_fen, done.in_transit_fen) == (35_000, 30_000, 5_000)
    assert done.break_count == 0


@pytest.mark.clause("OP-14.7")
def test_money_that_nobody_announced_is_a_break(month: SampleMonth, run: Run) -> None:
    stray = StatementEntry(2, "B9", Side.CRDT, 77, DAY, DAY, remark="样例来款")
    month.state([FUNDED, stray], opening_fen=15_000)
    assert reconciled(month) == (
        1,
        [("ENTRY_WITHOUT_BOOKING", 77, None), ("BALANCE_DIFFERS", 45_077, 45_000)],
    )


@pytest.mark.clause("OP-14.7")
def test_a_payment_that_only_one_side_knows_is_a_break(month: SampleMonth, run: Run) -> None:
    month.answer(run, {1: PAID, 2: PAID})
    month.book(run)
    month.state([FUNDED], opening_fen=15_000)
    assert reconciled(month)[1] == [
        ("RUN_AMOUNT_DIFFERS", None, 15_000),
        ("BALANCE_DIFFERS", 45_000, 30_000),
    ]


@pytest.mark.clause("OP-14.7")
def test_money_that_comes_a_second_time_under_one_notice_is_found(
    month: SampleMonth, run: Run
) -> None:
    again = StatementEntry(2, "B9", Side.CRDT, 30_000, DAY, DAY, remark="BK1")
    month.state([FUNDED, again], opening_fen=15_000)
    assert ("BALANCE_DIFFERS", 75_000, 45_000) in reconciled(month)[1]


@pytest.mark.clause("OP-14.7")
def test_a_day_compared_before_it_was_booked_is_compared_again_and_both_are_kept(
    month: SampleMonth, run: Run
) -> None:
    month.answer(run, {1: PAID, 2: FROZEN})
    month.state([FUNDED, paid_out(run, 10_000)], opening_fen=15_000)
    early = compared()
    assert [each["state"] for each in reconciliation_row(early)["breaks"]] == ["OPEN"]
    month.book(run)
    late = compared()
    assert (late.number, late.actor, late.break_count) == (2, early.actor, 0)
    assert reconciliation_row(late)["breaks"] == [
        {
            "kind": "BALANCE_DIFFERS",
            "reference": str(DAY),
            "bank_fen": 35_000,
            "book_fen": 45_000,
            "state": "CLEARED",
        }
    ]
    assert [each["state"] for each in reconciliation_row(early)["breaks"]] == ["OPEN"]
    assert list(reconciliations_that_count()) == [late]
    assert row_counts("banking_reconciliation", "banking_reconciliationbreak") == [2, 1]


@pytest.mark.clause("OP-14.7")
def test_a_break_that_the_next_comparison_finds_too_stays_open_and_is_told_once(
    month: SampleMonth, run: Run
) -> None:
    stray = StatementEntry(2, "B9", Side.CRDT, 77, DAY, DAY, remark="样例来款")
    month.state([FUNDED, stray], opening_fen=15_000)
    first, second = compared(), compared()
    assert reconciliation_row(first)["breaks"] == reconciliation_row(second)["breaks"]
    assert [each["state"] for each in reconciliation_row(second)["breaks"]] == ["OPEN", "OPEN"]


def test_a_day_without_statement_and_an_account_that_is_not_ours_are_refused(
    month: SampleMonth,
) -> None:
    with pytest.raises(StatementMissing):
        reconciled(month)
    with pytest.raises(AccountNotOurs):
        compared("140099")
