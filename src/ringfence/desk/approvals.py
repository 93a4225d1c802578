"""Approvals are asked for by one, decided by others, and asked after by whoever acts on them.

Whoever locks a subject and its approval locks the subject first; so deciding, cancelling and asking
anew wait for each other and never for ever.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from ringfence import rulebook
from ringfence.access.actor import Actor, NotPermitted
from ringfence.desk.acts import act_record
from ringfence.desk.declared import kinds
from ringfence.desk.delegations import authority_of
from ringfence.desk.domain import APPROVAL_STEPS, ApprovalEvent, ApprovalState, Verdict, next_state
from ringfence.desk.due import due_of
from ringfence.desk.kinds import ApprovalKind, Decided
from ringfence.desk.models import Approval, ApprovalDecision
from ringfence.desk.refusals import (
    ApprovalAskedOtherwise,
    ApprovalDecidedBefore,
    ApprovalMissing,
    ApprovalSubjectChanged,
    ApprovalUnknown,
    FourEyes,
    NotTheAsker,
    ReasonMissing,
)
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7
from ringfence.workdays.calendar import Calendar


@transaction.atomic
def approval_ask(
    *,
    kind: str,
    organisation: str,
    subject: tuple[str, str],
    calendar: Calendar,
    actor: Actor,
    at: datetime,
    amount_fen: int | None = None,
    reason: str = "",
    prepared_by: Collection[str] = (),
) -> Approval:
    """Return the pending approval of a subject (its kind and id) as the subject is now.

    The caller's act asks, so the caller has asked for authority and holds the subject's lock.
    Neither the actor nor whoever is in `prepared_by` decides. Asking again for the same content
    returns what is pending; for changed content the asker's earlier one is withdrawn.
    Above the limit in force on the day, more people must decide.
    Refuses: ApprovalAskedOtherwise. Source: OP-25.
    """
    declared = kinds().approvals[kind]
    digest = declared.digest_of(subject[1])
    pending = _pending(kind, subject)
    if pending is not None and pending.digest == digest:
        return pending
    if pending is not None:
        if pending.asked_by != actor.code:
            raise ApprovalAskedOtherwise(cite=Citation(declared.clause), asked_by=pending.asked_by)
        _end(pending, ApprovalEvent.WITHDRAW, at=at)
    due = due_of(period=declared.period, started_at=at, calendar=calendar, qualifiers={})
    approval = Approval(
        id=uuid7(),
        kind=kind,
        organisation_code=organisation,
        subject_kind=subject[0],
        subject_id=subject[1],
        digest=digest,
        amount_fen=amount_fen,
        decider_count=_decider_count(declared, amount_fen, at=at),
        reason=reason,
        asked_by=actor.code,
        prepared_by=sorted({*prepared_by} - {actor.code}),
        asked_at=at,
        due_at=due.at,
        undated=due.why_undated,
        state=ApprovalState.PENDING.value,
    )
    Approval.objects.bulk_create([approval], ignore_conflicts=True)
    kept = _pending(kind, subject)
    if kept is None or kept.id != approval.id:
        # Another asked at the same moment.
        other = kept.asked_by if kept else "-"
        raise ApprovalAskedOtherwise(cite=Citation(declared.clause), asked_by=other)
    _record_of(approval, "approval.ask", actor=actor, at=at, amount_fen=amount_fen)
    return approval


@transaction.atomic
def approval_decide(
    *, approval_id: UUID, verdict: Verdict, reason: str, actor: Actor, at: datetime
) -> Approval:
    """Return the approval after one person's decision; one return ends it, the last approval too.

    What the decision means for the subject, the kind's effect does in the same transaction; it may
    refuse, too.
    Refuses: ApprovalUnknown, NotPermitted (neither by own right nor by delegation), FourEyes,
    ReasonMissing (a return), IllegalDeskStep, ApprovalDecidedBefore, ApprovalSubjectChanged (to
    approve what is no longer as it was asked). Source: OP-25.
    """
    approval = _locked(approval_id)
    authority = _authority(approval, actor=actor, at=at)
    if verdict is Verdict.RETURN and not reason.strip():
        raise ReasonMissing(cite=_citation(approval))
    _require_possible(approval, verdict)
    made = list(approval.decisions.all())
    missing_count = approval.decider_count - len(made)
    if any({each.decider, each.authority} & {actor.code, authority} for each in made):
        raise ApprovalDecidedBefore(
            cite=Citation("OP-25"), person=actor.code, missing_count=missing_count
        )
    if verdict is Verdict.APPROVE:
        _require_unchanged(approval)
    ApprovalDecision.objects.create(
        id=uuid7(),
        approval=approval,
        asked_by=approval.asked_by,
        decider=actor.code,
        authority=authority,
        verdict=verdict.value,
        reason=reason.strip(),
        at=at,
    )
    if verdict is Verdict.RETURN:
        _end(approval, ApprovalEvent.RETURN, at=at)
    elif missing_count == 1:
        _end(approval, ApprovalEvent.COMPLETE, at=at)
    _record_of(
        approval, "approval.decide", actor=actor, at=at, verdict=verdict.value, authority=authority
    )
    _take_effect(approval, authority=authority, reason=reason.strip(), actor=actor, at=at)
    return approval


@transaction.atomic
def approval_withdraw(*, approval_id: UUID, actor: Actor, at: datetime) -> Approval:
    """Return the approval, withdrawn by who asked; the kind's effect follows.

    Refuses: ApprovalUnknown, NotTheAsker, IllegalDeskStep.
    """
    approval = _locked(approval_id)
    if approval.asked_by != actor.code:
        raise NotTheAsker(cite=_citation(approval), asked_by=approval.asked_by)
    _end(approval, ApprovalEvent.WITHDRAW, at=at)
    _record_of(approval, "approval.withdraw", actor=actor, at=at)
    _take_effect(approval, authority=actor.code, reason="", actor=actor, at=at)
    return approval


@transaction.atomic
def approval_drop(*, kind: str, subject: tuple[str, str], actor: Actor, at: datetime) -> None:
    """Withdraw what is pending for a subject that itself came to an end, if anything is.

    The caller's act ended the subject, so the caller has asked for authority and holds its lock.
    """
    pending = _pending(kind, subject)
    if pending is not None:
        _end(pending, ApprovalEvent.WITHDRAW, at=at)
        _record_of(pending, "approval.withdraw", actor=actor, at=at)


def approval_may_decide(*, approval: Approval, actor: Actor, at: datetime) -> bool:
    """Return whether this person's decision is still wanted, and the person may give it."""
    if approval.state != ApprovalState.PENDING:
        return False
    try:
        authority = _authority(approval, actor=actor, at=at)
    except (NotPermitted, FourEyes):
        return False
    decided = approval.decisions.filter(
        Q(decider__in=(actor.code, authority)) | Q(authority__in=(actor.code, authority))
    )
    return not decided.exists()


def approval_require(*, kind: str, subject: tuple[str, str]) -> Approval:
    """Return the approval of a subject as it is now, for the service that acts on it.

    Refuses: ApprovalMissing (never asked, pending, returned, or of other content).
    """
    declared = kinds().approvals[kind]
    approval = (
        Approval.objects.filter(
            kind=kind,
            subject_kind=subject[0],
            subject_id=subject[1],
            state=ApprovalState.APPROVED.value,
            digest=declared.digest_of(subject[1]),
        )
        .order_by("-ended_at")
        .first()
    )
    if approval is None:
        raise ApprovalMissing(cite=Citation(declared.clause), kind=kind, subject=subject[1])
    return approval


def _authority(approval: Approval, *, actor: Actor, at: datetime) -> str:
    """Return whose right the actor decides by. Refuses: NotPermitted, FourEyes."""
    concerned = {approval.asked_by, *approval.prepared_by}
    authority = authority_of(
        actor=actor,
        kind=kinds().approvals[approval.kind],
        organisation=approval.organisation_code,
        at=at,
        not_of=concerned,
    )
    for person in (actor.code, authority):
        if person in concerned:
            raise FourEyes(cite=Citation("OP-25"), person=person, subject=approval.subject_id)
    return authority


def _take_effect(
    approval: Approval, *, authority: str, reason: str, actor: Actor, at: datetime
) -> None:
    approved = approval.decisions.filter(verdict=Verdict.APPROVE.value)
    decided = Decided(
        subject_id=approval.subject_id,
        state=ApprovalState(approval.state),
        approved_count=approved.count(),
        decider_count=approval.decider_count,
        authority=authority,
        reason=reason,
    )
    kinds().approvals[approval.kind].effect(decided, actor=actor, at=at)


def _decider_count(declared: ApprovalKind, amount_fen: int | None, *, at: datetime) -> int:
    """Return how many must decide; an amount equal to the limit is within it."""
    if not declared.limit or amount_fen is None:
        return 1
    on = business_date(at)
    if amount_fen <= rulebook.value(declared.limit, on=on).number:
        return 1
    return rulebook.value(declared.deciders_above_limit, on=on).number


def _require_possible(approval: Approval, verdict: Verdict) -> None:
    event = ApprovalEvent.RETURN if verdict is Verdict.RETURN else ApprovalEvent.APPROVE
    _after(approval, event)


def _require_unchanged(approval: Approval) -> None:
    if kinds().approvals[approval.kind].digest_of(approval.subject_id) != approval.digest:
        raise ApprovalSubjectChanged(
            cite=_citation(approval),
            subject=approval.subject_id,
            asked_by=approval.asked_by,
        )


def _end(approval: Approval, event: ApprovalEvent, *, at: datetime) -> None:
    approval.state = _after(approval, event).value
    approval.ended_at = at
    approval.save(update_fields=["state", "ended_at"])


def _after(approval: Approval, event: ApprovalEvent) -> ApprovalState:
    state = ApprovalState(approval.state)
    subject = f"{approval.kind} {approval.subject_id}"
    return next_state(APPROVAL_STEPS, state, event, subject=subject, cite=_citation(approval))


def _pending(kind: str, subject: tuple[str, str]) -> Approval | None:
    rows = Approval.objects.select_for_update()
    return rows.filter(
        kind=kind,
        subject_kind=subject[0],
        subject_id=subject[1],
        state=ApprovalState.PENDING.value,
    ).first()


def _locked(approval_id: UUID) -> Approval:
    """Return an approval with its subject and itself locked. Refuses: ApprovalUnknown."""
    approval = Approval.objects.filter(id=approval_id).first()
    if approval is None:
        raise ApprovalUnknown(approval=approval_id)
    kinds().approvals[approval.kind].hold(approval.subject_id)
    return Approval.objects.select_for_update().get(id=approval_id)


def _citation(approval: Approval) -> Citation:
    return Citation(kinds().approvals[approval.kind].clause)


def _record_of(
    approval: Approval, action: str, *, actor: Actor, at: datetime, **facts: object
) -> None:
    act_record(
        action=action,
        actor=actor,
        at=at,
        organisation=approval.organisation_code,
        subject=("approval", approval.id),
        clause=_citation(approval).clause,
        kind=approval.kind,
        about=[approval.subject_kind, approval.subject_id],
        digest=approval.digest,
        state=approval.state,
        **facts,
    )
