"""A person's payments over all runs, and payments by the number on a receipt."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection

from ringfence.access.purpose import PersonView
from ringfence.banking.models import Run, RunItem

_SQL = Path(__file__).parent / "sql"
_MILLISECOND = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Payment:
    """An item of a person with what is known of it; `outcome` is WAITING where that is nothing."""

    run_number: str
    line: int
    programme: str
    period: str
    amount_fen: int
    outcome: str
    executed_on: date | None
    agency: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where the payment of a receipt stands: no personal data, no amount."""

    run_number: str
    line: int


def person_payments(
    *, person_id: UUID, leaf_ids: Collection[int], view: PersonView, limit: int
) -> list[Payment]:
    """Return a person's items on these leaves, the newest run first. Raises NotInView.

    The caller asks for authority over the programmes that the leaves are of.
    """
    view.require(str(person_id))
    asked = {"person_id": person_id, "leaf_ids": list(leaf_ids), "limit": limit}
    return [Payment(*row) for row in _rows("payments_of_person", asked)]


def receipts_find(*, number: str, organisations: Collection[str], limit: int) -> list[Receipt]:
    """Return the items of these agencies with this number, of the newest run first.

    It is the bank's reference of a payment, or the item's own key as files and the ledger write it.
    The caller takes the organisations from the actor's grants of `item.read`.
    """
    if found := _of_key(number, organisations):
        return found
    asked = {"number": number, "organisations": list(organisations), "limit": limit}
    return [Receipt(*row[:2]) for row in _rows("receipt_places", asked)]


def _of_key(number: str, organisations: Collection[str]) -> list[Receipt]:
    """Return the item of a key, which says when its run was drafted, and its line.

    Written by `sql/draft_items.sql`: so no index of keys is needed. The lowest bit names the part
    that the pooled fund bears.
    """
    try:
        key = UUID(number)
        drafted_at = datetime.fromtimestamp(0, UTC) + (key.int >> 80) * _MILLISECOND
    except (ValueError, OverflowError):
        return []
    line = (key.int >> 48 & 0x3FFF) << 18 | key.int >> 30 & 0x3FFFF
    runs = Run.objects.filter(
        resolved_at__gte=drafted_at, resolved_at__lt=drafted_at + _MILLISECOND,
        agreement__agency__in=organisations,
    )  # fmt: skip
    items = (
        (run, RunItem.objects.filter(leaf_id=run.leaf_id, run_id=run.id, line=line).first())
        for run in runs
    )
    keys = {key, UUID(int=key.int & ~1)}
    return [Receipt(run.number, line) for run, item in items if item and item.key in keys]


def _rows(name: str, asked: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), asked)
        return list(cursor.fetchall())
