"""The reads of the ledger. An instant `at` is included; a statement's `to_at` is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from ringfence.kernel.clock import business_date, day_begins_at, last_instant
from ringfence.ledger.call import whole
from ringfence.ledger.refusals import UnknownAccount, UnknownFund
from ringfence.ledger.services import books

_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class AccountStanding:
    """What an account is and may do. Amounts in fen, in the account's direction.

    A pooled account has no holds and no limits: `held_fen` is 0, floor and ceiling are None.
    """

    account_id: UUID
    code: str
    owner_id: UUID | None
    pooled: bool
    accepts: str
    balance_fen: int
    held_fen: int
    floor_fen: int | None
    ceiling_fen: int | None
    clause: str | None

    @property
    def available_fen(self) -> int:
        """Balance less holds."""
        return self.balance_fen - self.held_fen


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One entry of an account; positive increases it. `balance_fen` is what it held after."""

    transfer_id: UUID
    at: datetime
    code: str
    other_id: UUID
    amount_fen: int
    balance_fen: int
    reverses_id: UUID | None
    source_id: UUID | None


@dataclass(frozen=True, slots=True)
class Statement:
    """An account from `from_at` (included) to `to_at` (excluded), in the order of `at`."""

    account_id: UUID
    from_at: datetime
    to_at: datetime
    opening_fen: int
    entries: list[StatementEntry]
    closing_fen: int


@dataclass(frozen=True, slots=True)
class TrialBalanceLine:
    """All accounts of one code: what was debited and credited, in fen."""

    code: str
    account_count: int
    debit_fen: int
    credit_fen: int


@dataclass(frozen=True, slots=True)
class Movement:
    """Transfers of one code on one business day."""

    on: date
    code: str
    transfer_count: int
    amount_fen: int


def fund_id_of(code: str) -> UUID:
    """Return the id of the fund with this code. Refuses: UnknownFund."""
    with books() as cursor:
        cursor.execute("SELECT id FROM ledger_fund WHERE code = %s", (code,))
        row = cursor.fetchone()
    if row is None:
        raise UnknownFund(fund=code)
    found: UUID = row[0]
    return found


def leaf_ids(fund_id: UUID | None = None) -> list[int]:
    """Return the leaves of a fund, or of all funds, in order."""
    with books() as cursor:
        cursor.execute(
            "SELECT id FROM ledger_leaf WHERE %b::uuid IS NULL OR fund_id = %b ORDER BY id",
            (fund_id, fund_id),
        )
        return [leaf_id for (leaf_id,) in cursor]


def balance(*, leaf_id: int, account_id: UUID, at: datetime | None = None) -> int:
    """Return what an account held at `at`, in fen; now, where `at` is None.

    What counts is each transfer's effective instant, whenever it was posted.
    Refuses: UnknownAccount.
    """
    before = at + _INSTANT if at else None
    with books() as cursor:
        cursor.execute(
            "SELECT coalesce((SELECT balance_fen FROM ledger_balance WHERE leaf_id = %b"
            " AND account_id = %b AND %b::timestamptz IS NULL), ledger_balance_before(%b, %b, %b))",
            (leaf_id, account_id, before, leaf_id, account_id, before),
        )
        [(found,)] = cursor.fetchall()
    if found is None:
        raise UnknownAccount(account_id=account_id)
    return int(found)


def accounts(
    *, leaf_id: int, code: str | None = None, owner_id: UUID | None = None
) -> Iterator[AccountStanding]:
    """Yield the accounts of a leaf with their standing, by id; of one code or owner if given."""
    with books() as cursor:
        cursor.execute(
            """
            SELECT a.id, a.code, a.owner_id, a.pooled, s.accepts,
                coalesce(s.balance_fen, ledger_balance_before(a.leaf_id, a.id, NULL)),
                coalesce(s.held_fen, 0), nullif(s.floor_fen, -4000000000000000000),
                nullif(s.ceiling_fen, 4000000000000000000), s.clause
            FROM ledger_account AS a
            JOIN ledger_standing AS s ON s.leaf_id = a.leaf_id AND s.account_id = a.id
            WHERE a.leaf_id = %b AND (%b::text IS NULL OR a.code = %b)
                AND (%b::uuid IS NULL OR a.owner_id = %b)
            ORDER BY a.id
            """,
            (leaf_id, code, code, owner_id, owner_id),
        )
        for row in cursor:
            yield AccountStanding(*whole(row))


def statement(*, leaf_id: int, account_id: UUID, from_at: datetime, to_at: datetime) -> Statement:
    """Return an account's statement with running balance, opening and closing, in fen.

    Refuses: UnknownAccount.
    """
    opening = balance(leaf_id=leaf_id, account_id=account_id, at=from_at - _INSTANT)
    with books() as cursor:
        cursor.execute(
            """
            SELECT e.transfer_id, e.at, e.code, e.other_id, a.side * e.credit_fen,
                %b + sum(a.side * e.credit_fen) OVER (ORDER BY e.at, e.seen, e.n),
                e.reverses_id, e.source_id
            FROM ledger_entry AS e
            JOIN ledger_account AS a ON a.leaf_id = e.leaf_id AND a.id = e.account_id
            WHERE e.leaf_id = %b AND e.account_id = %b AND e.at >= %b AND e.at < %b
            ORDER BY e.at, e.seen, e.n
            """,
            (opening, leaf_id, account_id, from_at, to_at),
        )
        entries = [StatementEntry(*whole(row)) for row in cursor]
    closing = entries[-1].balance_fen if entries else opening
    return Statement(account_id, from_at, to_at, opening, entries, closing)


def trial_balance(*, fund_id: UUID, at: datetime) -> list[TrialBalanceLine]:
    """Return debits and credits of a fund by account code, over all its leaves, up to `at`.

    The two columns have the same sum. Leaves are added at the same effective instant, so that the
    result does not depend on where they are. The close of a day is read from the days' sums; at
    another instant that day's transfers are read one by one.
    """
    day = business_date(at)
    is_close = at == last_instant(day)
    leaves = leaf_ids(fund_id)
    with books() as cursor:
        cursor.execute(
            """
            WITH moved AS (
                SELECT debit_code, credit_code, amount_fen FROM ledger_days(%b)
                WHERE moved_on < %b OR moved_on = %b AND %b
                UNION ALL
                SELECT d.code, c.code, t.amount_fen FROM ledger_transfer AS t
                JOIN ledger_account AS d ON d.leaf_id = t.leaf_id AND d.id = t.debit_id
                JOIN ledger_account AS c ON c.leaf_id = t.leaf_id AND c.id = t.credit_id
                WHERE NOT %b AND t.leaf_id = ANY (%b) AND t.at >= %b AND t.at <= %b
            ), side AS (
                SELECT debit_code AS code, 0 AS account_count, amount_fen AS debit_fen,
                    0 AS credit_fen FROM moved
                UNION ALL
                SELECT credit_code, 0, 0, amount_fen FROM moved
                UNION ALL
                SELECT code, account_count, 0, 0 FROM ledger_account_counts(%b)
            )
            SELECT code, sum(account_count), sum(debit_fen), sum(credit_fen)
            FROM side GROUP BY code ORDER BY code
            """,
            (leaves, day, day, is_close, is_close, leaves, day_begins_at(day), at, leaves),
        )
        return [TrialBalanceLine(*whole(row)) for row in cursor]


def movements(*, fund_id: UUID, from_on: date, to_on: date) -> list[Movement]:
    """Return transfers of a fund by business day and code; both days are included."""
    with books() as cursor:
        cursor.execute(
            """
            SELECT moved_on, code, sum(transfer_count), sum(amount_fen) FROM ledger_days(%b)
            WHERE moved_on BETWEEN %b AND %b GROUP BY 1, 2 ORDER BY 1, 2
            """,
            (leaf_ids(fund_id), from_on, to_on),
        )
        return [Movement(*whole(row)) for row in cursor]
