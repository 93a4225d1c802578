"""What a fund's books hold: by code, by day, by hold, by leaf."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import NOW, Books
from ringfence.kernel.clock import business_date, last_instant
from ringfence.ledger import selectors, services
from ringfence.ledger.seals import seal
from ringfence.ledger.standing import (
    DayBalance,
    code_standings,
    daily_balances,
    leaf_standings,
    open_holds,
)

DAY = business_date(NOW)


def fund_of(books: Books) -> UUID:
    [(fund_id,)] = books.run("SELECT fund_id FROM ledger_leaf WHERE id = %s", books.leaf_id)
    return UUID(str(fund_id))


def test_each_code_is_added_up_in_its_own_direction(books: Books) -> None:
    for balance_fen in (700, 300):
        books.hold(books.account(balance_fen), 100)
    found = {each.code: each for each in code_standings(fund_id=fund_of(books))}
    assert (found["PERSONAL"].account_count, found["PERSONAL"].balance_fen) == (2, 1_000)
    assert (found["PERSONAL"].held_fen, found["BANK"].held_fen) == (200, 0)
    assert found["BANK"].balance_fen == 1_000


def test_a_fund_without_a_leaf_holds_nothing(books: Books) -> None:
    empty = UUID(int=7)
    assert code_standings(fund_id=empty) == []
    assert leaf_standings(fund_id=empty) == []
    assert daily_balances(fund_id=empty, code="BANK", from_on=DAY, to_on=DAY) == [
        DayBalance(DAY, 0)
    ]


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(st.tuples(st.integers(0, 6), st.integers(1, 10_000)), max_size=8))
def test_the_curve_is_what_the_balances_were(
    books: Books, moves: Sequence[tuple[int, int]]
) -> None:
    books = Books.fresh()
    account_id = books.account()
    for days, amount_fen in moves:
        at = NOW + timedelta(days=days)
        books.post(books.move(books.bank_id, account_id, amount_fen, at=at))
    curve = daily_balances(
        fund_id=fund_of(books), code="BANK", from_on=DAY, to_on=DAY + timedelta(days=4)
    )
    assert [day.on for day in curve] == [DAY + timedelta(days=n) for n in range(5)]
    for day in curve:
        assert day.balance_fen == selectors.balance(
            leaf_id=books.leaf_id, account_id=books.bank_id, at=last_instant(day.on)
        )


def test_a_hold_is_open_while_something_of_it_is_left(books: Books) -> None:
    account_id = books.account(1_000)
    kept, ended = books.hold(account_id, 300), books.hold(account_id, 200)
    services.hold_release(leaf_id=books.leaf_id, hold_ids=[ended], at=NOW)
    [found] = open_holds(fund_id=fund_of(books), most=5)
    assert (found.id, found.account_id, found.left_fen) == (kept, account_id, 300)
    books.hold(account_id, 100)
    assert len(open_holds(fund_id=fund_of(books), most=1)) == 1


def test_a_leaf_tells_how_far_it_is_sealed(books: Books) -> None:
    books.account(1_000)
    [before] = leaf_standings(fund_id=fund_of(books))
    assert (before.seal_count, before.sealed_count, before.unsealed_count) == (0, 0, 1)
    seal(leaf_id=books.leaf_id, at=NOW)
    books.account(500)
    [after] = leaf_standings(fund_id=fund_of(books))
    assert (after.seal_count, after.sealed_count, after.unsealed_count) == (1, 1, 1)
    assert (after.sealed_at, len(after.digest)) == (NOW, 64)


def test_days_before_the_first_money_are_empty(books: Books) -> None:
    books.account(1_000)
    long_ago = date(2020, 1, 1)
    [day] = daily_balances(fund_id=fund_of(books), code="BANK", from_on=long_ago, to_on=long_ago)
    assert day.balance_fen == 0
