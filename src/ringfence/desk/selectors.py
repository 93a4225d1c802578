"""One duty, approval or case with all that is to be seen of it; and what a subject has."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ringfence.access.actor import Actor, NotPermitted
from ringfence.desk.declared import kinds
from ringfence.desk.delegations import authority_of
from ringfence.desk.domain import ApprovalState
from ringfence.desk.models import (
    Approval,
    ApprovalDecision,
    Attachment,
    Case,
    CaseLink,
    CaseMove,
    CaseNote,
    Duty,
    DutyEscalation,
)
from ringfence.desk.refusals import ApprovalUnknown, CaseUnknown, DutyUnknown

READ = "desk.read"


@dataclass(frozen=True, slots=True)
class DutyShown:
    """A duty and how it was escalated."""

    duty: Duty
    escalations: list[DutyEscalation]


@dataclass(frozen=True, slots=True)
class ApprovalShown:
    """An approval and who decided what."""

    approval: Approval
    decisions: list[ApprovalDecision]


@dataclass(frozen=True, slots=True)
class CaseShown:
    """A case with what happened, what was said, what was attached, and what else it is about."""

    case: Case
    moves: list[CaseMove]
    notes: list[CaseNote]
    attachments: list[Attachment]
    links: list[CaseLink]


def duty_show(*, duty_id: UUID, actor: Actor) -> DutyShown:
    """Return a duty, to its owner and to whom it is owed.

    Refuses: DutyUnknown (there is none, or the actor may not know of it).
    """
    unknown = DutyUnknown(duty=duty_id)
    duty = Duty.objects.filter(id=duty_id).first()
    if duty is None:
        raise unknown
    if not (duty.owed_to and actor.may(READ, organisation=duty.owed_to)):
        actor.require_or_unknown(READ, organisation=duty.organisation_code, unknown=unknown)
    return DutyShown(duty, list(duty.escalations.order_by("step")))


def approval_show(*, approval_id: UUID, actor: Actor) -> ApprovalShown:
    """Return an approval.

    Refuses: ApprovalUnknown (there is none, or the actor may not know of it).
    """
    unknown = ApprovalUnknown(approval=approval_id)
    approval = Approval.objects.filter(id=approval_id).first()
    if approval is None:
        raise unknown
    actor.require_or_unknown(READ, organisation=approval.organisation_code, unknown=unknown)
    return ApprovalShown(approval, list(approval.decisions.order_by("id")))


def approval_known(*, approval_id: UUID, actor: Actor, at: datetime) -> None:
    """Return if the actor may decide the approval or see it; deciding asks for its own right.

    Refuses: ApprovalUnknown (there is none, or the actor may not know of it).
    """
    unknown = ApprovalUnknown(approval=approval_id)
    approval = Approval.objects.filter(id=approval_id).first()
    if approval is None:
        raise unknown
    organisation = approval.organisation_code
    if actor.may(READ, organisation=organisation):
        return
    kind = kinds().approvals[approval.kind]
    try:
        authority_of(actor=actor, kind=kind, organisation=organisation, at=at, not_of=())
    except NotPermitted as trial:
        raise unknown from trial


def case_show(*, case_id: UUID, actor: Actor) -> CaseShown:
    """Return a case, all in the order of time.

    Refuses: CaseUnknown (there is none, or the actor may not know of it).
    """
    unknown = CaseUnknown(case=case_id)
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise unknown
    actor.require_or_unknown(READ, organisation=case.organisation_code, unknown=unknown)
    return CaseShown(
        case,
        list(case.moves.order_by("id")),
        list(case.notes.order_by("id")),
        list(case.attachments.order_by("id")),
        list(case.links.order_by("subject_kind", "subject_id")),
    )


def subject_duties(*, subject: tuple[str, str]) -> list[Duty]:
    """Return the duties about a subject, for its own page, which asks for authority."""
    rows = Duty.objects.filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.order_by("started_at", "id"))


def subject_approvals(*, subject: tuple[str, str]) -> list[Approval]:
    """Return the approvals of a subject, for its own page, which asks for authority."""
    rows = Approval.objects.filter(subject_kind=subject[0], subject_id=subject[1])
    return list(rows.order_by("asked_at", "id"))


def approval_pending(*, kind: str, subject: tuple[str, str]) -> Approval | None:
    """Return the approval that a subject waits for, as its own page and services see it."""
    rows = Approval.objects.filter(kind=kind, subject_kind=subject[0], subject_id=subject[1])
    return rows.filter(state=ApprovalState.PENDING.value).first()


def subject_cases(*, subject: tuple[str, str]) -> list[Case]:
    """Return the cases about a subject or linked to it, for its own page."""
    own = Case.objects.filter(subject_kind=subject[0], subject_id=subject[1])
    linked = Case.objects.filter(links__subject_kind=subject[0], links__subject_id=subject[1])
    return sorted({*own, *linked}, key=lambda case: case.id)
