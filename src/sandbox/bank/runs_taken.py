"""Writing the items and the header of a run that is being taken."""

import sqlite3
from collections.abc import Iterator

from sandbox.bank.fault import Fault
from sandbox.bank.values import Item, RunHead

_INSERT = (
    "INSERT OR IGNORE INTO item (key, line, account, name, amount_fen, remark, mandate, signed_on)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def add_items(db: sqlite3.Connection, batches: Iterator[list[Item]]) -> Fault | None:
    """Write the items; return the fault when a key was used in an earlier run.

    That one is told only after repetition and order (section 4). A key twice in this file is
    refused at once: KEY_REPEATED.
    """
    first = _last_item(db) + 1
    seen_before: Fault | None = None
    for batch in batches:
        rows = [
            (bytes.fromhex(item.key), item.line, item.account, item.name, item.amount_fen,
             item.remark, item.mandate, item.signed_on)
            for item in batch
        ]  # fmt: skip
        if db.executemany(_INSERT, rows).rowcount < len(rows):
            seen_before = seen_before or _repeated(db, batch, first)
    return seen_before


def add_run(db: sqlite3.Connection, run: RunHead, *, partner: str) -> None:
    """Write the run over the items just written.

    Refuses RUN_REPEATED, AGREEMENT_UNKNOWN, ACCOUNT_WRONG.
    """
    if db.execute("SELECT 1 FROM run WHERE run_id = ?", (run.run_id,)).fetchone():
        raise Fault("RUN_REPEATED", field="run_id", text="taken before under another number")
    agreed = db.execute(
        "SELECT own_account FROM agreement WHERE reference = ? AND partner = ?",
        (run.agreement, partner),
    ).fetchall()
    if not agreed:
        raise Fault("AGREEMENT_UNKNOWN", field="agreement")
    state = db.execute("SELECT state FROM account WHERE number = ?", (run.own_account,)).fetchone()
    if (run.own_account,) not in map(tuple, agreed) or state["state"] == "CLOSED":
        raise Fault("ACCOUNT_WRONG", field="own_account", text="not known, closed or not agreed")
    last = _last_item(db)
    db.execute(
        "INSERT INTO run (run_id, partner, kind, file_id, agreement, own_account, purpose,"
        " execute_on, count, sum_fen, first_item, last_item, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'TAKEN')",
        (
            run.run_id,
            partner,
            run.head.kind,
            run.head.file_id,
            run.agreement,
            run.own_account,
            run.purpose,
            run.execute_on,
            run.count,
            run.sum_fen,
            last - run.count + 1,
            last,
        ),
    )


def _last_item(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT coalesce(max(id), 0) FROM item").fetchone()[0])


def _repeated(db: sqlite3.Connection, batch: list[Item], first: int) -> Fault:
    """Tell which key stood already, and raise at once when it stood in this same file."""
    seen_before: Fault | None = None
    for item in batch:
        key = bytes.fromhex(item.key)
        row = db.execute("SELECT id, line FROM item WHERE key = ?", (key,)).fetchone()
        fault = Fault("KEY_REPEATED", line=item.line + 1, field="key")
        if row["id"] >= first and row["line"] != item.line:
            raise fault
        if row["id"] < first and seen_before is None:
            seen_before = fault
    if seen_before is None:
        raise AssertionError("a key was refused that stands nowhere")
    return seen_before
