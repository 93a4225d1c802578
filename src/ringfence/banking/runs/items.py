"""A run's items: which there are, and what may be shown of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from ringfence.access.purpose import PersonView
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import ItemResult, Run, RunItem

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class ItemPlace:
    """Where an item stands, and whose it is: no personal data."""

    line: int
    person_id: UUID


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item with numbers as they may be shown. `outcome` is empty while nothing is known."""

    line: int
    key: UUID
    person_id: UUID
    name: str
    identity_number: str
    account_number: str
    amount_fen: int
    remark: str
    outcome: str
    executed_on: date | None
    bank_reference: str


def item_places(
    *, run: Run, outcome: str = "", words: str = "", after_line: int = 0, limit: int = 50
) -> list[ItemPlace]:
    """Return items by line, from behind `after_line`, narrowed by what is given.

    `outcome` is what is known now, WAITING where that is nothing. `words` are a whole identity or
    account number, or a part of a name. The caller asks for authority and purpose.
    """
    asked: dict[str, Any] = {
        "leaf_id": run.leaf_id,
        "run_id": run.id,
        "outcome": outcome,
        "words": words,
        "like": "%" + words.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%",
        "after_line": after_line,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "item_places.sql").read_text(encoding="utf-8"), asked)
        return [ItemPlace(*row) for row in cursor.fetchall()]


def items_shown(*, run: Run, places: list[ItemPlace], view: PersonView) -> list[ItemShown]:
    """Return these items with what is known of them, as the view allows. Raises NotInView."""
    lines = [place.line for place in places]
    of_run: dict[str, Any] = {"leaf_id": run.leaf_id, "run_id": run.id, "line__in": lines}
    results: dict[int, ItemResult] = {}
    for result in ItemResult.objects.filter(**of_run):
        # A definite outcome stands before one that was unknown.
        if result.line not in results or result.outcome != Outcome.UNKNOWN_OUTCOME:
            results[result.line] = result
    items = RunItem.objects.filter(**of_run).order_by("line")
    return [_shown(item, results.get(item.line), view) for item in items]


def _shown(item: RunItem, result: ItemResult | None, view: PersonView) -> ItemShown:
    view.require(str(item.person_id))
    return ItemShown(
        line=item.line,
        key=item.key,
        person_id=item.person_id,
        name=item.name,
        identity_number=view.identity(item.identity_number),
        account_number=view.account(item.account_number),
        amount_fen=item.amount_fen,
        remark=item.remark,
        outcome=result.outcome if result else "",
        executed_on=result.executed_on if result else None,
        bank_reference=result.bank_reference if result else "",
    )
