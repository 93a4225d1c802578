"""The numbers of a month of benefits, read from the tables as they are now."""

from datetime import UTC
from pathlib import Path
from typing import Any

from django.db import connection

from ringfence import rulebook
from ringfence.kernel.citation import Citation
from ringfence.regimes.card.benefits.services import programme_find
from ringfence.regimes.card.models import Programme
from ringfence.regimes.card.reports.refusals import MonthEmpty
from ringfence.regimes.card.reports.sums import bank_rows, run_rows, totals

_SQL = Path(__file__).parent / "sql"
_REGULATION = "card"
# What the report shows to have been kept.
CLAUSES = ("OP-8.2", "OP-9.2", "OP-14.7", "OP-15", "OP-16.1", "OP-16.2", "OP-16.3", "OP-16.4")


def month_numbers(*, programme: str, period: str) -> dict[str, Any]:
    """Return what became of a programme's month, as JSON values only; sums in fen.

    The same books give the same numbers, so that a digest of them can be compared. Nothing in
    them is about a person. `totals` splits the roster: paid, unknown, waiting for the bank, and
    `unpaid`, the rest. An item that failed and its repetition in a further run are two items.
    Refuses: UnknownProgramme, MonthEmpty. Source: OP-14.7, OP-16.1 to OP-16.4.
    """
    scheme = programme_find(programme)
    asked = {"programme": scheme.code, "period": period, "leaf_id": scheme.leaf_id}
    roster = _rows("rosters", asked)[0]
    if not roster["file_count"]:
        raise MonthEmpty(cite=Citation("OP-16.1"), programme=programme, period=period)
    runs = run_rows(_rows("runs", asked), _rows("outcomes", asked), _rows("booked", asked))
    return {
        "programme": {"code": scheme.code, "name": scheme.name, "agency": scheme.agency},
        "period": period,
        "roster": roster,
        "totals": totals(roster, runs),
        "banks": bank_rows(runs),
        "exceptions": _rows("exceptions", asked),
        "runs": runs,
        "accounts": [_account(row) for row in _rows("accounts", asked)],
        "seal": _seal(scheme),
        "clauses": _clauses(),
        "edition": _edition(),
    }


def _rows(name: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the answer of sql/<name>.sql, one dict a row."""
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(), asked)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _account(row: dict[str, Any]) -> dict[str, Any]:
    """Return an own account with the day as text and what bank and books differ by, if compared."""
    compared = row["on"] is not None
    return row | {
        "on": row["on"].isoformat() if compared else None,
        "difference_fen": (
            row["bank_fen"] - row["book_fen"] - row["in_transit_fen"] if compared else None
        ),
    }


def _seal(scheme: Programme) -> dict[str, Any]:
    seal = _rows("seal", {"leaf_id": scheme.leaf_id})[0]
    if seal["sealed_at"] is not None:
        seal["sealed_at"] = seal["sealed_at"].astimezone(UTC).isoformat(timespec="seconds")
    return seal


def _clauses() -> list[dict[str, str]]:
    found = [rulebook.current().clause(clause) for clause in CLAUSES]
    return [{"id": clause.id, "article": clause.article, "zh": clause.zh} for clause in found]


def _edition() -> str:
    editions = rulebook.current().editions
    return "；".join(e.cite for e in editions if e.regulation == _REGULATION and e.period)
