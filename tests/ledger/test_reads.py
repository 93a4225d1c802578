"""Balances now and then, statements, trial balances and movements."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest

from ledger.books import NOW, Books
from ringfence.ledger import seals, selectors
from ringfence.ledger.refusals import UnknownAccount

HOUR = timedelta(hours=1)


def fund_of(books: Books) -> UUID:
    [(fund_id,)] = books.run("SELECT fund_id FROM ledger_leaf WHERE id = %b", books.leaf_id)
    found: UUID = fund_id
    return found


def test_a_balance_at_an_instant_counts_what_was_effective_by_then(books: Books) -> None:
    a = books.account(100)
    books.post(books.move(a, books.bank_id, 30, at=NOW + HOUR))
    books.post(books.move(a, books.bank_id, 5, at=NOW + HOUR / 2))  # posted later, effective before

    def at(instant: timedelta) -> int:
        return selectors.balance(leaf_id=books.leaf_id, account_id=a, at=NOW + instant)

    instant = timedelta(microseconds=1)
    assert [at(-instant), at(0 * HOUR), at(HOUR / 2), at(HOUR - instant), at(HOUR)] == [
        0, 100, 95, 95, 65,
    ]  # fmt: skip
    assert selectors.balance(leaf_id=books.leaf_id, account_id=a) == 65


def test_a_pool_reads_the_same_before_and_after_its_checkpoints(books: Books) -> None:
    a = books.account(1_000)

    def readings() -> list[int]:
        return [
            selectors.balance(leaf_id=books.leaf_id, account_id=books.bank_id, at=at)
            for at in (None, NOW - HOUR, NOW, NOW + HOUR, NOW + 2 * HOUR)
        ]

    books.post(books.move(a, books.bank_id, 10, at=NOW + 2 * HOUR))
    assert seals.checkpoint_fold(leaf_id=books.leaf_id) == 1
    books.post(books.move(a, books.bank_id, 100, at=NOW + HOUR))
    before = readings()
    assert before == [890, 0, 1_000, 900, 890]
    assert seals.checkpoint_fold(leaf_id=books.leaf_id) == 1
    assert readings() == before
    assert seals.checkpoint_fold(leaf_id=books.leaf_id) == 0


def test_a_checkpoint_waits_for_transactions_that_are_under_way(
    books: Books, books_url: str
) -> None:
    a = books.account(1_000)
    with psycopg.connect(books_url) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        books.post(books.move(books.bank_id, a, 7))
        seals.checkpoint_fold(leaf_id=books.leaf_id)
        slow.rollback()
    assert selectors.balance(leaf_id=books.leaf_id, account_id=books.bank_id) == 1_007


def test_a_statement_runs_from_opening_to_closing(books: Books) -> None:
    a, b = books.account(100), books.account()
    books.post(
        books.move(a, b, 10, at=NOW + HOUR), books.move(b, a, 4, at=NOW + 2 * HOUR),
        books.move(a, b, 50, at=NOW + 3 * HOUR),
    )  # fmt: skip
    statement = selectors.statement(
        leaf_id=books.leaf_id, account_id=a, from_at=NOW + HOUR, to_at=NOW + 3 * HOUR
    )
    assert (statement.opening_fen, statement.closing_fen) == (100, 94)
    assert [(e.amount_fen, e.balance_fen, e.other_id) for e in statement.entries] == [
        (-10, 90, b), (4, 94, b),
    ]  # fmt: skip


def test_a_trial_balance_balances_at_any_instant(books: Books) -> None:
    a, b = books.account(100), books.account()
    books.post(books.move(a, b, 10, at=NOW + HOUR))
    lines = selectors.trial_balance(fund_id=fund_of(books), at=NOW)
    assert [(x.code, x.account_count, x.debit_fen, x.credit_fen) for x in lines] == [
        ("BANK", 1, 100, 0), ("PERSONAL", 2, 0, 100),
    ]  # fmt: skip
    later = selectors.trial_balance(fund_id=fund_of(books), at=NOW + HOUR)
    assert sum(x.debit_fen for x in later) == sum(x.credit_fen for x in later) == 110


def test_movements_are_counted_by_code_and_day_of_shanghai(books: Books) -> None:
    a = books.account()
    late = NOW.replace(hour=16)  # 2026-01-06 00:00 in Shanghai
    books.post(
        books.move(books.bank_id, a, 5), books.move(books.bank_id, a, 6, at=late),
        books.move(books.bank_id, a, 7, at=late, code="另"),
    )  # fmt: skip
    found = selectors.movements(
        fund_id=fund_of(books), from_on=date(2026, 1, 5), to_on=date(2026, 1, 6)
    )
    assert [(m.on.day, m.code, m.transfer_count, m.amount_fen) for m in found] == [
        (5, "样例", 1, 5), (6, "另", 1, 7), (6, "样例", 1, 6),
    ]  # fmt: skip
    assert len(selectors.movements(
        fund_id=fund_of(books), from_on=date(2026, 1, 5), to_on=date(2026, 1, 5)
    )) == 1  # fmt: skip


def test_accounts_are_listed_by_owner_and_code(books: Books) -> None:
    a = books.account(10, ceiling_fen=10_000)
    books.hold(a, 3)
    [found] = selectors.accounts(leaf_id=books.leaf_id, code="PERSONAL")
    assert (found.account_id, found.balance_fen, found.available_fen) == (a, 10, 7)
    assert (found.floor_fen, found.ceiling_fen) == (0, 10_000)
    [pool] = selectors.accounts(leaf_id=books.leaf_id, code="BANK")
    assert (pool.pooled, pool.balance_fen, pool.floor_fen) == (True, 10, None)
    assert list(selectors.accounts(leaf_id=books.leaf_id, owner_id=uuid4())) == []


def test_an_unknown_account_has_no_balance(books: Books) -> None:
    with pytest.raises(UnknownAccount):
        selectors.balance(leaf_id=books.leaf_id, account_id=uuid4())
