"""What was refused goes into the trail: every act, and every look at what one may not see."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ringfence.access.actor import NotPermitted
from ringfence.audit.entry import AuditEntry
from ringfence.audit.personal import number_of_person
from ringfence.audit.services import record
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import NotFound, Refusal

_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody asked for: an act or a reading, by the name of a page, operation or command.

    `named` are the parts of the address, or what the command was about.
    """

    at: datetime
    actor: str
    kind: str
    name: str
    is_act: bool
    organisation: str = ""
    trace: str = ""
    address: str = ""
    named: Mapping[str, object] | None = None


def refused_record(*, refusal: Refusal, tried: Tried) -> None:
    """Write that it was refused, under the refusal's clause, unless the trail has it already.

    Call it where the refused transaction is over: nothing of it is left. A reading is written
    where the actor may not have it, or asks for what is not there; other refused readings are not.
    Source: OP-22.1.
    """
    # Told as unknown and kept as what it was.
    hidden = refusal.__cause__
    what = hidden if isinstance(hidden, NotPermitted) else refusal
    if what.is_recorded or not (tried.is_act or isinstance(refusal, NotPermitted | NotFound)):
        return
    record(
        entry=AuditEntry(
            at=tried.at,
            actor=tried.actor,
            action="act.refused" if tried.is_act else f"{tried.kind}.refused",
            organisation=tried.organisation,
            subject_kind=tried.kind,
            subject_id=tried.name,
            outcome=what.code,
            clause=what.cite.clause if what.cite else "",
            trace=tried.trace,
            address=tried.address,
            facts=_facts(what, tried),
        )
    )
    what.is_recorded = True


def _facts(what: Refusal, tried: Tried) -> dict[str, str]:
    """Return the permission that was missing, and what was asked for.

    What was typed may be anything: of what is not there nothing is kept, else ids and codes alone.
    """
    facts = {"permission": str(what.facts["permission"])} if isinstance(what, NotPermitted) else {}
    if isinstance(what, NotFound) or not tried.named:
        return facts
    on = business_date(tried.at)
    named = {name: str(value) for name, value in tried.named.items() if _is_plain(value)}
    return facts | {name: text for name, text in named.items() if not number_of_person(text, on=on)}


def _is_plain(value: object) -> bool:
    """Return whether the value is an id, or a code: short, of ASCII."""
    if isinstance(value, UUID | int):
        return True
    return isinstance(value, str) and value.isascii() and 0 < len(value) <= _LONGEST
