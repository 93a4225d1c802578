"""Cases are worked on step by step, and closed with an outcome."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.selectors import actor_of_user
from ringfence.desk.acts import act_record
from ringfence.desk.declared import kinds
from ringfence.desk.domain import CASE_STEPS, CaseEvent, CaseState, next_state
from ringfence.desk.kinds import Choice
from ringfence.desk.models import Case, CaseLink, CaseMove, CaseNote
from ringfence.desk.refusals import CaseChoiceUnknown, CaseUnknown, NoteEmpty
from ringfence.kernel.citation import Citation
from ringfence.kernel.uuid7 import uuid7

LONGEST_NOTE = 4_000


@transaction.atomic
def case_step(*, case_id: UUID, step: str, actor: Actor, at: datetime) -> Case:
    """Return the case, at another of its type's steps; forth or back.

    Refuses: CaseUnknown, NotPermitted, IllegalDeskStep, CaseChoiceUnknown.
    """
    case = case_working(case_id, CaseEvent.STEP, actor=actor)
    _require_choice(case, step, kinds().cases[case.type].steps)
    before, case.step = case.step, step
    case.save(update_fields=["step"])
    case_moved(case, CaseEvent.STEP, actor=actor, at=at, before=before, after=step)
    return case


@transaction.atomic
def case_assign(*, case_id: UUID, to_code: str, actor: Actor, at: datetime) -> Case:
    """Return the case, in the hands of a person who may work on it; of nobody with "".

    Refuses: CaseUnknown, NotPermitted (the person's, too), IllegalDeskStep, UserUnknown.
    """
    case = case_working(case_id, CaseEvent.ASSIGN, actor=actor)
    if to_code and to_code != actor.code:
        person = actor_of_user(code=to_code, at=at)
        person.require("case.work", organisation=case.organisation_code)
    before, case.assigned_to = case.assigned_to, to_code
    case.save(update_fields=["assigned_to"])
    case_moved(case, CaseEvent.ASSIGN, actor=actor, at=at, before=before, after=to_code)
    return case


@transaction.atomic
def case_link(*, case_id: UUID, subject: tuple[str, str], actor: Actor, at: datetime) -> Case:
    """Return the case, about one thing more. Linking again changes nothing.

    Refuses: CaseUnknown, NotPermitted, IllegalDeskStep.
    """
    case = case_working(case_id, CaseEvent.LINK, actor=actor)
    if not case.links.filter(subject_kind=subject[0], subject_id=subject[1]).exists():
        CaseLink.objects.create(case=case, subject_kind=subject[0], subject_id=subject[1])
        case_moved(case, CaseEvent.LINK, actor=actor, at=at, after=subject[1])
    return case


@transaction.atomic
def case_note(*, case_id: UUID, text: str, actor: Actor, at: datetime) -> CaseNote:
    """Return a note to the case's conversation; also after its end.

    Refuses: CaseUnknown, NotPermitted, NoteEmpty (or too long).
    """
    case = case_working(case_id, CaseEvent.NOTE, actor=actor)
    said = text.strip()
    if not said or len(said) > LONGEST_NOTE:
        raise NoteEmpty(cite=case_citation(case), most_count=LONGEST_NOTE)
    note = CaseNote.objects.create(id=uuid7(), case=case, author=actor.code, text=said, at=at)
    case_moved(case, CaseEvent.NOTE, actor=actor, at=at, after=str(note.id))
    return note


@transaction.atomic
def case_close(*, case_id: UUID, outcome: str, actor: Actor, at: datetime) -> Case:
    """Return the case, closed with one of its type's outcomes.

    Refuses: CaseUnknown, NotPermitted, IllegalDeskStep, CaseChoiceUnknown.
    """
    case = case_working(case_id, CaseEvent.CLOSE, actor=actor)
    return _close(case, outcome, actor=actor, at=at)


@transaction.atomic
def cases_settle(
    *,
    type_code: str,
    subject_kind: str,
    subject_ids: Sequence[str],
    outcome: str,
    actor: Actor,
    at: datetime,
) -> int:
    """Return how many open cases about these subjects were closed, because they are settled.

    By the service whose act settled them, which has asked for authority.
    Refuses: CaseChoiceUnknown.
    """
    cases = Case.objects.select_for_update().filter(
        type=type_code,
        subject_kind=subject_kind,
        subject_id__in=subject_ids,
        state=CaseState.OPEN.value,
    )
    return len([_close(case, outcome, actor=actor, at=at) for case in cases])


def case_citation(case: Case) -> Citation:
    """Return the clause that the case is under."""
    return Citation(kinds().cases[case.type].clause)


def case_working(case_id: UUID, event: CaseEvent, *, actor: Actor) -> Case:
    """Return the case, locked, for an event by somebody who may work on it.

    Refuses: CaseUnknown (also of one that the actor may not know of), NotPermitted,
    IllegalDeskStep.
    """
    unknown = CaseUnknown(case=case_id)
    case = Case.objects.select_for_update().filter(id=case_id).first()
    if case is None:
        raise unknown
    organisation = case.organisation_code
    is_seen = actor.may("desk.read", organisation=organisation)
    actor.require_or_unknown(
        "case.work", organisation=organisation, unknown=unknown, is_seen=is_seen
    )
    _after(case, event)
    return case


def _after(case: Case, event: CaseEvent) -> CaseState:
    subject = f"{case.type} {case.subject_id}"
    state = CaseState(case.state)
    return next_state(CASE_STEPS, state, event, subject=subject, cite=case_citation(case))


def _close(case: Case, outcome: str, *, actor: Actor, at: datetime) -> Case:
    _require_choice(case, outcome, kinds().cases[case.type].outcomes)
    case.state = _after(case, CaseEvent.CLOSE).value
    case.outcome, case.closed_by, case.closed_at = outcome, actor.code, at
    case.save(update_fields=["state", "outcome", "closed_by", "closed_at"])
    case_moved(case, CaseEvent.CLOSE, actor=actor, at=at, after=outcome)
    return case


def _require_choice(case: Case, code: str, choices: Sequence[Choice]) -> None:
    known = [choice.code for choice in choices]
    if code not in known:
        raise CaseChoiceUnknown(
            cite=case_citation(case), type=case.type, choice=code, known=", ".join(known)
        )


def case_moved(
    case: Case, event: CaseEvent, *, actor: Actor, at: datetime, before: str = "", after: str = ""
) -> None:
    """Write what happened beside the case, for those who work on it, and in the audit trail."""
    CaseMove.objects.create(
        id=uuid7(), case=case, event=event.value, before=before, after=after, by=actor.code, at=at
    )
    act_record(
        action=f"case.{event.value.lower()}",
        actor=actor,
        at=at,
        organisation=case.organisation_code,
        subject=("case", case.id),
        clause=case_citation(case).clause,
        type=case.type,
        about=[case.subject_kind, case.subject_id],
        before=before,
        after=after,
    )
