"""Short words for entries of the trail."""

from datetime import UTC, datetime
from typing import Any

from ringfence.audit import services
from ringfence.audit.entry import AuditEntry

AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def entry(**facts: Any) -> AuditEntry:
    """Return an entry of a reading, with what is given in place of the usual."""
    return AuditEntry(**{"at": AT, "actor": "SAMPLE-A1", "action": "person.read", **facts})


def record(**facts: Any) -> None:
    services.record(entry=entry(**facts))


def record_some(count: int, **facts: Any) -> None:
    services.record_many(entries=[entry(subject_id=f"S{n:05d}", **facts) for n in range(count)])
