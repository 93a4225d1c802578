"""Runs as people look at them."""

from typing import Any

from django.db import connection

from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.steps import run_find


def run_rows(*, programme: str | None = None, period: str | None = None) -> list[dict[str, Any]]:
    """Return runs with bank, state, counts and sums in fen, oldest first."""
    runs = Run.objects.select_related("agreement__branch").order_by("id")
    if programme:
        runs = runs.filter(programme=programme)
    if period:
        runs = runs.filter(period=period)
    return [
        {
            "number": run.number,
            "programme": run.programme,
            "period": run.period,
            "bank": run.agreement.branch.bank_id,
            "state": run.state,
            "item_count": run.item_count,
            "sum_fen": run.sum_fen,
            "sent_count": run.sent_count,
            "sent_fen": run.sent_fen,
        }
        for run in runs
    ]


def run_detail(number: str) -> dict[str, Any]:
    """Return one run with its steps and its outcomes, sums in fen. Refuses: UnknownRun."""
    run = run_find(number)
    steps = RunStep.objects.filter(run=run).order_by("id")
    return {
        "run": next(row for row in run_rows() if row["number"] == number),
        "outcomes": outcome_sums(run),
        "steps": list(steps.values("event", "from_state", "to_state", "actor", "at", "facts")),
    }


def outcome_sums(run: Run) -> list[dict[str, Any]]:
    """Return count and sum of the run's items by what is known of them now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*), sum(amount_fen)::bigint FROM ("
            " SELECT DISTINCT ON (result.line) result.outcome, item.amount_fen"
            " FROM banking_itemresult AS result JOIN banking_runitem AS item"
            " ON item.leaf_id = result.leaf_id AND item.run_id = result.run_id"
            " AND item.line = result.line"
            " WHERE result.leaf_id = %s AND result.run_id = %s"
            " ORDER BY result.line, result.outcome = 'UNKNOWN_OUTCOME') AS latest"
            " GROUP BY outcome ORDER BY outcome",
            [run.leaf_id, run.id],
        )
        return [
            {"outcome": outcome, "item_count": count, "sum_fen": sum_fen}
            for outcome, count, sum_fen in cursor.fetchall()
        ]
