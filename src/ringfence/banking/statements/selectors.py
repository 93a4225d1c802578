"""Reconciliations as people look at them."""

from typing import Any

from ringfence.banking.models import Reconciliation, ReconciliationBreak


def reconciliation_row(reconciliation: Reconciliation) -> dict[str, Any]:
    """Return one comparison with its breaks, amounts in fen."""
    breaks = ReconciliationBreak.objects.filter(reconciliation=reconciliation).order_by("id")
    return {
        "account": reconciliation.statement.account.number,
        "on": reconciliation.statement.on,
        "bank_fen": reconciliation.bank_fen,
        "book_fen": reconciliation.book_fen,
        "in_transit_fen": reconciliation.in_transit_fen,
        "matched_count": reconciliation.matched_count,
        "break_count": reconciliation.break_count,
        "breaks": list(breaks.values("kind", "reference", "bank_fen", "book_fen")),
    }
