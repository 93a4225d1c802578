"""Why a person's record is opened: asked for, checked, and written down before anything is shown.

A selector that returns a person's data takes a `PersonView`, and only the functions here make one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ringfence.access.actor import Actor
from ringfence.access.declarations import DeclaredPurpose
from ringfence.access.declared import declared
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record_many
from ringfence.kernel.citation import Citation
from ringfence.kernel.masking import mask_account, mask_identity, mask_telephone
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words

READ_FOR_A_PURPOSE = Citation("OP-22.1")


class PurposeNotGiven(Refusal):
    """A record is to be opened for no purpose, or for one that does not belong to this reading."""

    code = "PURPOSE_NOT_GIVEN"
    en = "Say for what this is opened ({permission}); found {purpose}, expected one of: {choices}."
    zh = "请说明查看目的（{permission}）；实际为 {purpose}，应为下列之一：{choices}。"


class NotInView(LookupError):
    """A programming error: a record was about to be shown that nobody said would be opened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who opens records, in the name of which organisation, why and when; made once, at the edge.

    `purpose` is a declared code. `trace` and `address` are as in an audit entry; so are `facts`,
    where something is to be kept of how the records were come by.
    """

    actor: Actor
    organisation: str
    purpose: str
    at: datetime
    trace: str = ""
    address: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PersonView:
    """What may be shown: of these people, masked unless it is said to be revealed."""

    subject_kind: str
    subject_ids: frozenset[str]
    is_revealed: bool = False

    def require(self, subject_id: str) -> None:
        """Return if the record is one of those that were opened. Raises NotInView."""
        if subject_id not in self.subject_ids:
            raise NotInView(f"{self.subject_kind} {subject_id} was not opened")

    def identity(self, number: str) -> str:
        """Return an identity number as it may be shown."""
        return number if self.is_revealed else mask_identity(number)

    def account(self, number: str) -> str:
        """Return an account or card number as it may be shown."""
        return number if self.is_revealed else mask_account(number)

    def telephone(self, number: str) -> str:
        """Return a telephone number as it may be shown."""
        return number if self.is_revealed else mask_telephone(number)


def purposes_of(permission: str) -> list[DeclaredPurpose]:
    """Return the purposes that a reading by this permission may have, in their declared order."""
    return [each for each in declared().purposes.values() if permission in each.permissions]


def person_read(
    *,
    reading: Reading,
    permission: str,
    subject_kind: str,
    subject_ids: Collection[str],
    area: str | None = None,
) -> PersonView:
    """Return the view of these people's records, masked, after writing an entry for each.

    `permission` is a declared one that needs a purpose; it is the entry's action. `area` is where
    all of them belong. A refusal is written too: call it where no transaction is open that the
    refusal would undo.
    Refuses: NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    view = PersonView(subject_kind, frozenset(subject_ids))
    _opened(reading, permission, view, area)
    return view


def person_reveal(
    *, reading: Reading, permission: str, view: PersonView, area: str | None = None
) -> PersonView:
    """Return the view with whole numbers, after writing one more entry for each person.

    Refuses: NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    _opened(reading, permission, view, area)
    return replace(view, is_revealed=True)


def _opened(reading: Reading, permission: str, view: PersonView, area: str | None) -> None:
    """Write what came of asking, and refuse where it was a refusal."""
    try:
        reading.actor.require(permission, organisation=reading.organisation, area=area)
        _require_purpose(reading.purpose, permission)
    except Refusal as refusal:
        entries = _entries(reading, permission, view, refusal.code)
        record_many(entries=entries)
        refusal.is_recorded = bool(entries)
        raise
    record_many(entries=_entries(reading, permission, view, "DONE"))


def _require_purpose(purpose: str, permission: str) -> None:
    choices = purposes_of(permission)
    assert choices, f"{permission} is for no person's record"
    if purpose not in {each.code for each in choices}:
        raise PurposeNotGiven(
            cite=READ_FOR_A_PURPOSE,
            permission=permission,
            purpose=purpose or "-",
            choices=Words(
                ", ".join(f"{each.code} ({each.en})" for each in choices),
                "、".join(f"{each.code}（{each.zh}）" for each in choices),
            ),
        )


def _entries(reading: Reading, permission: str, view: PersonView, outcome: str) -> list[AuditEntry]:
    # What is no declared purpose may be anything that somebody typed: it is not kept.
    purpose = reading.purpose if reading.purpose in declared().purposes else ""
    return [
        AuditEntry(
            at=reading.at, actor=reading.actor.code, action=permission,
            organisation=reading.organisation, subject_kind=view.subject_kind,
            subject_id=subject_id, purpose=purpose, outcome=outcome,
            clause=READ_FOR_A_PURPOSE.clause, trace=reading.trace, address=reading.address,
            facts=dict(reading.facts),
        )
        for subject_id in sorted(view.subject_ids)
    ]  # fmt: skip
