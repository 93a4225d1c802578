"""The audit entry of an act on rights."""

from datetime import datetime
from typing import Any

from ringfence.access.actor import Actor
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record


def act_record(
    *,
    action: str,
    actor: Actor | str,
    at: datetime,
    subject: tuple[str, str],
    organisation: str = "",
    clause: str = "",
    **facts: Any,
) -> None:
    """Write who did what about a subject (its kind and id), in the caller's transaction."""
    record(
        entry=AuditEntry(
            at=at,
            actor=str(actor),
            action=action,
            organisation=organisation,
            subject_kind=subject[0],
            subject_id=subject[1],
            clause=clause,
            facts=facts,
        )
    )
