"""A case is opened once for its subject, worked on by its owner, and closed with an outcome."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from actors import actor
from desk.kinds_sample import AGENCY, AT, BANK_CLERK, BREAK, CALENDAR, CLERK
from ringfence.access.actor import NotPermitted
from ringfence.audit import selectors as trail
from ringfence.desk.case_opening import Matter, case_open, cases_open
from ringfence.desk.cases import (
    case_assign,
    case_close,
    case_link,
    case_note,
    case_step,
    cases_settle,
)
from ringfence.desk.domain import IllegalDeskStep
from ringfence.desk.models import Case
from ringfence.desk.refusals import CaseChoiceUnknown, CaseUnknown, NoteEmpty
from ringfence.desk.selectors import case_show, subject_cases

pytestmark = pytest.mark.django_db

SUBJECT = ("break", "0190-sample")


def open_case(subject: tuple[str, str] = SUBJECT, organisation: str = AGENCY) -> Case:
    links = (("run", "SAMPLE-1"), ("run", "SAMPLE-1"))
    return case_open(
        type_code=BREAK, organisation=organisation, calendar=CALENDAR, actor=CLERK, at=AT,
        matter=Matter(subject, {"amount_fen": 100}, links),
    )  # fmt: skip


@pytest.mark.clause("OP-14.7")
def test_opening_twice_for_a_subject_returns_the_open_case() -> None:
    first = open_case()
    assert open_case().id == first.id
    assert open_case(("break", "another")).id != first.id
    assert first.due_at == datetime.fromisoformat("2026-03-10T00:00+08:00")


def test_after_its_end_the_same_subject_gets_another_case() -> None:
    first = open_case()
    case_close(case_id=first.id, outcome="OURS", actor=CLERK, at=AT)
    second = open_case()
    assert (second.id != first.id, second.state) == (True, "OPEN")


def test_a_case_goes_through_its_steps_to_an_outcome() -> None:
    case = open_case()
    case_step(case_id=case.id, step="ASKED", actor=CLERK, at=AT)
    case_close(case_id=case.id, outcome="THEIRS", actor=CLERK, at=AT)
    shown = case_show(case_id=case.id, actor=CLERK)
    assert [(move.event, move.before, move.after) for move in shown.moves] == [
        ("OPEN", "", "FOUND"),
        ("STEP", "FOUND", "ASKED"),
        ("CLOSE", "", "THEIRS"),
    ]
    assert (shown.case.state, shown.case.outcome, len(shown.links)) == ("CLOSED", "THEIRS", 1)


def test_only_the_types_steps_and_outcomes_are_taken() -> None:
    case = open_case()
    with pytest.raises(CaseChoiceUnknown, match="FOUND, ASKED"):
        case_step(case_id=case.id, step="OURS", actor=CLERK, at=AT)
    with pytest.raises(CaseChoiceUnknown, match="OURS, THEIRS"):
        case_close(case_id=case.id, outcome="ASKED", actor=CLERK, at=AT)


def test_only_the_owners_people_work_on_a_case_or_see_it() -> None:
    case = open_case()
    with pytest.raises(CaseUnknown):
        case_note(case_id=case.id, text="样例", actor=BANK_CLERK, at=AT)
    with pytest.raises(CaseUnknown):
        case_show(case_id=case.id, actor=BANK_CLERK)
    with pytest.raises(CaseUnknown):
        case_show(case_id=UUID(int=1), actor=CLERK)


def test_who_sees_a_case_and_may_not_work_on_it_is_told_so() -> None:
    case = open_case()
    reader = actor("sample-reader", "desk.read", organisation=AGENCY)
    with pytest.raises(NotPermitted):
        case_note(case_id=case.id, text="样例", actor=reader, at=AT)


def test_a_closed_case_takes_notes_and_nothing_else() -> None:
    case = open_case()
    case_close(case_id=case.id, outcome="OURS", actor=CLERK, at=AT)
    case_note(case_id=case.id, text="样例来函", actor=CLERK, at=AT)
    acts: tuple[Callable[[], object], ...] = (
        lambda: case_step(case_id=case.id, step="ASKED", actor=CLERK, at=AT),
        lambda: case_assign(case_id=case.id, to_code="", actor=CLERK, at=AT),
        lambda: case_link(case_id=case.id, subject=("run", "2"), actor=CLERK, at=AT),
        lambda: case_close(case_id=case.id, outcome="OURS", actor=CLERK, at=AT),
    )
    for act in acts:
        with pytest.raises(IllegalDeskStep):
            act()


@pytest.mark.parametrize("text", ["", " \n", "字" * 4_001])
def test_a_note_says_something_of_some_length(text: str) -> None:
    case = open_case()
    with pytest.raises(NoteEmpty):
        case_note(case_id=case.id, text=text, actor=CLERK, at=AT)


def test_a_case_is_given_to_a_person_who_may_work_on_it() -> None:
    sample_areas()
    organisation = sample_insurer("INS-1401")
    for code, role in (("sample-a", "BENEFIT_CLERK"), ("sample-b", "BENEFIT_CHECKER")):
        sample_membership(sample_user(code, name=code), organisation, role)
    case = open_case(organisation="INS-1401")
    clerk = actor("sample-c", "case.work", organisation="INS-1401")
    assert case_assign(case_id=case.id, to_code="sample-a", actor=clerk, at=AT).assigned_to
    with pytest.raises(NotPermitted):
        case_assign(case_id=case.id, to_code="sample-b", actor=clerk, at=AT)


def test_a_case_is_found_by_its_subject_and_by_what_it_is_linked_to() -> None:
    case = open_case()
    case_link(case_id=case.id, subject=("file", "17"), actor=CLERK, at=AT)
    case_link(case_id=case.id, subject=("file", "17"), actor=CLERK, at=AT)
    for subject in (SUBJECT, ("run", "SAMPLE-1"), ("file", "17")):
        assert [found.id for found in subject_cases(subject=subject)] == [case.id]
    assert subject_cases(subject=("file", "18")) == []


def test_what_settles_its_subject_closes_a_case_once() -> None:
    case = open_case()
    for count, outcome in ((1, "THEIRS"), (0, "OURS")):
        settled = cases_settle(
            type_code=BREAK, subject_kind="break", subject_ids=[SUBJECT[1], "another"],
            outcome=outcome, actor=BANK_CLERK, at=AT,
        )  # fmt: skip
        assert settled == count
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("CLOSED", "THEIRS")


def test_many_cases_are_opened_at_once_and_only_those_that_are_not_open() -> None:
    open_case(("break", "1"))
    matters = [Matter(("break", str(number)), {}, (("run", "SAMPLE-2"),)) for number in range(3)]
    for count in (2, 0):
        opened = cases_open(
            type_code=BREAK, organisation=AGENCY, matters=matters, calendar=CALENDAR, actor=CLERK,
            at=AT,
        )  # fmt: skip
        assert opened == count
    assert len(subject_cases(subject=("run", "SAMPLE-2"))) == 2
    entries = trail.search(trail.AuditCriteria(action="case.open"), limit=10).records
    assert len(entries) == 3
