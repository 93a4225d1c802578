"""What a fund's books hold: by code, by day, by hold, by leaf."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.books import NOW, Books
from ringfence.kernel.clock import business_date, last_instant
from ringfence.ledger import selectors, services
from ringfence.ledger.seals import checkpoint_fold, seal, verify
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


def by_entries(books: Books) -> dict[str, int]:
    """Add up each code's entries one by one, as nobody has time for when there are millions."""
    rows = books.run(
        "SELECT a.code, coalesce(sum(a.side * e.credit_fen), 0)::bigint FROM ledger_account AS a"
        " LEFT JOIN ledger_entry AS e ON e.leaf_id = a.leaf_id AND e.account_id = a.id"
        " WHERE a.leaf_id = %s GROUP BY a.code",
        books.leaf_id,
    )
    return {str(code): int(str(fen)) for code, fen in rows}


@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.one_of(
            st.just("fold"),
            st.just("open"),
            st.tuples(st.integers(-30, 60), st.booleans(), st.integers(1, 10_000)),
        ),
        max_size=12,
    )
)
def test_figures_are_the_same_whenever_they_were_added_up(
    books: Books, steps: Sequence[str | tuple[int, bool, int]]
) -> None:
    books = Books.fresh()
    account_id, account_count = books.account(), 1
    posted: list[tuple[datetime, int]] = []
    for step in steps:
        if step == "fold":
            checkpoint_fold(leaf_id=books.leaf_id)
        elif step == "open":
            books.account()
            account_count += 1
        elif isinstance(step, tuple):
            hours, is_in, amount_fen = step
            at = NOW + timedelta(hours=hours)
            pair = (books.bank_id, account_id) if is_in else (account_id, books.bank_id)
            if is_in or amount_fen <= sum(fen for _at, fen in posted):
                books.post(books.move(*pair, amount_fen, at=at))
                posted.append((at, amount_fen if is_in else -amount_fen))
    fund_id = fund_of(books)
    found = {each.code: each for each in code_standings(fund_id=fund_id)}
    assert {code: each.balance_fen for code, each in found.items()} == by_entries(books)
    assert found["PERSONAL"].account_count == account_count
    for hours in (-31, 0, 7, 24, 61):
        for at in (NOW + timedelta(hours=hours), last_instant(DAY + timedelta(hours=hours))):
            lines = {x.code: x for x in selectors.trial_balance(fund_id=fund_id, at=at)}
            credit = sum(fen for on, fen in posted if fen > 0 and on <= at)
            debit = -sum(fen for on, fen in posted if fen < 0 and on <= at)
            assert (lines["PERSONAL"].debit_fen, lines["PERSONAL"].credit_fen) == (debit, credit)
            assert (lines["BANK"].debit_fen, lines["BANK"].credit_fen) == (credit, debit)
            assert lines["PERSONAL"].account_count == account_count
    from_on, to_on = DAY - timedelta(days=1), DAY + timedelta(days=1)
    moved = selectors.movements(fund_id=fund_id, from_on=from_on, to_on=to_on)
    within = [fen for on, fen in posted if from_on <= business_date(on) <= to_on]
    assert sum(each.transfer_count for each in moved) == len(within)
    assert sum(each.amount_fen for each in moved) == sum(map(abs, within))
    assert breaks_of(books) == []


def breaks_of(books: Books) -> list[str]:
    return [found.problem for found in verify(leaves=[books.leaf_id]).breaks]
