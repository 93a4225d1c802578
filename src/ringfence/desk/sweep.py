"""The daily look at what time has done: undated is dated, what has passed is late, and escalates.

First each app's watches bring its duties and cases in line with what it knows.

Lateness is shown and told; it stops nothing. A sweep that comes after many days takes the steps it
missed in their order. Each batch is a transaction; rows that somebody works on wait for the next.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.access.models import Organisation
from ringfence.audit.services import record_many
from ringfence.desk.acts import act_entry
from ringfence.desk.declared import kinds
from ringfence.desk.domain import DUTY_STEPS, CaseEvent, CaseState, DutyEvent, DutyState, next_state
from ringfence.desk.due import due_of
from ringfence.desk.duties import duty_citation
from ringfence.desk.kinds import EscalateTo
from ringfence.desk.models import Case, CaseMove, Duty, DutyEscalation
from ringfence.desk.notices import Message, notices_post
from ringfence.kernel.clock import SHANGHAI, business_date
from ringfence.kernel.uuid7 import uuid7
from ringfence.workdays.calendar import Calendar

BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How many were dated, found late, and escalated."""

    dated_count: int
    late_duty_count: int
    escalated_count: int
    late_case_count: int


def desk_sweep(*, calendar: Calendar, actor: Actor, at: datetime) -> Swept:
    """Return what a sweep at `at` found; sweeping again at the same instant finds nothing.

    Refuses: NotPermitted.
    """
    actor.require("desk.sweep")
    for watch in kinds().watches:
        watch(calendar=calendar, actor=actor, at=at)
    return Swept(
        dated_count=_date_all(calendar),
        late_duty_count=_all(lambda: _mark_duties(actor=actor, at=at)),
        escalated_count=_all(lambda: _escalate(actor=actor, at=at)),
        late_case_count=_all(lambda: _mark_cases(actor=actor, at=at)),
    )


def _all(take: Callable[[], int]) -> int:
    """Return how many a step took, batch after batch until none is left."""
    total = 0
    while count := take():
        total += count
    return total


def _date_all(calendar: Calendar) -> int:
    """Return how many undated duties and cases can be dated now, and were."""
    duties = Duty.objects.filter(state=DutyState.OPEN.value, due_at__isnull=True)
    cases = Case.objects.filter(state=CaseState.OPEN.value, due_at__isnull=True)
    dated = 0
    for duty_id in list(duties.values_list("id", flat=True)):
        with transaction.atomic():
            duty = duties.select_for_update(skip_locked=True).filter(id=duty_id).first()
            if duty:
                period = kinds().duties[duty.kind].period
                dated += _date(duty, period, duty.started_at, calendar)
    for case_id in list(cases.values_list("id", flat=True)):
        with transaction.atomic():
            case = cases.select_for_update(skip_locked=True).filter(id=case_id).first()
            if case:
                dated += _date(case, kinds().cases[case.type].period, case.opened_at, calendar)
    return dated


def _date(row: Duty | Case, period: str, started_at: datetime, calendar: Calendar) -> int:
    due = due_of(period=period, started_at=started_at, calendar=calendar, qualifiers=row.qualifiers)
    row.due_at, row.undated = due.at, due.why_undated
    row.save(update_fields=["due_at", "undated"])
    return int(due.at is not None)


@transaction.atomic
def _mark_duties(*, actor: Actor, at: datetime) -> int:
    """Return how many duties of a batch have passed their end; each owner is told once."""
    passed = Duty.objects.filter(state=DutyState.OPEN.value, due_at__lte=at).order_by("due_at")
    duties = list(passed.select_for_update(skip_locked=True)[:BATCH])
    for duty in duties:
        duty.state = next_state(
            DUTY_STEPS,
            DutyState(duty.state),
            DutyEvent.PASS,
            subject=duty.subject_id,
            cite=duty_citation(duty),
        ).value
        duty.late_at = at
        duty.next_escalation_at = _next_escalation_at(duty)
    Duty.objects.bulk_update(duties, ["state", "late_at", "next_escalation_at"])
    notices_post(messages=[_late_message(duty) for duty in duties], at=at)
    _record_all(duties, "duty.late", actor=actor, at=at)
    return len(duties)


@transaction.atomic
def _escalate(*, actor: Actor, at: datetime) -> int:
    """Return how many late duties of a batch took their next step of escalation."""
    reached = Duty.objects.filter(state=DutyState.LATE.value, next_escalation_at__lte=at)
    rows = reached.order_by("next_escalation_at").select_for_update(skip_locked=True)[:BATCH]
    duties = list(rows)
    told = _whom(duties)
    steps, messages = [], []
    for duty, organisation in zip(duties, told, strict=True):
        step = duty.escalation_count
        steps.append(DutyEscalation(duty=duty, step=step, told=organisation, at=at))
        if organisation:
            messages.append(_escalation_message(duty, step, organisation))
        duty.escalation_count = step + 1
        duty.next_escalation_at = _next_escalation_at(duty)
    DutyEscalation.objects.bulk_create(steps)
    Duty.objects.bulk_update(duties, ["escalation_count", "next_escalation_at"])
    notices_post(messages=messages, at=at)
    _record_all(duties, "duty.escalate", actor=actor, at=at)
    return len(duties)


def _next_escalation_at(duty: Duty) -> datetime | None:
    """Return when the next step is taken: days of 24 hours from the duty's end, None after the
    last. The value is the one in force on the day of that end."""
    steps = kinds().duties[duty.kind].escalations
    if duty.escalation_count >= len(steps) or duty.due_at is None:
        return None
    after = rulebook.value(steps[duty.escalation_count].after, on=business_date(duty.due_at))
    return duty.due_at + timedelta(days=after.number)


def _whom(duties: Sequence[Duty]) -> list[str]:
    """Return for each duty the organisation that its next step tells; empty where there is none."""
    owners = {duty.organisation_code for duty in duties}
    parents = dict(Organisation.objects.filter(code__in=owners).values_list("code", "parent_id"))
    found = []
    for duty in duties:
        match kinds().duties[duty.kind].escalations[duty.escalation_count].to:
            case EscalateTo.OWNER:
                found.append(duty.organisation_code)
            case EscalateTo.OWED_TO:
                found.append(duty.owed_to)
            case EscalateTo.PARENT:
                found.append(parents.get(duty.organisation_code) or "")
    return found


def _late_message(duty: Duty) -> Message:
    declared = kinds().duties[duty.kind]
    return Message(
        key=f"duty.late:{duty.id}",
        organisation=duty.organisation_code,
        zh=f"“{declared.zh}”已逾期，应于 {_shown(duty)} 前办结。",
        en=f"Late: {declared.en}; it was due before {_shown(duty)}.",
        clause=declared.clause,
        subject=("duty", str(duty.id)),
    )


def _escalation_message(duty: Duty, step: int, organisation: str) -> Message:
    declared = kinds().duties[duty.kind]
    owner = duty.organisation_code
    return Message(
        key=f"duty.escalate:{duty.id}:{step}",
        organisation=organisation,
        zh=f"{owner} 的“{declared.zh}”仍未办结，应于 {_shown(duty)} 前办结。",
        en=f"{owner} has not done: {declared.en}; it was due before {_shown(duty)}.",
        clause=declared.clause,
        subject=("duty", str(duty.id)),
    )


def _shown(row: Duty | Case) -> str:
    """The end in Shanghai, as people write it."""
    assert row.due_at is not None
    return row.due_at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


@transaction.atomic
def _mark_cases(*, actor: Actor, at: datetime) -> int:
    """Return how many cases of a batch have passed their time; each owner is told once."""
    passed = Case.objects.filter(
        state=CaseState.OPEN.value, late_at__isnull=True, due_at__lte=at
    ).order_by("due_at")
    cases = list(passed.select_for_update(skip_locked=True)[:BATCH])
    for case in cases:
        case.late_at = at
    Case.objects.bulk_update(cases, ["late_at"])
    CaseMove.objects.bulk_create(
        CaseMove(id=uuid7(), case=case, event=CaseEvent.LATE.value, by=actor.code, at=at)
        for case in cases
    )
    notices_post(messages=[_case_message(case) for case in cases], at=at)
    record_many(
        entries=[
            act_entry(
                action="case.late",
                actor=actor,
                at=at,
                organisation=case.organisation_code,
                subject=("case", case.id),
                clause=kinds().cases[case.type].clause,
                type=case.type,
                due_at=case.due_at,
            )
            for case in cases
        ]
    )
    return len(cases)


def _case_message(case: Case) -> Message:
    declared = kinds().cases[case.type]
    return Message(
        key=f"case.late:{case.id}",
        organisation=case.organisation_code,
        zh=f"事项“{declared.zh}”已逾期，应于 {_shown(case)} 前办结。",
        en=f"Late: the case “{declared.en}” was due before {_shown(case)}.",
        clause=declared.clause,
        subject=("case", str(case.id)),
    )


def _record_all(duties: Sequence[Duty], action: str, *, actor: Actor, at: datetime) -> None:
    record_many(
        entries=[
            act_entry(
                action=action,
                actor=actor,
                at=at,
                organisation=duty.organisation_code,
                subject=("duty", duty.id),
                clause=duty_citation(duty).clause,
                kind=duty.kind,
                due_at=duty.due_at,
                escalation_count=duty.escalation_count,
            )
            for duty in duties
        ]
    )
