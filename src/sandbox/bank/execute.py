"""Executing runs: every item decided once, the money moved, the RESULT owed; one transaction."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

from sandbox.bank import replies
from sandbox.bank.home import Bank
from sandbox.bank.outcomes import UNKNOWN, Case, Draw, decide

BATCH = 20_000
_CASES = (
    "SELECT i.id, i.key, i.account, i.name, i.amount_fen, i.mandate, i.signed_on,"
    " a.name, a.state, a.balance_fen, m.account, m.limit_fen, m.state"
    " FROM item i LEFT JOIN account a ON a.number = i.account"
    " LEFT JOIN mandate m ON m.reference = i.mandate"
    " WHERE i.id BETWEEN ? AND ? AND i.is_late = ? ORDER BY i.id"
)


def execute_due(bank: Bank, *, on: str) -> None:
    """Execute each run whose day has come, and the late items of each whose time has come.

    On a day whose statements are already written nothing is booked: the next day does it.
    """
    if on <= bank.closed_through():
        return
    due = bank.db.execute(
        "SELECT * FROM run WHERE (state = 'TAKEN' AND execute_on <= ?)"
        " OR (state = 'PARTIAL' AND late_on <= ?) ORDER BY id",
        (on, on),
    ).fetchall()
    for run in due:
        with bank.transaction():
            _execute(bank, run, on)


def _execute(bank: Bank, run: sqlite3.Row, on: str) -> None:
    is_late = run["state"] == "PARTIAL"
    is_debit = run["kind"] == "DEBIT_RUN"
    draw = Draw(bank.settings.seed, bank.settings.rates_ppm, run["kind"])
    purse_fen = 0 if is_debit else _purse(bank.db, run, is_late)
    moved_fen = unknown_count = 0
    for cases in _batches(bank.db, run, is_late):
        decided = _decide_batch(
            cases,
            draw=draw,
            is_debit=is_debit,
            purse_fen=purse_fen - moved_fen,
            is_late=is_late,
            on=on,
        )
        moved_fen += _book_batch(bank.db, decided, is_debit, on)
        unknown_count += sum(outcome == UNKNOWN for _, outcome in decided)
    if moved_fen:
        _move_own_account(bank.db, run, moved_fen, is_late, on)
    late_on = (date.fromisoformat(on) + timedelta(days=bank.settings.late_days)).isoformat()
    bank.db.execute(
        "UPDATE run SET state = ?, late_on = ? WHERE id = ?",
        (*(("PARTIAL", late_on) if unknown_count else ("DONE", None)), run["id"]),
    )
    replies.queue(
        bank, partner=run["partner"], kind="RESULT", on=on, run=run["id"], is_late=int(is_late)
    )


def _purse(db: sqlite3.Connection, run: sqlite3.Row, is_late: bool) -> int:
    """What the agency's account can pay: nothing unless it holds the whole sum of the run."""
    row = db.execute("SELECT * FROM account WHERE number = ?", (run["own_account"],)).fetchone()
    if row["state"] != "NORMAL" or (not is_late and row["balance_fen"] < run["sum_fen"]):
        return 0
    return int(row["balance_fen"])


def _batches(db: sqlite3.Connection, run: sqlite3.Row, is_late: bool) -> Iterator[list[Case]]:
    for first in range(run["first_item"], run["last_item"] + 1, BATCH):
        last = min(first + BATCH - 1, run["last_item"])
        rows = db.execute(_CASES, (first, last, int(is_late))).fetchall()
        yield [Case._make(row) for row in rows]


def _decide_batch(
    cases: list[Case], *, draw: Draw, is_debit: bool, purse_fen: int, is_late: bool, on: str
) -> list[tuple[Case, str]]:
    """The outcome of each case; `purse_fen` is the agency's money at the start of the batch.

    Within a batch a person's account may be debited twice, so what is left is kept here.
    """
    left: dict[str, int] = {}
    decided = []
    for case in cases:
        purse = left.get(case.account, case.balance_fen or 0) if is_debit else purse_fen
        drawn = draw.trouble(case.key, again=is_late)
        outcome = decide(case, is_debit=is_debit, available_fen=purse, drawn=drawn, on=on)
        if outcome == "SUCCESS":
            if is_debit:
                left[case.account] = purse - case.amount_fen
            else:
                purse_fen -= case.amount_fen
        decided.append((case, outcome))
    return decided


def _book_batch(
    db: sqlite3.Connection, decided: list[tuple[Case, str]], is_debit: bool, on: str
) -> int:
    """Write outcomes and move people's money; return the sum moved."""
    done = [case for case, outcome in decided if outcome == "SUCCESS"]
    sign = -1 if is_debit else 1
    db.executemany(
        "UPDATE item SET outcome = ?, is_late = is_late OR ?, settled_on = ? WHERE id = ?",
        [
            (outcome, outcome == UNKNOWN, on if outcome == "SUCCESS" else None, case.id)
            for case, outcome in decided
        ],
    )
    db.executemany(
        "INSERT INTO executed VALUES (?, ?, ?, ?)",
        [(case.key, case.id, case.amount_fen, on) for case in done],
    )
    db.executemany(
        "UPDATE account SET balance_fen = balance_fen + ? WHERE number = ?",
        [(sign * case.amount_fen, case.account) for case in done],
    )
    return sum(case.amount_fen for case in done)


def _move_own_account(
    db: sqlite3.Connection, run: sqlite3.Row, moved_fen: int, is_late: bool, on: str
) -> None:
    is_debit = run["kind"] == "DEBIT_RUN"
    reference = f"R{on.replace('-', '')}-{run['id']:08d}{'L' if is_late else ''}"
    db.execute(
        "INSERT INTO movement (account, bank_reference, side, amount_fen, booked_on, run, is_late,"
        " remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            run["own_account"],
            reference,
            "CRDT" if is_debit else "DBIT",
            moved_fen,
            on,
            run["id"],
            int(is_late),
            "代收批次" if is_debit else "代付批次",
        ),
    )
    db.execute(
        "UPDATE account SET balance_fen = balance_fen + ? WHERE number = ?",
        (moved_fen if is_debit else -moved_fen, run["own_account"]),
    )
