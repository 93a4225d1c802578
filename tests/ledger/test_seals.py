"""Seals and `verify`: whatever is tampered with is found and named."""

import hashlib
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest

from ledger.books import NOW, Books
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import call, seals, services
from ringfence.ledger.domain import Hold

NONE = bytes(16)


@pytest.fixture
def superuser(server, books_url) -> Iterator[psycopg.Connection]:  # type: ignore[no-untyped-def]
    """One who can switch the guards off, as a thief with the server's disk could."""
    with psycopg.connect(server.url("postgres", "ledger_books"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def sealed(books: Books) -> Books:
    """Two blocks: a full one, and one of two chains after it."""
    a, b = books.account(50_000), books.account()
    books.post(*(books.move(a, b, 1) for _ in range(6_000)))
    books.post(*(books.move(a, b, 2) for _ in range(6_000)))
    assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 1
    books.post(books.move(b, a, 3, link=1), books.move(b, books.bank_id, 4, link=1))
    assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 1
    return books


def breaks(books: Books) -> list[seals.Break]:
    return seals.verify(leaves=[books.leaf_id]).breaks


def nth_transfer(books: Books, place: int) -> UUID:
    [(transfer_id,)] = books.run(
        "SELECT id FROM ledger_transfer WHERE leaf_id = %b ORDER BY seen, n OFFSET %b LIMIT 1",
        books.leaf_id, place - 1,
    )  # fmt: skip
    found: UUID = transfer_id
    return found


def test_untouched_books_verify(sealed: Books) -> None:
    report = seals.verify(leaves=[sealed.leaf_id])
    assert report.breaks == []
    assert (report.seal_count, report.sealed_count, report.unsealed_count) == (2, 12_003, 0)
    sealed.post(sealed.move(sealed.bank_id, sealed.account(), 1))
    assert seals.verify(leaves=[sealed.leaf_id]).unsealed_count == 1


def test_nothing_new_seals_nothing(sealed: Books) -> None:
    assert seals.seal(leaf_id=sealed.leaf_id, at=NOW) == 0


@pytest.mark.parametrize("place", [1, 7_777, 12_001])
def test_a_changed_transfer_is_named(
    sealed: Books, superuser: psycopg.Connection, place: int
) -> None:
    transfer_id = nth_transfer(sealed, place)
    superuser.execute("UPDATE ledger_transfer SET at = at + interval '1us' WHERE id = %s",
                      (transfer_id,))  # fmt: skip
    [found] = breaks(sealed)
    assert (found.problem, found.seal_number, found.place) == ("ROW_CHANGED", 1, place)
    assert found.transfer_id == transfer_id


@pytest.mark.parametrize(
    "change",
    [
        "n = n + 10", "id = gen_random_uuid()", "debit_id = gen_random_uuid()",
        "credit_id = gen_random_uuid()", "amount_fen = amount_fen + 1",
        "at = at - interval '1 day'", "link = 7", "reverses_id = gen_random_uuid()",
        "hold_id = gen_random_uuid()", "source_id = gen_random_uuid()", "code = code || 'X'",
    ],
)  # fmt: skip
def test_each_field_of_a_transfer_is_under_the_seal(
    books: Books, superuser: psycopg.Connection, change: str
) -> None:
    move = books.move(books.bank_id, books.account(), 5)
    books.post(move)
    assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 1
    superuser.execute(f"UPDATE ledger_transfer SET {change} WHERE id = %s".encode(), (move.key,))
    assert "ROW_CHANGED" in {found.problem for found in breaks(books)}


def test_a_missing_transfer_is_found_where_it_stood(
    sealed: Books, superuser: psycopg.Connection
) -> None:
    gone, next_one = nth_transfer(sealed, 500), nth_transfer(sealed, 501)
    superuser.execute("DELETE FROM ledger_transfer WHERE id = %s", (gone,))
    problems = {found.problem: found for found in breaks(sealed)}
    assert problems["ROW_MISSING"].place == 500
    assert problems["ROW_MISSING"].transfer_id == next_one
    assert "BALANCE_DIFFERS" in problems


def test_an_added_transfer_is_named(sealed: Books, superuser: psycopg.Connection) -> None:
    added = uuid7()
    superuser.execute(
        "INSERT INTO ledger_transfer (leaf_id, seen, amount_fen, at, id, debit_id, credit_id, n,"
        " code) SELECT leaf_id, seen, 1, at, %s, debit_id, credit_id, n, code"
        " FROM ledger_transfer WHERE id = %s", (added, nth_transfer(sealed, 10)),
    )  # fmt: skip
    problems = {found.problem: found for found in breaks(sealed)}
    assert problems["ROW_ADDED"].transfer_id == added


def test_a_changed_balance_is_named(sealed: Books, superuser: psycopg.Connection) -> None:
    a = sealed.account(10)
    superuser.execute("UPDATE ledger_balance SET balance_fen = 11 WHERE account_id = %s", (a,))
    [found] = breaks(sealed)
    assert (found.problem, found.account_id) == ("BALANCE_DIFFERS", a)
    assert (found.in_books_fen, found.by_entries_fen) == (11, 10)


def test_changed_held_money_and_checkpoints_are_named(
    sealed: Books, superuser: psycopg.Connection
) -> None:
    a = sealed.account(10)
    services.hold_place(leaf_id=sealed.leaf_id, holds=[Hold(uuid7(), a, 5)], at=NOW)
    assert seals.checkpoint_fold(leaf_id=sealed.leaf_id) == 1
    assert breaks(sealed) == []
    superuser.execute("UPDATE ledger_balance SET held_fen = 4 WHERE account_id = %s", (a,))
    superuser.execute(
        "UPDATE ledger_checkpoint SET balance_fen = balance_fen + 1 WHERE leaf_id = %s",
        (sealed.leaf_id,),
    )
    assert [found.problem for found in breaks(sealed)] == ["CHECKPOINT_DIFFERS", "HELD_DIFFERS"]


def test_a_changed_sum_of_a_day_is_named(sealed: Books, superuser: psycopg.Connection) -> None:
    assert seals.checkpoint_fold(leaf_id=sealed.leaf_id) == 1
    assert breaks(sealed) == []
    superuser.execute(
        "UPDATE ledger_day_sum SET amount_fen = amount_fen + 1 WHERE leaf_id = %s",
        (sealed.leaf_id,),
    )
    [found] = breaks(sealed)
    assert found.problem == "DAY_SUM_DIFFERS"
    assert (found.in_books_fen or 0) > (found.by_entries_fen or 0)


@pytest.mark.parametrize(
    ("tampering", "problem"),
    [
        (
            "UPDATE ledger_seal SET sealed_at = now() WHERE number = 2 AND leaf_id = ",
            "SEAL_CHANGED",
        ),
        ("UPDATE ledger_seal SET digest = 'x' WHERE number = 2 AND leaf_id = ", "SEAL_CHANGED"),
        ("UPDATE ledger_seal SET previous = 'x' WHERE number = 2 AND leaf_id = ", "CHAIN_BROKEN"),
        ("DELETE FROM ledger_seal WHERE number = 1 AND leaf_id = ", "SEAL_MISSING"),
    ],
)
def test_a_changed_seal_is_named(
    sealed: Books, superuser: psycopg.Connection, tampering: str, problem: str
) -> None:
    superuser.execute(f"{tampering}{sealed.leaf_id}".encode())
    assert breaks(sealed)[0].problem == problem


def test_the_digest_is_the_one_that_the_documentation_describes(books: Books) -> None:
    a = books.account()
    moves = [books.move(books.bank_id, a, 5, link=3), books.move(books.bank_id, a, 6, link=3)]
    books.post(*moves)
    seals.seal(leaf_id=books.leaf_id, at=NOW)
    [(seen,)] = books.run("SELECT min(seen) FROM ledger_transfer WHERE leaf_id = %b",
                          books.leaf_id)  # fmt: skip
    epoch = datetime(2000, 1, 1, tzinfo=UTC)
    instant = struct.pack(">q", int((NOW - epoch).total_seconds()) * 1_000_000)
    digests = b""
    for n, move in enumerate(moves, start=1):
        row = struct.pack(">qi", seen, n) + move.key.bytes + move.debit_id.bytes
        row += move.credit_id.bytes + struct.pack(">q", move.amount_fen) + instant
        row += struct.pack(">i", 1) + NONE + NONE + NONE + move.code.encode()
        digests += hashlib.sha256(row).digest()
    first = hashlib.sha256(f"ringfence ledger leaf {books.leaf_id}".encode()).digest()
    block = first + struct.pack(">qqq", books.leaf_id, 1, 2) + instant + digests
    [seal] = seals.seals(leaf_id=books.leaf_id)
    assert seal.digest == hashlib.sha256(block).hexdigest()


def test_what_has_not_committed_is_sealed_later(books: Books, books_url: str) -> None:
    a = books.account()
    with psycopg.connect(books_url) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        books.post(books.move(books.bank_id, a, 1))
        assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 0
        slow.commit()
    assert seals.seal(leaf_id=books.leaf_id, at=NOW) == 1


def test_a_full_block_too_waits_for_what_has_not_committed(books: Books, books_url: str) -> None:
    a = books.account(20_000)
    seals.seal(leaf_id=books.leaf_id, at=NOW)
    with psycopg.connect(books_url) as slow, slow.cursor() as cursor:
        call.post(cursor, books.leaf_id, [books.move(books.bank_id, books.account(), 1)])
        for _ in range(2):
            books.post(*(books.move(a, books.bank_id, 1) for _ in range(6_000)))
        seals.seal(leaf_id=books.leaf_id, at=NOW)
        slow.commit()
    seals.seal(leaf_id=books.leaf_id, at=NOW)
    assert breaks(books) == []


def test_the_daily_seal_names_leaves_counts_sums_and_heads(sealed: Books) -> None:
    [(fund_id,)] = sealed.run("SELECT fund_id FROM ledger_leaf WHERE id = %b", sealed.leaf_id)
    document = seals.fund_seal(fund_id=fund_id, on=NOW.date())
    head = seals.seals(leaf_id=sealed.leaf_id, last=1)[0]
    assert document["transfer_count"] == 12_003
    assert document["amount_fen"] == 50_000 + 6_000 + 12_000 + 7
    assert document["leaves"][0]["digest"] == head.digest
    day_before = seals.fund_seal(fund_id=fund_id, on=datetime(2026, 1, 4, tzinfo=UTC).date())
    assert (day_before["transfer_count"], day_before["leaves"][0]["digest"]) == (0, None)
