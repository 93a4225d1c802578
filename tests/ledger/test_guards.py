"""The books are append-only: for the program, for their owner, by any statement."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import errors

from ledger.books import NOW, Books
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import seals

TABLES = {
    "ledger_fund": "opened_at = now()",
    "ledger_leaf": "era = 9",
    "ledger_account": "code = 'X'",
    "ledger_balance": "clause = 'X'",
    "ledger_pool": "accepts = 'NOTHING'",
    "ledger_limit": "clause = 'X'",
    "ledger_transfer": "amount_fen = 1",
    "ledger_hold": "amount_fen = 1",
    "ledger_hold_event": "amount_fen = 1",
    "ledger_checkpoint": "balance_fen = 1",
    "ledger_day_sum": "amount_fen = 1",
    "ledger_account_sum": "account_count = 1",
    "ledger_seal": "row_count = 1",
}


@pytest.fixture
def full(books: Books) -> Books:
    """A leaf with a row in each table."""
    from ringfence.ledger import services
    from ringfence.ledger.domain import Accepts

    a = books.account(100)
    hold_id = books.hold(a, 10)
    books.post(books.move(a, books.bank_id, 1, hold_id=hold_id))
    services.limit_set(leaf_id=books.leaf_id, account_id=a, floor_fen=0, ceiling_fen=None,
                       accepts=Accepts.ALL, clause=None, at=NOW)  # fmt: skip
    assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 1
    assert seals.checkpoint_fold(leaf_id=books.leaf_id) == 1
    return books


@pytest.fixture
def owner(books_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(books_url, autocommit=True) as connection:
        yield connection


def test_the_list_of_tables_is_whole(owner: psycopg.Connection) -> None:
    rows = owner.execute(
        "SELECT relname FROM pg_class WHERE relname LIKE 'ledger\\_%' AND relkind = 'r'"
    )
    assert {name for (name,) in rows} == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_the_owner_cannot_change_delete_or_empty(
    full: Books, owner: psycopg.Connection, table: str
) -> None:
    assert owner.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() != (0,)
    for statement in (
        f"UPDATE {table} SET {TABLES[table]}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table} CASCADE",
    ):
        with pytest.raises(errors.Error) as refused:
            owner.execute(statement.encode())
        assert refused.value.sqlstate == "RFL04", statement


@pytest.mark.parametrize("table", TABLES)
def test_the_program_reads_and_cannot_write(
    full: Books, owner: psycopg.Connection, table: str
) -> None:
    owner.execute("SET ROLE ringfence_app")
    assert owner.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() != (0,)
    for statement in (
        f"INSERT INTO {table} SELECT * FROM {table}",
        f"UPDATE {table} SET {TABLES[table]}",
        f"DELETE FROM {table}",
        f"TRUNCATE {table}",
    ):
        with pytest.raises(errors.InsufficientPrivilege):
            owner.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_balance SET held_fen = -1",
        "UPDATE ledger_balance SET held_fen = balance_fen - floor_fen + 1",
        "UPDATE ledger_balance SET balance_fen = floor_fen + held_fen - 1",
        "UPDATE ledger_balance SET ceiling_fen = balance_fen - 1",
        "UPDATE ledger_balance SET ceiling_fen = 4000000000000000001",
        "UPDATE ledger_balance SET accepts = 'SOMETHING'",
        "UPDATE ledger_pool SET accepts = 'SOMETHING'",
    ],
)  # fmt: skip
def test_no_value_beyond_the_rules_can_be_written_by_the_owner_either(
    full: Books, owner: psycopg.Connection, statement: str
) -> None:
    owner.execute("SET ringfence.books = 'open'")
    with pytest.raises(errors.CheckViolation):
        owner.execute(statement.encode())


@pytest.mark.parametrize(("amount_fen", "same_account"), [(0, False), (-1, False), (1, True)])
def test_a_transfer_has_an_amount_and_two_accounts_whoever_writes_it(
    full: Books, owner: psycopg.Connection, amount_fen: int, same_account: bool
) -> None:
    with pytest.raises(errors.CheckViolation):
        owner.execute(
            "INSERT INTO ledger_transfer (leaf_id, seen, amount_fen, at, id, debit_id, credit_id,"
            " n, code) VALUES (%s, 1, %s, %s, %s, %s, %s, 1, 'X')",
            (full.leaf_id, amount_fen, NOW, uuid7(), full.bank_id,
             full.bank_id if same_account else uuid7()),
        )  # fmt: skip


def test_the_program_posts_through_the_functions_only(
    full: Books, owner: psycopg.Connection
) -> None:
    a = full.account()
    owner.execute("SET ROLE ringfence_app")
    call = (full.leaf_id, [uuid7()], [full.bank_id], [a], [5], ["样例"], [NOW])
    owner.execute("SELECT ledger_post(%s, %s, %s, %s, %b::bigint[], %s, %s)", call)
    assert full.standing(a) == (5, 0)
    for inner in ("ledger_post_in_order", "ledger_transfer_write", "ledger_horizon_raise"):
        allowed = owner.execute(
            "SELECT bool_or(has_function_privilege(oid, 'EXECUTE')) FROM pg_proc"
            " WHERE proname = %s", (inner,)
        ).fetchone()  # fmt: skip
        assert allowed == (False,)


def test_books_restored_into_another_cluster_stop_until_their_next_era(
    full: Books, owner: psycopg.Connection
) -> None:
    with owner.transaction():
        owner.execute("SET LOCAL ringfence.books = 'open'")
        owner.execute("UPDATE ledger_leaf SET horizon = 1::bigint << 47 WHERE id = %s",
                      (full.leaf_id,))  # fmt: skip
    from ringfence.ledger.refusals import BooksRestored

    a_move = full.move(full.bank_id, uuid7(), 1)
    for act in (
        lambda: full.post(a_move),
        lambda: seals.seal(leaf_id=full.leaf_id, at=NOW),
        lambda: seals.checkpoint_fold(leaf_id=full.leaf_id),
    ):
        with pytest.raises(BooksRestored):
            act()
    assert seals.era_next(leaf_id=full.leaf_id) == 1
    a = full.account(7)
    assert full.standing(a) == (7, 0)
    assert seals.seal(leaf_id=full.leaf_id, at=NOW) == 1
    assert seals.verify(leaves=[full.leaf_id]).breaks == []
