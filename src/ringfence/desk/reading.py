"""A duty as programs read it: the row itself, in one statement that the database keeps."""

from typing import Any
from uuid import UUID

from ringfence.access.actor import Actor
from ringfence.desk.refusals import DutyUnknown
from ringfence.installation.prepared import prepared_row

_READ = "desk.read"
_DUTY = """
    SELECT id, kind, organisation_code, owed_to, subject_kind, subject_id, started_at, due_at,
        state, late_at, met_at, cancel_reason
    FROM desk_duty WHERE id = %(id)s
"""


def duty_read(*, duty_id: UUID, actor: Actor) -> dict[str, Any]:
    """Return a duty by column, to its owner and to whom it is owed.

    Refuses: DutyUnknown (there is none, or the actor may not know of it).
    """
    unknown = DutyUnknown(duty=duty_id)
    duty = prepared_row(_DUTY, {"id": duty_id})
    if duty is None:
        raise unknown
    if not (duty["owed_to"] and actor.may(_READ, organisation=duty["owed_to"])):
        actor.require_or_unknown(_READ, organisation=duty["organisation_code"], unknown=unknown)
    return duty
