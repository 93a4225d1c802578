"""The audit entry of an act on the desk."""

from datetime import datetime
from typing import Any

from ringfence.access.actor import Actor
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record


def act_record(
    *,
    action: str,
    actor: Actor,
    at: datetime,
    organisation: str,
    subject: tuple[str, object],
    clause: str,
    **facts: Any,
) -> None:
    """Write who did what about a subject (its kind and id), in the caller's transaction."""
    record(entry=act_entry(
        action=action, actor=actor, at=at, organisation=organisation, subject=subject,
        clause=clause, **facts,
    ))  # fmt: skip


def act_entry(
    *,
    action: str,
    actor: Actor,
    at: datetime,
    organisation: str,
    subject: tuple[str, object],
    clause: str,
    **facts: Any,
) -> AuditEntry:
    """Return the entry of an act, for those who write many at once."""
    kind, key = subject
    return AuditEntry(
        at=at,
        actor=actor.code,
        action=action,
        organisation=organisation,
        subject_kind=kind,
        subject_id=str(key),
        clause=clause,
        facts=facts,
    )
