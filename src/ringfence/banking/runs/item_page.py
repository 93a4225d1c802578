"""Items of a run page by page, as far as a view of the people in it shows them."""

from collections.abc import Sequence
from typing import Any

from ringfence.access.purpose import PersonView
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import ItemResult, Run, RunItem


def item_page(*, run: Run, limit: int, after_line: int = 0) -> list[RunItem]:
    """Return items in order from behind a line, for `items_shown`: nothing is shown by this.

    The caller asks for authority, and opens the people's records for a purpose, in between.
    """
    items = RunItem.objects.filter(leaf_id=run.leaf_id, run_id=run.id, line__gt=after_line)
    return list(items.order_by("line")[:limit])


def items_shown(items: Sequence[RunItem], *, view: PersonView) -> list[dict[str, Any]]:
    """Return items of one run with what is known of each; numbers as the view shows them.

    Raises NotInView where a person's record was not opened. Source: OP-22.1.
    """
    outcomes = _outcomes(items)
    for item in items:
        view.require(str(item.person_id))
    return [
        {
            "line": item.line,
            "key": item.key,
            "person": item.person_id,
            "name": item.name,
            "identity_number": view.identity(item.identity_number),
            "account_number": view.account(item.account_number),
            "amount_fen": item.amount_fen,
            "outcome": outcomes.get(item.line),
        }
        for item in items
    ]


def _outcomes(items: Sequence[RunItem]) -> dict[int, str]:
    """Return what is known of each line; a definite outcome prevails over an unknown one."""
    if not items:
        return {}
    results = ItemResult.objects.filter(
        leaf_id=items[0].leaf_id, run_id=items[0].run_id, line__in=[item.line for item in items]
    )
    rows = results.values_list("line", "outcome")
    return dict(sorted(rows, key=lambda row: row[1] != Outcome.UNKNOWN_OUTCOME.value))
