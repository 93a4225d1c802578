"""Daily statements of the agencies' accounts: closing days, balances, entries."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.bank import replies
from sandbox.bank.home import Bank
from sandbox.bank.records import Entry, Statement
from sandbox.bank.values import Head

_SIGNED = "CASE side WHEN 'CRDT' THEN amount_fen ELSE -amount_fen END"


def close_days(bank: Bank, *, through: str, in_detail: bool) -> int:
    """Write that every own account's statements are owed through the day; return how many.

    A closed day takes no more bookings. Days go on without a gap from the last one closed, the
    first from the day on which anything first happened at the bank.
    """
    owed = 0
    with bank.transaction() as db:
        if through <= bank.closed_through():
            return 0
        first = db.execute("SELECT value FROM setting WHERE name = 'first_day'").fetchone()
        if first is None or through < first["value"]:
            return 0
        rows = db.execute(
            "SELECT DISTINCT a.number, a.stated_through, g.partner FROM agreement g"
            " JOIN account a ON a.number = g.own_account ORDER BY a.number"
        ).fetchall()
        for row in rows:
            for day in _days(row["stated_through"], first["value"], through):
                replies.queue(
                    bank,
                    partner=row["partner"],
                    kind="STATEMENT",
                    on=day,
                    account=row["number"],
                    day=day,
                    in_detail=int(in_detail),
                )
                owed += 1
            db.execute(
                "UPDATE account SET stated_through = ? WHERE number = ?", (through, row["number"])
            )
        bank.set_setting("closed_through", through)
    return owed


def find(bank: Bank, owed: sqlite3.Row) -> Statement:
    """Return the header of an owed statement."""
    account, day = owed["account"], owed["day"]
    row = bank.db.execute(
        f"SELECT a.name, a.loaded_fen + coalesce((SELECT sum({_SIGNED}) FROM movement m"  # noqa: S608
        " WHERE m.account = a.number AND m.booked_on < ?), 0) AS opening_fen,"
        f" coalesce((SELECT sum({_SIGNED}) FROM movement m"
        " WHERE m.account = a.number AND m.booked_on = ?), 0) AS moved_fen"
        " FROM account a WHERE a.number = ?",
        (day, day, account),
    ).fetchone()
    counted = bank.db.execute(
        "SELECT coalesce(sum(CASE WHEN ? AND m.run IS NOT NULL THEN (SELECT count(*) FROM item i"
        " JOIN run r ON r.id = m.run WHERE i.id BETWEEN r.first_item AND r.last_item"
        " AND i.settled_on = m.booked_on AND i.is_late = m.is_late) ELSE 1 END), 0),"
        " coalesce(sum(m.amount_fen), 0) FROM movement m WHERE m.account = ? AND m.booked_on = ?",
        (owed["in_detail"], account, day),
    ).fetchone()
    return Statement(
        head=Head("STATEMENT", bank.code, owed["partner"], owed["file_id"], owed["created_at"]),
        account=account,
        name=row["name"],
        day=day,
        opening_fen=row["opening_fen"],
        closing_fen=row["opening_fen"] + row["moved_fen"],
        total=(counted[0], counted[1]),
    )


def entries(bank: Bank, owed: sqlite3.Row) -> Iterator[Entry]:
    """Yield the entries in order of booking: one a movement, or one an item when in detail."""
    movements = bank.db.execute(
        "SELECT m.*, r.run_id, r.first_item, r.last_item FROM movement m"
        " LEFT JOIN run r ON r.id = m.run WHERE m.account = ? AND m.booked_on = ? ORDER BY m.id",
        (owed["account"], owed["day"]),
    ).fetchall()
    for movement in movements:
        if owed["in_detail"] and movement["run"] is not None:
            yield from _items(bank, movement)
        else:
            yield Entry(
                movement["bank_reference"],
                movement["side"],
                movement["amount_fen"],
                movement["run_id"] or "",
                "",
                movement["party_account"],
                movement["party_name"],
                movement["remark"],
            )


def item_reference(settled_on: str, item: int) -> str:
    """Return the bank's reference of a booked item, the same in RESULT and STATEMENT."""
    return f"B{settled_on.replace('-', '')}-{item:010d}"


def _items(bank: Bank, movement: sqlite3.Row) -> Iterator[Entry]:
    rows = bank.db.execute(
        "SELECT * FROM item WHERE id BETWEEN ? AND ? AND settled_on = ? AND is_late = ?"
        " ORDER BY id",
        (
            movement["first_item"],
            movement["last_item"],
            movement["booked_on"],
            movement["is_late"],
        ),
    )
    for row in rows:
        yield Entry(
            item_reference(row["settled_on"], row["id"]),
            movement["side"],
            row["amount_fen"],
            movement["run_id"],
            row["key"].hex(),
            row["account"],
            row["name"],
            row["remark"],
        )


def _days(stated_through: str | None, first: str, through: str) -> Iterator[str]:
    day = date.fromisoformat(first)
    if stated_through:
        day = date.fromisoformat(stated_through) + timedelta(days=1)
    while day.isoformat() <= through:
        yield day.isoformat()
        day += timedelta(days=1)
