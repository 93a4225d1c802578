"""What is printed from a page: written down, person by person, before it is on paper."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ringfence.access.actor import Actor
from ringfence.access.purpose import READ_FOR_A_PURPOSE
from ringfence.audit.entry import AuditEntry
from ringfence.audit.selectors import readings_of
from ringfence.audit.services import record_many

_ACTION = "person.print"
# A page stays open no longer than a session lasts.
_OPEN_FOR = timedelta(days=1)


def print_record(
    *, actor: Actor, page: str, shown: Sequence[str], at: datetime, trace: str, address: str
) -> int:
    """Return how many people's records are on the print, after writing an entry for each.

    `shown` are the traces of the requests whose answers the page shows; who was opened by them, for
    whom and why, is taken from the actor's own readings in the trail. A page that opened nobody's
    record gets one entry, by its name. Source: OP-22.1.
    """
    readings = readings_of(actor=actor.code, traces=shown, since=at - _OPEN_FOR)
    entries = [
        AuditEntry(
            at=at, actor=actor.code, action=_ACTION, organisation=reading.organisation,
            subject_kind=reading.subject_kind, subject_id=reading.subject_id,
            purpose=reading.purpose, clause=READ_FOR_A_PURPOSE.clause, trace=trace,
            address=address, facts={"page": page},
        )
        for reading in readings
    ]  # fmt: skip
    of_page = AuditEntry(
        at=at, actor=actor.code, action=_ACTION, subject_kind="page", subject_id=page,
        clause=READ_FOR_A_PURPOSE.clause, trace=trace, address=address,
    )  # fmt: skip
    record_many(entries=entries or [of_page])
    return len(entries)
