"""What a fund's books hold: by account code, by day, by hold, by leaf."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ringfence.ledger.call import whole
from ringfence.ledger.domain import Side
from ringfence.ledger.selectors import leaf_ids
from ringfence.ledger.services import books

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CodeStanding:
    """All accounts of one code of a fund, now; amounts in fen, in the accounts' direction."""

    code: str
    side: Side
    account_count: int
    balance_fen: int
    held_fen: int


@dataclass(frozen=True, slots=True)
class DayBalance:
    """What all accounts of one code held at the end of a business day, in fen."""

    on: date
    balance_fen: int


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A hold with something left of it."""

    id: UUID
    leaf_id: int
    account_id: UUID
    code: str
    amount_fen: int
    left_fen: int
    at: datetime
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class LeafStanding:
    """A leaf, how many transfers of it are sealed and not yet sealed, and its last seal."""

    leaf_id: int
    seal_count: int
    sealed_count: int
    unsealed_count: int
    sealed_at: datetime | None
    digest: str


def code_standings(*, fund_id: UUID, codes: Sequence[str] | None = None) -> list[CodeStanding]:
    """Return the balances of a fund by account code, over all its leaves, by code.

    Only of these `codes` where they are given. What accounts hold is added up from transfers;
    that each account's own balance is the same is what `seals.verify` shows.
    """
    leaves = leaf_ids(fund_id)
    wanted = None if codes is None else list(codes)
    with books() as cursor:
        cursor.execute(
            """
            WITH day AS MATERIALIZED (
                SELECT debit_code, debit_side, credit_code, credit_side, amount_fen
                FROM ledger_days(%b)
            ), part AS (
                SELECT code, side, account_count, 0 AS fen, 0 AS held_fen
                FROM ledger_account_counts(%b)
                UNION ALL
                SELECT debit_code, debit_side, 0, -debit_side * amount_fen, 0 FROM day
                UNION ALL
                SELECT credit_code, credit_side, 0, credit_side * amount_fen, 0 FROM day
                UNION ALL
                SELECT a.code, a.side, 0, 0, b.held_fen
                FROM (SELECT DISTINCT leaf_id, account_id FROM ledger_hold
                    WHERE leaf_id = ANY (%b)) AS h
                JOIN ledger_balance AS b ON b.leaf_id = h.leaf_id AND b.account_id = h.account_id
                JOIN ledger_account AS a ON a.leaf_id = h.leaf_id AND a.id = h.account_id
            )
            SELECT code, side, sum(account_count), sum(fen), sum(held_fen) FROM part
            WHERE %b::text[] IS NULL OR code = ANY (%b)
            GROUP BY code, side ORDER BY code
            """,
            (leaves, leaves, leaves, wanted, wanted),
        )
        return [
            CodeStanding(code, Side(side), *whole(rest)) for code, side, *rest in cursor.fetchall()
        ]


def daily_balances(*, fund_id: UUID, code: str, from_on: date, to_on: date) -> list[DayBalance]:
    """Return what all accounts of a code held at the end of each day; both days are included.

    What counts is each transfer's effective instant, whenever it was posted.
    """
    leaves = leaf_ids(fund_id)
    with books() as cursor:
        cursor.execute(
            """
            SELECT moved_on, sum(
                CASE WHEN credit_code = %b THEN credit_side * amount_fen ELSE 0 END
                - CASE WHEN debit_code = %b THEN debit_side * amount_fen ELSE 0 END)
            FROM ledger_days(%b) GROUP BY moved_on
            """,
            (code, code, leaves),
        )
        moved_fen = {on: int(fen) for on, fen in cursor.fetchall()}
    # Backwards from the last day: each day's end is the next one's less what moved then.
    balance_fen = sum(fen for on, fen in moved_fen.items() if on <= to_on)
    days: list[DayBalance] = []
    on = to_on
    while on >= from_on:
        days.append(DayBalance(on, balance_fen))
        balance_fen -= moved_fen.get(on, 0)
        on -= _DAY
    return days[::-1]


def open_holds(*, fund_id: UUID, most: int) -> list[OpenHold]:
    """Return holds of a fund with something left, at most `most`, the newest first."""
    with books() as cursor:
        cursor.execute(
            """
            SELECT * FROM (
                SELECT h.id, h.leaf_id, h.account_id, a.code, h.amount_fen,
                    ledger_hold_left(h.leaf_id, h.id) AS left_fen, h.at, h.expires_at
                FROM ledger_leaf AS l
                JOIN ledger_balance AS b ON b.leaf_id = l.id AND b.held_fen > 0
                JOIN ledger_hold AS h ON h.leaf_id = b.leaf_id AND h.account_id = b.account_id
                JOIN ledger_account AS a ON a.leaf_id = b.leaf_id AND a.id = b.account_id
                WHERE l.fund_id = %b) AS hold
            WHERE left_fen > 0 ORDER BY at DESC, id LIMIT %b
            """,
            (fund_id, most),
        )
        return [OpenHold(*whole(row)) for row in cursor]


def leaf_standings(*, fund_id: UUID) -> list[LeafStanding]:
    """Return the leaves of a fund in order, each with how far it is sealed."""
    with books() as cursor:
        cursor.execute(
            """
            SELECT l.id, coalesce(s.number, 0), coalesce(s.sealed_count, 0),
                (SELECT count(*) FROM ledger_transfer AS t
                WHERE t.leaf_id = l.id AND t.seen >= coalesce(s.to_seen, 0)),
                s.sealed_at, coalesce(encode(s.digest, 'hex'), '')
            FROM ledger_leaf AS l
            LEFT JOIN LATERAL (
                SELECT x.number, x.to_seen, x.sealed_at, x.digest,
                    (SELECT sum(y.row_count) FROM ledger_seal AS y WHERE y.leaf_id = l.id)
                        AS sealed_count
                FROM ledger_seal AS x WHERE x.leaf_id = l.id ORDER BY x.number DESC LIMIT 1
            ) AS s ON true
            WHERE l.fund_id = %b ORDER BY l.id
            """,
            (fund_id,),
        )
        return [LeafStanding(*whole(row)) for row in cursor]
