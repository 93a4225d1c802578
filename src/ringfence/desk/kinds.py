"""What the floors above declare: kinds of duties and approvals, types of cases.

An app has a module `desk_kinds` with any of `DUTIES`, `APPROVALS`, `CASES` and `WATCHES`; the desk
knows none by name. A period is the name of a value of the rulebook, which gives number, unit and
clause.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from ringfence.access.actor import Actor
from ringfence.desk.domain import ApprovalState
from ringfence.workdays.calendar import Calendar


class EscalateTo(StrEnum):
    """Whom an escalation tells: the owner, whom the duty is owed to, or the owner's parent."""

    OWNER = "OWNER"
    OWED_TO = "OWED_TO"
    PARENT = "PARENT"


@dataclass(frozen=True, slots=True)
class Escalation:
    """One step after a duty is late: `after`, a rulebook value in DAYS from its end, tell `to`."""

    after: str
    to: EscalateTo


@dataclass(frozen=True, slots=True)
class DutyKind:
    """Something that must happen by a date.

    `owner` says which type of organisation, or which function in one, has to do it; `starts` names
    the event it starts at. Escalations come in order of their time.
    """

    code: str
    zh: str
    en: str
    clause: str
    owner: str
    starts: str
    period: str
    escalations: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person's decision, or the asker's withdrawal, has made of an approval.

    `approved_count` people of `decider_count` have approved. `authority` is whose right it was.
    """

    subject_id: str
    state: ApprovalState
    approved_count: int
    decider_count: int
    authority: str
    reason: str


class Effect(Protocol):
    """Does with the subject what a decision means for it, in the transaction of the decision."""

    def __call__(self, decided: Decided, *, actor: Actor, at: datetime) -> None:
        """Bring the subject where its approval is. A refusal undoes the decision."""


def _nothing_held(_subject_id: str) -> None:
    """Lock nothing: of the subject no row moves with its approval."""


def _no_effect(decided: Decided, *, actor: Actor, at: datetime) -> None:
    """Do nothing: whoever acts on the subject asks after its approval."""


@dataclass(frozen=True, slots=True)
class ApprovalKind:
    """Something that one asks for and another decides.

    `permission` is what a decider must have. `digest_of` returns, for a subject's id, the SHA-256
    (64 hex digits) of what is approved as it is now. Above the amount of the rulebook value
    `limit`, as many people must decide as `deciders_above_limit` says (empty: one at any amount).
    `hold` locks the subject's row until the transaction ends; everybody locks a subject before its
    approval. `effect` follows each decision.
    """

    code: str
    zh: str
    en: str
    clause: str
    permission: str
    digest_of: Callable[[str], str]
    limit: str = ""
    deciders_above_limit: str = ""
    period: str = "approval.days"
    hold: Callable[[str], None] = _nothing_held
    effect: Effect = _no_effect


@dataclass(frozen=True, slots=True)
class Choice:
    """A step or an outcome of a case."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class CaseType:
    """Something that people have to look into: its steps in their usual order, its outcomes."""

    code: str
    zh: str
    en: str
    clause: str
    owner: str
    steps: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    period: str


class Watch(Protocol):
    """Brings an app's duties and cases in line with what the app knows; a sweep calls it first.

    What it finds again has no effect again. It is for what nobody's act can start or settle alone,
    and for what happened before the desk was there.
    """

    def __call__(self, *, calendar: Calendar, actor: Actor, at: datetime) -> None:
        """Start, meet, open and settle, each in a transaction of its own."""


@dataclass(frozen=True)
class Kinds:
    """All that is declared, by code; the watches in the order of the installed apps."""

    duties: dict[str, DutyKind]
    approvals: dict[str, ApprovalKind]
    cases: dict[str, CaseType]
    watches: tuple[Watch, ...]
