"""The register of files page by page, as one of its two parties asks."""

from typing import Any
from uuid import UUID

from django.db.models import Q

from ringfence.access.actor import Actor
from ringfence.banking.models import ExchangeFile


def file_page(
    *, organisation: str, actor: Actor, limit: int, after: UUID | None = None, **wanted: str
) -> list[dict[str, Any]]:
    """Return files that an agency sent or was sent, the newest first, from behind `after`.

    `wanted` narrows by column: `direction`, `kind`, `state`. Refuses: NotPermitted.
    """
    actor.require("exchange.read", organisation=organisation)
    rows = ExchangeFile.objects.filter(Q(sender=organisation) | Q(receiver=organisation))
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    if after is not None:
        rows = rows.filter(id__lt=after)
    columns = (
        "id", "direction", "kind", "sender", "receiver", "sequence", "name", "size", "state", "at",
    )  # fmt: skip
    found = rows.order_by("-id").values(*columns, "run__number")[:limit]
    return [{**row, "run": row.pop("run__number")} for row in map(dict, found)]
