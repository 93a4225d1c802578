"""The bank's books as numbers: what a test compares with the other side's ledger."""

from typing import Any

from sandbox.bank.home import Bank


def books(bank: Bank) -> dict[str, Any]:
    """Return accounts, own accounts, runs by outcome, paid sums, files in and out.

    `differences` is empty when the books agree with themselves: every balance follows from what
    was loaded and moved, and every success stands once among the executed keys.
    """
    return {
        "bank": {"code": bank.code, "name": bank.settings.name},
        "closed_through": bank.closed_through(),
        "accounts": _one(
            bank, "SELECT count(*) AS count, coalesce(sum(balance_fen), 0) AS balance_fen"
            ", coalesce(sum(loaded_fen), 0) AS loaded_fen FROM account"
        ),
        "own_accounts": _rows(
            bank, "SELECT DISTINCT a.number, a.name, g.partner, a.loaded_fen, a.balance_fen"
            " FROM agreement g JOIN account a ON a.number = g.own_account ORDER BY a.number"
        ),
        "runs": _runs(bank),
        "executed": _one(
            bank, "SELECT count(*) AS count, coalesce(sum(amount_fen), 0) AS sum_fen FROM executed"
        ),
        "files_in": _rows(
            bank, "SELECT wire_name, kind, file_id, arrived_on, status, reason, line, field, text"
            " FROM arrival ORDER BY id"
        ),
        "files_out": _rows(
            bank, "SELECT wire_name, partner, kind, file_id, state, answer"
            " FROM outgoing ORDER BY id"
        ),
        "differences": _differences(bank),
    }  # fmt: skip


def _runs(bank: Bank) -> list[dict[str, Any]]:
    runs = _rows(
        bank, "SELECT run_id, kind, partner, file_id, own_account, execute_on, count, sum_fen,"
        " state, first_item, last_item FROM run ORDER BY id"
    )  # fmt: skip
    for run in runs:
        bounds = (run.pop("first_item"), run.pop("last_item"))
        run["outcomes"] = {
            outcome or "WAITING": {"count": count, "sum_fen": sum_fen}
            for outcome, count, sum_fen in bank.db.execute(
                "SELECT outcome, count(*), sum(amount_fen) FROM item WHERE id BETWEEN ? AND ?"
                " GROUP BY 1 ORDER BY 1",
                bounds,
            )
        }
    return runs


def _differences(bank: Bank) -> list[str]:
    checks = {
        "An own account's balance does not follow from its movements.": (
            "SELECT 1 FROM account a WHERE number IN (SELECT own_account FROM agreement)"
            " AND balance_fen <> loaded_fen + coalesce((SELECT sum(CASE side WHEN 'CRDT'"
            " THEN amount_fen ELSE -amount_fen END) FROM movement WHERE account = a.number), 0)"
        ),
        "The money of all accounts is not what was loaded and what came from outside.": (
            "SELECT 1 WHERE (SELECT sum(balance_fen - loaded_fen) FROM account)"
            " <> (SELECT coalesce(sum(amount_fen), 0) FROM movement WHERE run IS NULL)"
        ),
        "Successes and executed keys differ.": (
            "SELECT 1 FROM item i LEFT JOIN executed e ON e.key = i.key"
            " WHERE (i.outcome = 'SUCCESS') IS NOT (e.key IS NOT NULL) AND i.outcome IS NOT NULL"
        ),
        "Runs and their movements differ.": (
            "SELECT 1 WHERE (SELECT coalesce(sum(amount_fen), 0) FROM executed)"
            " <> (SELECT coalesce(sum(amount_fen), 0) FROM movement WHERE run IS NOT NULL)"
        ),
    }
    return [text for text, sql in checks.items() if bank.db.execute(sql + " LIMIT 1").fetchone()]


def _rows(bank: Bank, sql: str) -> list[dict[str, Any]]:
    return [dict(row) for row in bank.db.execute(sql).fetchall()]


def _one(bank: Bank, sql: str) -> dict[str, Any]:
    return _rows(bank, sql)[0]
