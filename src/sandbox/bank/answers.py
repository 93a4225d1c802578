"""The content of each file the bank owes, made anew from the books whenever it is asked for."""

import sqlite3
from collections.abc import Iterator

from sandbox.bank import delimited, iso_write, statements
from sandbox.bank.home import Bank
from sandbox.bank.outcomes import WORDS
from sandbox.bank.records import Entry, Outcome, Result, Statement
from sandbox.bank.values import Head

# A first RESULT goes on saying "unknown" of an item that a late one has settled since.
_SHOWN = "CASE WHEN ? OR NOT is_late THEN outcome ELSE 'UNKNOWN_OUTCOME' END"


def content(bank: Bank, owed: sqlite3.Row) -> Iterator[bytes]:
    """Return the content of an owed file, in pieces; always the same bytes for the same row."""
    if owed["kind"] == "ACKNOWLEDGEMENT":
        return delimited.encoded(iter(_acknowledgement(bank, owed)))
    is_iso = bank.settings.profile == "ISO"
    if owed["kind"] == "RESULT":
        result, outcomes = _result(bank, owed)
        if is_iso:
            return iso_write.result(result, outcomes)
        return delimited.encoded(_delimited_result(result, outcomes))
    statement = statements.find(bank, owed)
    entries = statements.entries(bank, owed)
    if is_iso:
        return iso_write.statement(statement, entries)
    return delimited.encoded(_delimited_statement(statement, entries))


def _head(bank: Bank, owed: sqlite3.Row) -> tuple[str, ...]:
    return ("H", "1", owed["kind"], bank.code, owed["partner"], owed["file_id"], owed["created_at"])


def _acknowledgement(bank: Bank, owed: sqlite3.Row) -> list[str]:
    row = bank.db.execute("SELECT * FROM arrival WHERE id = ?", (owed["arrival"],)).fetchone()
    said = [row[name] for name in ("wire_name", "wire_digest", "file_id", "status", "reason")]
    where = [row["line"] if row["status"] == "REFUSED" else "", row["field"], row["text"]]
    return [delimited.join(*_head(bank, owed), *said, *where), "T|0|0\n"]


def _result(bank: Bank, owed: sqlite3.Row) -> tuple[Result, Iterator[Outcome]]:
    run = bank.db.execute("SELECT * FROM run WHERE id = ?", (owed["run"],)).fetchone()
    is_late = owed["is_late"]
    scope = "id BETWEEN ? AND ? AND is_late >= ?"
    bounds = (run["first_item"], run["last_item"], is_late)
    totals: dict[str, tuple[int, int]] = {}
    for outcome, count, sum_fen in bank.db.execute(
        f"SELECT {_SHOWN}, count(*), sum(amount_fen) FROM item WHERE {scope} GROUP BY 1",  # noqa: S608
        (is_late, *bounds),
    ):
        totals[outcome] = (count, sum_fen)
    rows = bank.db.execute(
        f"SELECT id, key, account, amount_fen, {_SHOWN} AS outcome, settled_on"  # noqa: S608
        f" FROM item WHERE {scope} ORDER BY id",
        (is_late, *bounds),
    )
    head = Head(*_head(bank, owed)[2:])
    return Result(head, run["kind"], run["run_id"], run["file_id"], totals), map(_outcome, rows)


def _outcome(row: sqlite3.Row) -> Outcome:
    is_success = row["outcome"] == "SUCCESS"
    return Outcome(
        key=row["key"].hex(),
        account=row["account"],
        amount_fen=row["amount_fen"],
        outcome=row["outcome"],
        bank_reference=statements.item_reference(row["settled_on"], row["id"])
        if is_success
        else "",
        settled_on=row["settled_on"] if is_success else "",
        text=WORDS.get(row["outcome"], ""),
    )


def _delimited_result(result: Result, outcomes: Iterator[Outcome]) -> Iterator[str]:
    success = result.totals.get("SUCCESS", (0, 0))
    yield delimited.join(
        "H", "1", *result.head, result.run_id, result.run_file_id, "CNY", *success, *result.total
    )
    for line, item in enumerate(outcomes, 1):
        yield (
            f"D|{line}|{item.key}|{item.account}|{item.amount_fen}|{item.outcome}"
            f"|{item.bank_reference}|{item.settled_on}|{item.text}\n"
        )
    yield delimited.join("T", *result.total)


def _delimited_statement(statement: Statement, entries: Iterator[Entry]) -> Iterator[str]:
    yield delimited.join(
        "H", "1", *statement.head, statement.account, statement.name, "CNY",
        statement.day, statement.day, statement.opening_fen, statement.closing_fen,
        *statement.total,
    )  # fmt: skip
    for line, entry in enumerate(entries, 1):
        yield delimited.join(
            "D", line, entry.bank_reference, entry.side, entry.amount_fen, statement.day,
            statement.day, entry.run_id, entry.key, entry.party_account, entry.party_name, "N",
            entry.remark,
        )  # fmt: skip
    yield delimited.join("T", *statement.total)
