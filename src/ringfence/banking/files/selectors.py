"""The register of files as people look at it."""

from typing import Any

from ringfence.banking.models import ExchangeFile


def file_rows() -> list[dict[str, Any]]:
    """Return every registered file, oldest first, without its content."""
    rows = ExchangeFile.objects.order_by("id").values(
        "direction", "kind", "sender", "receiver", "sequence", "state", "name", "at", "facts"
    )
    return [dict(row) for row in rows]
