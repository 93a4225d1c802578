"""The calls into the ledger's SQL functions, over any psycopg cursor."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import psycopg

from ringfence.kernel.money import BIGINT_MAX
from ringfence.ledger.domain import Answer, Hold, Transfer
from ringfence.ledger.refusals import BooksRestored, UnknownLeaf

Cursor = psycopg.Cursor[Any]

POST = """
    SELECT n, answer, facts::text FROM ledger_post(
        %b, %b::uuid[], %b::uuid[], %b::uuid[], %b::bigint[], %b::text[], %b::timestamptz[],
        %b::integer[], %b::uuid[], %b::uuid[], %b::uuid[])
"""
HOLD_PLACE = """
    SELECT n, answer, facts::text FROM ledger_hold_place(
        %b, %b::uuid[], %b::uuid[], %b::bigint[], %t::timestamptz[], %b)
"""


def post(cursor: Cursor, leaf_id: int, transfers: Sequence[Transfer]) -> list[Answer]:
    """Return an answer for each of 1 to 8,000 transfers, in their order."""
    with known_faults(leaf_id):
        cursor.execute(POST, (
            leaf_id,
            [t.key for t in transfers],
            _same_or_all([t.debit_id for t in transfers]),
            _same_or_all([t.credit_id for t in transfers]),
            [_bigint(t.amount_fen) for t in transfers],
            _same_or_all([t.code for t in transfers]),
            _same_or_all([t.at for t in transfers]),
            _links(transfers),
            _none_or_all([t.reverses_id for t in transfers]),
            _none_or_all([t.hold_id for t in transfers]),
            _none_or_all([t.source_id for t in transfers]),
        ), prepare=True)  # fmt: skip
        return _answers(cursor, transfers, "POSTED")


def hold_place(cursor: Cursor, leaf_id: int, holds: Sequence[Hold], at: datetime) -> list[Answer]:
    """Return an answer for each of 1 to 8,000 holds, in their order."""
    with known_faults(leaf_id):
        cursor.execute(HOLD_PLACE, (
            leaf_id,
            [h.key for h in holds],
            [h.account_id for h in holds],
            [_bigint(h.amount_fen) for h in holds],
            [h.expires_at for h in holds],
            at,
        ))  # fmt: skip
        return _answers(cursor, holds, "PLACED")


@contextmanager
def known_faults(leaf_id: int) -> Iterator[None]:
    """Turn the functions' own error states into refusals."""
    try:
        yield
    except psycopg.Error as fault:
        if fault.sqlstate == "RFL02":
            raise UnknownLeaf(leaf_id=leaf_id) from fault
        if fault.sqlstate == "RFL03":
            raise BooksRestored(leaf_id=leaf_id) from fault
        raise


def whole(row: Sequence[Any]) -> list[Any]:
    """Return a row with sums, which PostgreSQL gives as numeric, as ints of fen."""
    return [int(value) if isinstance(value, Decimal) else value for value in row]


def _answers(
    cursor: Cursor, asked: Sequence[Transfer] | Sequence[Hold], plain: str
) -> list[Answer]:
    """Spread the rows, which name only what was not plainly done, over what was asked."""
    answers = [Answer(one.key, plain) for one in asked]
    for place, code, found in cursor:
        one = asked[place - 1]
        facts = json.loads(found) if found else {}
        if "amount_fen" in facts:
            facts["amount_fen"] = one.amount_fen
        answers[place - 1] = Answer(one.key, code, facts)
    return answers


def _bigint(amount_fen: int) -> int:
    """An amount beyond a bigint is sent as the nearest one, which is refused all the same."""
    return max(-BIGINT_MAX, min(BIGINT_MAX, amount_fen))


def _same_or_all(values: list[Any]) -> list[Any]:
    """One value stands for all where all are the same."""
    return values[:1] if values.count(values[0]) == len(values) else values


def _none_or_all(values: list[Any]) -> list[Any] | None:
    return None if values.count(None) == len(values) else values


def _links(transfers: Sequence[Transfer]) -> list[int | None] | None:
    """Return for each member of a chain the place (from 1) of the chain's first, else None."""
    if all(t.link is None for t in transfers):
        return None
    links: list[int | None] = []
    for number, chain in groupby(transfers, key=lambda t: t.link):
        first = len(links) + 1
        links.extend(None if number is None else first for _ in chain)
    return links
