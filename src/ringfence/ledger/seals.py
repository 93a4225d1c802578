"""Sealing and checking the books: digest chains that a bank or an authority can compute too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, cast
from uuid import UUID

from django.db import connection

from ringfence.kernel.clock import day_ends_at
from ringfence.ledger import call
from ringfence.ledger.refusals import UnknownLeaf
from ringfence.ledger.selectors import leaf_ids
from ringfence.ledger.services import books

# How many blocks one connection checks at a time, and how many connections work.
CHECK_BLOCKS = 50
CHECK_CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Seal:
    """One block of a leaf: transfers with from_seen <= seen < to_seen. Digests as hex."""

    leaf_id: int
    number: int
    from_seen: int
    to_seen: int
    row_count: int
    amount_fen: int
    sealed_at: datetime
    previous: str
    digest: str


@dataclass(frozen=True, slots=True)
class Break:
    """Something in the books that does not agree with itself.

    `place` counts from 1 within the block. Where the rows differ, `transfer_id` is the first one
    that differs; after a missing row it is the next one there.
    """

    leaf_id: int
    problem: str
    seal_number: int | None = None
    place: int | None = None
    transfer_id: UUID | None = None
    account_id: UUID | None = None
    in_books_fen: int | None = None
    by_entries_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: breaks in order, and how much of the books a seal covers."""

    leaf_count: int
    seal_count: int
    sealed_count: int
    unsealed_count: int
    breaks: list[Break]


def seal(*, leaf_id: int, at: datetime) -> int:
    """Return how many new blocks of a leaf were sealed: all that has committed.

    Each hundred blocks are a transaction of their own where the caller has none.
    Refuses: UnknownLeaf, BooksRestored.
    """
    sealed_count = 0
    while True:
        with books() as cursor, call.known_faults(leaf_id):
            cursor.execute("SELECT ledger_seal_next(%s, %s, 100)", (leaf_id, at))
            [(count,)] = cursor.fetchall()
        sealed_count += int(count)
        if count < 100:
            return sealed_count


def checkpoint_fold(*, leaf_id: int) -> int:
    """Return how many pooled accounts of a leaf were given a new checkpoint.

    Refuses: UnknownLeaf, BooksRestored.
    """
    with books() as cursor, call.known_faults(leaf_id):
        cursor.execute("SELECT ledger_checkpoint_fold(%s)", (leaf_id,))
        [(count,)] = cursor.fetchall()
        return int(count)


def era_next(*, leaf_id: int) -> int:
    """Return the era that a leaf has begun, after its books were restored into another cluster.

    Transaction ids start again there; the era keeps the order of what is written. Only the owner
    of the database may. Refuses: UnknownLeaf.
    """
    with books() as cursor:
        cursor.execute("SELECT ledger_era_next(%s)", (leaf_id,))
        [(era,)] = cursor.fetchall()
    if era is None:
        raise UnknownLeaf(leaf_id=leaf_id)
    return int(era)


def seals(*, leaf_id: int, last: int | None = None) -> list[Seal]:
    """Return the seals of a leaf in order; only the `last` ones if given."""
    with books() as cursor:
        cursor.execute(
            "SELECT leaf_id, number, from_seen, to_seen, row_count, amount_fen, sealed_at,"
            " encode(previous, 'hex'), encode(digest, 'hex') FROM ledger_seal"
            " WHERE leaf_id = %b ORDER BY number DESC LIMIT %b",
            (leaf_id, last),
        )
        rows = cursor.fetchall()
    return [Seal(*call.whole(row)) for row in reversed(rows)]


def last_sealed_at() -> datetime | None:
    """Return when a leaf of any fund was sealed last; None where none ever was."""
    with books() as cursor:
        cursor.execute("SELECT max(sealed_at) FROM ledger_seal")
        [(sealed_at,)] = cursor.fetchall()
    return cast("datetime | None", sealed_at)


def fund_seal(*, fund_id: UUID, on: date) -> dict[str, Any]:
    """Return the daily seal of a fund: what its chains reached by the end of a business day.

    Leaves in order with the number and digest of their last block, and counts and sums over all
    their blocks. Written with `kernel` JSON rules (sorted keys, no spaces, UTF-8) it is what is
    signed and given to bank and authority.
    """
    with books() as cursor:
        cursor.execute(
            """
            SELECT l.id, max(s.number), coalesce(sum(s.row_count), 0),
                coalesce(sum(s.amount_fen), 0),
                (SELECT encode(h.digest, 'hex') FROM ledger_seal AS h
                WHERE h.leaf_id = l.id AND h.number = max(s.number))
            FROM ledger_leaf AS l
            LEFT JOIN ledger_seal AS s ON s.leaf_id = l.id AND s.sealed_at < %b
            WHERE l.fund_id = %b GROUP BY l.id ORDER BY l.id
            """,
            (day_ends_at(on), fund_id),
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT code FROM ledger_fund WHERE id = %s", (fund_id,))
        [(code,)] = cursor.fetchall()
    leaves = [
        {"leaf_id": leaf_id, "seal_number": number or 0, "transfer_count": int(count),
         "amount_fen": int(amount_fen), "digest": digest}
        for leaf_id, number, count, amount_fen, digest in rows
    ]  # fmt: skip
    return {
        "fund_id": str(fund_id),
        "fund_code": code,
        "on": on.isoformat(),
        "leaves": leaves,
        "transfer_count": sum(leaf["transfer_count"] for leaf in leaves),
        "amount_fen": sum(leaf["amount_fen"] for leaf in leaves),
    }


def verify(
    *, leaves: list[int] | None = None, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Return what computing the books again found: chains, rows, balances, holds, checkpoints.

    Two connections share the work. `progress` is told tasks done and tasks in all.
    """
    leaf_list = leaf_ids() if leaves is None else leaves
    tasks: list[Callable[[], list[Break]]] = []
    totals = [_totals(leaf_id) for leaf_id in leaf_list]
    for leaf_id, (last, _, _) in zip(leaf_list, totals, strict=True):
        tasks.append(partial(_check_books, leaf_id))
        for first in range(1, last + 1, CHECK_BLOCKS):
            to = min(first + CHECK_BLOCKS - 1, last)
            tasks.append(partial(_check_seals, leaf_id, first, to))
    breaks: list[Break] = []
    with ThreadPoolExecutor(CHECK_CONNECTIONS) as connections:
        running = [connections.submit(_on_own_connection, task) for task in tasks]
        for done, finished in enumerate(as_completed(running), start=1):
            breaks += finished.result()
            if progress:
                progress(done, len(tasks))
    breaks.sort(key=lambda b: (b.leaf_id, b.seal_number is None, b.seal_number or 0, b.problem))
    return Verification(
        leaf_count=len(leaf_list),
        seal_count=sum(last for last, _, _ in totals),
        sealed_count=sum(sealed for _, sealed, _ in totals),
        unsealed_count=sum(unsealed for _, _, unsealed in totals),
        breaks=breaks,
    )


def _on_own_connection(task: Callable[[], list[Break]]) -> list[Break]:
    """Django gives each thread a connection; it is closed with the task."""
    try:
        return task()
    finally:
        connection.close()


def _totals(leaf_id: int) -> tuple[int, int, int]:
    """Return the last seal's number, and how many transfers are sealed and unsealed."""
    with books() as cursor:
        cursor.execute(
            """
            SELECT coalesce(max(number), 0), coalesce(sum(row_count), 0)::bigint,
                (SELECT count(*) FROM ledger_transfer AS t
                WHERE t.leaf_id = %b AND t.seen >= coalesce(max(s.to_seen), 0))
            FROM ledger_seal AS s WHERE s.leaf_id = %b
            """,
            (leaf_id, leaf_id),
        )
        [(last, sealed, unsealed)] = cursor.fetchall()
        return last, sealed, unsealed


def _check_seals(leaf_id: int, first: int, last: int) -> list[Break]:
    with books() as cursor:
        cursor.execute(
            "SELECT problem, number, place, transfer_id FROM ledger_seal_check(%b, %b, %b)",
            (leaf_id, first, last),
        )
        return [Break(leaf_id, *row) for row in cursor]


def _check_books(leaf_id: int) -> list[Break]:
    with books() as cursor:
        cursor.execute("SET work_mem = '256MB'")
        cursor.execute(
            "SELECT problem, account_id, in_books_fen, by_entries_fen FROM ledger_books_check(%b)",
            (leaf_id,),
        )
        return [
            Break(leaf_id, row[0], account_id=row[1], in_books_fen=row[2], by_entries_fen=row[3])
            for row in map(call.whole, cursor)
        ]
