"""Duties are started by an event, met with evidence, or cancelled for a reason."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.desk.acts import act_record
from ringfence.desk.declared import kinds
from ringfence.desk.domain import DUTY_STEPS, DutyEvent, DutyState, next_state
from ringfence.desk.due import due_of
from ringfence.desk.models import Duty
from ringfence.desk.refusals import DutyUnknown, ReasonMissing
from ringfence.kernel.citation import Citation
from ringfence.kernel.uuid7 import uuid7
from ringfence.workdays.calendar import Calendar


@transaction.atomic
def duty_start(
    *,
    kind: str,
    organisation: str,
    subject: tuple[str, str],
    started_at: datetime,
    calendar: Calendar,
    actor: Actor,
    at: datetime,
    owed_to: str = "",
    qualifiers: Mapping[str, str] | None = None,
) -> Duty:
    """Return the duty of this kind about a subject (its kind and id), started once.

    The caller's act is what starts it, so the caller has asked for authority. Starting again
    returns the duty as it stands, whatever its state, and changes nothing. A date that cannot be
    counted yet is left open and its reason kept; a later sweep counts it.
    """
    declared = kinds().duties[kind]
    subject_kind, subject_id = subject
    asked = dict(qualifiers or {})
    due = due_of(period=declared.period, started_at=started_at, calendar=calendar, qualifiers=asked)
    duty = Duty(
        id=uuid7(),
        kind=kind,
        organisation_code=organisation,
        owed_to=owed_to,
        subject_kind=subject_kind,
        subject_id=subject_id,
        qualifiers=asked,
        started_at=started_at,
        due_at=due.at,
        undated=due.why_undated,
        state=DutyState.OPEN.value,
    )
    Duty.objects.bulk_create([duty], ignore_conflicts=True)
    kept = Duty.objects.get(kind=kind, subject_kind=subject_kind, subject_id=subject_id)
    if kept.id == duty.id:
        _record_of(duty, "duty.start", actor=actor, at=at)
    return kept


@transaction.atomic
def duty_restart(
    *,
    kind: str,
    subject: tuple[str, str],
    started_at: datetime,
    calendar: Calendar,
    actor: Actor,
    at: datetime,
) -> Duty:
    """Return the duty, its period counted anew from another start that has become known.

    Only while it is OPEN: who was told that it is late is not told otherwise. The same start again
    changes nothing. Refuses: DutyUnknown.
    """
    duty = _locked_of(kind, subject)
    if duty.state != DutyState.OPEN or duty.started_at == started_at:
        return duty
    period = kinds().duties[kind].period
    due = due_of(
        period=period, started_at=started_at, calendar=calendar, qualifiers=duty.qualifiers
    )
    duty.started_at, duty.due_at, duty.undated = started_at, due.at, due.why_undated
    duty.save(update_fields=["started_at", "due_at", "undated"])
    _record_of(duty, "duty.restart", actor=actor, at=at)
    return duty


@transaction.atomic
def duty_meet(
    *,
    kind: str,
    subject: tuple[str, str],
    evidence: tuple[str, str],
    met_at: datetime,
    actor: Actor,
    at: datetime,
) -> Duty:
    """Return the duty, met at `met_at` by the evidence (its kind and id).

    In time before its end (exclusive), or without one; else late. Meeting again with any evidence
    returns it as it was first met. The caller's act is what meets it.
    Refuses: DutyUnknown, IllegalDeskStep (cancelled).
    """
    duty = _locked_of(kind, subject)
    if duty.state in (DutyState.MET, DutyState.MET_LATE):
        return duty
    in_time = duty.due_at is None or met_at < duty.due_at
    _step(duty, DutyEvent.MEET_IN_TIME if in_time else DutyEvent.MEET_LATE)
    duty.met_at = met_at
    duty.evidence_kind, duty.evidence_id = evidence
    duty.next_escalation_at = None
    duty.save(
        update_fields=["state", "met_at", "evidence_kind", "evidence_id", "next_escalation_at"]
    )
    _record_of(duty, "duty.meet", actor=actor, at=at, evidence=list(evidence), met_at=met_at)
    return duty


@transaction.atomic
def duty_cancel(*, duty_id: UUID, reason: str, actor: Actor, at: datetime) -> Duty:
    """Return the duty, which no longer has to be done.

    Refuses: DutyUnknown (also of one that the actor may not know of), NotPermitted,
    ReasonMissing, IllegalDeskStep.
    """
    unknown = DutyUnknown(duty=duty_id)
    duty = Duty.objects.select_for_update().filter(id=duty_id).first()
    if duty is None:
        raise unknown
    actor.require_or_unknown(
        "duty.cancel",
        organisation=duty.organisation_code,
        unknown=unknown,
        is_seen=any(
            actor.may("desk.read", organisation=organisation)
            for organisation in (duty.organisation_code, duty.owed_to)
            if organisation
        ),
    )
    if not reason.strip():
        raise ReasonMissing(cite=duty_citation(duty))
    _step(duty, DutyEvent.CANCEL)
    duty.cancel_reason = reason.strip()
    duty.next_escalation_at = None
    duty.save(update_fields=["state", "cancel_reason", "next_escalation_at"])
    _record_of(duty, "duty.cancel", actor=actor, at=at)
    return duty


def duty_citation(duty: Duty) -> Citation:
    """Return the clause that the duty is under."""
    return Citation(kinds().duties[duty.kind].clause)


def _locked_of(kind: str, subject: tuple[str, str]) -> Duty:
    subject_kind, subject_id = subject
    duty = (
        Duty.objects.select_for_update()
        .filter(kind=kind, subject_kind=subject_kind, subject_id=subject_id)
        .first()
    )
    if duty is None:
        cite = Citation(kinds().duties[kind].clause)
        raise DutyUnknown(cite=cite, duty=f"{kind} {subject_kind} {subject_id}")
    return duty


def _step(duty: Duty, event: DutyEvent) -> None:
    duty.state = next_state(
        DUTY_STEPS,
        DutyState(duty.state),
        event,
        subject=f"{duty.kind} {duty.subject_id}",
        cite=duty_citation(duty),
    ).value


def _record_of(duty: Duty, action: str, *, actor: Actor, at: datetime, **facts: object) -> None:
    act_record(
        action=action,
        actor=actor,
        at=at,
        organisation=duty.organisation_code,
        subject=("duty", duty.id),
        clause=duty_citation(duty).clause,
        kind=duty.kind,
        about=[duty.subject_kind, duty.subject_id],
        due_at=duty.due_at,
        state=duty.state,
        **facts,
    )
