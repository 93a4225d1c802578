"""The writes of the ledger, each in the caller's transaction or, without one, in its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

import psycopg
from django.db import connection
from psycopg import errors

from ringfence.ledger import call
from ringfence.ledger.domain import Accepts, Answer, Hold, Side, Transfer
from ringfence.ledger.refusals import AccountDiffers, FundDiffers, LimitBroken, UnknownAccount


@contextmanager
def books() -> Iterator[call.Cursor]:
    """Return a cursor on Django's connection that binds arrays on the server."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def fund_open(*, fund_id: UUID, code: str, at: datetime) -> None:
    """Write a fund: ring-fenced money under one set of rules. Safe to repeat.

    Refuses: FundDiffers (the id or the code stands for another fund).
    """
    with books() as cursor:
        cursor.execute("SELECT ledger_fund_open(%s, %s, %s)", (fund_id, code, at))
        cursor.execute("SELECT FROM ledger_fund WHERE id = %s AND code = %s", (fund_id, code))
        if not cursor.rowcount:
            raise FundDiffers(what=code)


def leaf_open(*, leaf_id: int, fund_id: UUID, at: datetime) -> None:
    """Write a leaf of a fund; a leaf carries accounts and their transfers. Safe to repeat.

    Refuses: FundDiffers (the leaf belongs to another fund).
    """
    with books() as cursor:
        cursor.execute("SELECT ledger_leaf_open(%s, %s, %s)", (leaf_id, fund_id, at))
        cursor.execute("SELECT FROM ledger_leaf WHERE id = %s AND fund_id = %s", (leaf_id, fund_id))
        if not cursor.rowcount:
            raise FundDiffers(what=str(leaf_id))


def account_open(
    *,
    leaf_id: int,
    accounts: Sequence[tuple[UUID, UUID | None]],
    code: str,
    side: Side,
    pooled: bool = False,
    floor_fen: int | None = 0,
    ceiling_fen: int | None = None,
    accepts: Accepts = Accepts.ALL,
    clause: str | None = None,
    at: datetime,
) -> None:
    """Write accounts of one kind: (account id, owner id) pairs. Safe to repeat.

    A limited account keeps floor <= balance - holds and balance <= ceiling, in fen, both inclusive;
    None: no limit. `clause` is what a refusal at a limit cites. A pooled account has no limits, is
    never locked and takes any number of transfers at once.
    Refuses: UnknownLeaf, AccountDiffers.
    """
    limits = (None, None) if pooled else (floor_fen, ceiling_fen)
    with books() as cursor, call.known_faults(leaf_id):
        cursor.execute(
            "SELECT ledger_account_open(%s, %s::uuid[], %s::uuid[], %s, %s::smallint, %s, "
            "%s::bigint, %s::bigint, %s, %s, %s)",
            (leaf_id, [a for a, _ in accounts], [o for _, o in accounts], code, int(side), pooled,
             *limits, str(accepts), clause, at),
        )  # fmt: skip
        differing = cursor.fetchall()
    if differing:
        raise AccountDiffers(count=len(differing), account_id=differing[0][0])


def limit_set(
    *,
    leaf_id: int,
    account_id: UUID,
    floor_fen: int | None,
    ceiling_fen: int | None,
    accepts: Accepts,
    clause: str | None,
    at: datetime,
) -> None:
    """Write what an account may hold and accepts from now on, and keep the change.

    A pooled account has no floor or ceiling: both None.
    Refuses: UnknownLeaf, LimitBroken (its money breaks the limit now), UnknownAccount.
    """
    with books() as cursor, call.known_faults(leaf_id):
        try:
            cursor.execute(
                "SELECT ledger_limit_set(%s, %s, %s::bigint, %s::bigint, %s, %s, %s)",
                (leaf_id, account_id, floor_fen, ceiling_fen, str(accepts), clause, at),
            )
        except errors.CheckViolation as fault:
            raise LimitBroken(account_id=account_id) from fault
        if cursor.fetchone() != (True,):
            raise UnknownAccount(account_id=account_id)


def post(*, leaf_id: int, transfers: Sequence[Transfer]) -> list[Answer]:
    """Return what became of each of 1 to 8,000 transfers of one leaf, in their order.

    Order is the order of effect. One refusal stops no other, except within a link. An answer is
    POSTED, REPEATED (same key, same content: nothing is done again) or a refusal's code; the
    precedence stands at `ledger_post` in sql/0004_post.sql. Refuses as a whole: UnknownLeaf,
    BooksRestored.
    """
    with books() as cursor:
        return call.post(cursor, leaf_id, transfers)


def hold_place(*, leaf_id: int, holds: Sequence[Hold], at: datetime) -> list[Answer]:
    """Return what became of each of 1 to 8,000 holds: PLACED, REPEATED or a refusal's code.

    Refuses as a whole: UnknownLeaf, BooksRestored.
    """
    with books() as cursor:
        return call.hold_place(cursor, leaf_id, holds, at)


def hold_release(*, leaf_id: int, hold_ids: Sequence[UUID], at: datetime) -> dict[UUID, int]:
    """Return the fen freed by each hold that had something left; what was captured stays so."""
    with books() as cursor, call.known_faults(leaf_id):
        cursor.execute(
            "SELECT * FROM ledger_hold_release(%s, %s::uuid[], %s)", (leaf_id, list(hold_ids), at)
        )
        return dict(cursor.fetchall())


def hold_expire(*, leaf_id: int, at: datetime) -> dict[UUID, int]:
    """Return the fen freed by each hold whose end is at or before `at`; up to 8,000 a call."""
    with books() as cursor, call.known_faults(leaf_id):
        cursor.execute("SELECT * FROM ledger_hold_expire(%s, %s)", (leaf_id, at))
        return dict(cursor.fetchall())


def reverse(
    *, leaf_id: int, originals: Mapping[UUID, UUID], code: str, at: datetime
) -> list[Answer]:
    """Return what became of each reversal: {key of the reversal: transfer to reverse}, in order.

    Up to 8,000. A reversal exchanges the accounts and has the whole amount; it obeys the limits as
    any transfer does. Answers as of `post`, UNKNOWN_ORIGINAL for what is not on this leaf.
    """
    with books() as cursor:
        cursor.execute(
            "SELECT id, debit_id, credit_id, amount_fen FROM ledger_transfer"
            " WHERE leaf_id = %b AND id = ANY(%b::uuid[])",
            (leaf_id, list(originals.values())),
        )
        found = {row[0]: row[1:] for row in cursor}
        mirrored = [
            Transfer(key, credit_id, debit_id, amount_fen, code, at, reverses_id=original_id)
            for key, original_id in originals.items()
            if original_id in found
            for debit_id, credit_id, amount_fen in [found[original_id]]
        ]
        answers = {a.key: a for a in call.post(cursor, leaf_id, mirrored)} if mirrored else {}
    return [
        answers.get(key, Answer(key, "UNKNOWN_ORIGINAL", {"reverses_id": original_id}))
        for key, original_id in originals.items()
    ]
