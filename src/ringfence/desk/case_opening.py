"""Cases are opened, one or many, once for each subject."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.audit.services import record_many
from ringfence.desk.acts import act_entry
from ringfence.desk.declared import kinds
from ringfence.desk.domain import CaseEvent, CaseState
from ringfence.desk.due import Due, due_of
from ringfence.desk.models import Case, CaseLink, CaseMove
from ringfence.kernel.uuid7 import uuid7, uuid7s
from ringfence.workdays.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about: its subject (kind and id), what was found, what else it concerns.

    `facts` hold ids, codes, dates and amounts.
    """

    subject: tuple[str, str]
    facts: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[tuple[str, str], ...] = ()


@transaction.atomic
def case_open(
    *,
    type_code: str,
    organisation: str,
    matter: Matter,
    calendar: Calendar,
    actor: Actor,
    at: datetime,
    qualifiers: Mapping[str, str] | None = None,
) -> Case:
    """Return the open case of this type about a subject, opened if there is none.

    The caller's act opens it, so the caller has asked for authority. One that was closed before
    stays closed, and a new one is opened.
    """
    cases_open(
        type_code=type_code,
        organisation=organisation,
        matters=[matter],
        calendar=calendar,
        actor=actor,
        at=at,
        qualifiers=qualifiers,
    )
    subject_kind, subject_id = matter.subject
    return Case.objects.get(
        type=type_code,
        subject_kind=subject_kind,
        subject_id=subject_id,
        state=CaseState.OPEN.value,
    )


@transaction.atomic
def cases_open(
    *,
    type_code: str,
    organisation: str,
    matters: Sequence[Matter],
    calendar: Calendar,
    actor: Actor,
    at: datetime,
    qualifiers: Mapping[str, str] | None = None,
) -> int:
    """Return how many cases were opened: one for each matter that has none open of this type."""
    asked = dict(qualifiers or {})
    period = kinds().cases[type_code].period
    due = due_of(period=period, started_at=at, calendar=calendar, qualifiers=asked)
    rows = {
        case_id: Case(
            id=case_id,
            type=type_code,
            organisation_code=organisation,
            subject_kind=matter.subject[0],
            subject_id=matter.subject[1],
            facts=dict(matter.facts),
            qualifiers=asked,
            **_first_state(type_code, due, actor=actor, at=at),
        )
        for case_id, matter in zip(uuid7s(len(matters)), matters, strict=True)
    }
    Case.objects.bulk_create(rows.values(), ignore_conflicts=True)
    opened = set(Case.objects.filter(id__in=rows).values_list("id", flat=True))
    CaseLink.objects.bulk_create(
        CaseLink(case=case, subject_kind=kind, subject_id=key)
        for case, matter in zip(rows.values(), matters, strict=True)
        if case.id in opened
        for kind, key in dict.fromkeys(matter.links)
    )
    _opening_record([case for case in rows.values() if case.id in opened], actor=actor, at=at)
    return len(opened)


def _first_state(type_code: str, due: Due, *, actor: Actor, at: datetime) -> dict[str, Any]:
    return {
        "step": kinds().cases[type_code].steps[0].code,
        "opened_by": actor.code,
        "opened_at": at,
        "due_at": due.at,
        "undated": due.why_undated,
        "state": CaseState.OPEN.value,
    }


def _opening_record(cases: Sequence[Case], *, actor: Actor, at: datetime) -> None:
    """The first move of each case, and its audit entry."""
    CaseMove.objects.bulk_create(
        CaseMove(
            id=uuid7(), case=case, event=CaseEvent.OPEN.value, after=case.step, by=actor.code, at=at
        )
        for case in cases
    )
    record_many(
        entries=[
            act_entry(
                action="case.open",
                actor=actor,
                at=at,
                organisation=case.organisation_code,
                subject=("case", case.id),
                clause=kinds().cases[case.type].clause,
                type=case.type,
                about=[case.subject_kind, case.subject_id],
                due_at=case.due_at,
            )
            for case in cases
        ]
    )
