"""Reconciliations as people look at them."""

from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from ringfence.banking.models import Reconciliation, ReconciliationBreak
from ringfence.banking.statements.domain import BreakState


def reconciliations_that_count() -> QuerySet[Reconciliation]:
    """Return the latest comparison of each statement, by day and account."""
    newest_first = Window(RowNumber(), partition_by=F("statement"), order_by=F("number").desc())
    return (
        Reconciliation.objects.select_related("statement__account")
        .annotate(age=newest_first)
        .filter(age=1)
        .order_by("statement__on", "statement__account__number")
    )


def reconciliation_row(reconciliation: Reconciliation) -> dict[str, Any]:
    """Return one comparison with its breaks, amounts in fen.

    The breaks are what it found, OPEN, and behind them what only comparisons of the same statement
    before it had found, CLEARED.
    """
    return {
        "account": reconciliation.statement.account.number,
        "on": reconciliation.statement.on,
        "number": reconciliation.number,
        "bank_fen": reconciliation.bank_fen,
        "book_fen": reconciliation.book_fen,
        "in_transit_fen": reconciliation.in_transit_fen,
        "matched_count": reconciliation.matched_count,
        "break_count": reconciliation.break_count,
        "actor": reconciliation.actor,
        "at": reconciliation.at,
        "breaks": _break_rows(reconciliation),
    }


def _break_rows(reconciliation: Reconciliation) -> list[dict[str, Any]]:
    found = ReconciliationBreak.objects.order_by("id").values(
        "kind", "reference", "bank_fen", "book_fen"
    )
    open_rows = list(found.filter(reconciliation=reconciliation))
    before = found.filter(
        reconciliation__statement=reconciliation.statement_id,
        reconciliation__number__lt=reconciliation.number,
    )
    still = {(row["kind"], row["reference"]) for row in open_rows}
    gone = {(row["kind"], row["reference"]): row for row in before}
    return [
        *({**row, "state": BreakState.OPEN.value} for row in open_rows),
        *(
            {**row, "state": BreakState.CLEARED.value}
            for name, row in gone.items()
            if name not in still
        ),
    ]
