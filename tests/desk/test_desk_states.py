"""The tables of states, walked at random: nothing leaves an end, and no step is taken twice."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.desk.domain import (
    APPROVAL_STEPS,
    CASE_STEPS,
    DUTY_STEPS,
    NOTICE_STEPS,
    ApprovalEvent,
    ApprovalState,
    CaseEvent,
    CaseState,
    DutyEvent,
    DutyState,
    IllegalDeskStep,
    NoticeEvent,
    NoticeState,
    next_state,
)

TABLES: dict[str, tuple[Any, StrEnum, type[StrEnum]]] = {
    "duty": (DUTY_STEPS, DutyState.OPEN, DutyEvent),
    "approval": (APPROVAL_STEPS, ApprovalState.PENDING, ApprovalEvent),
    "case": (CASE_STEPS, CaseState.OPEN, CaseEvent),
    "notice": (NOTICE_STEPS, NoticeState.QUEUED, NoticeEvent),
}
ENDS = {
    DutyState.MET, DutyState.MET_LATE, DutyState.CANCELLED, ApprovalState.APPROVED,
    ApprovalState.RETURNED, ApprovalState.WITHDRAWN, NoticeState.SENT, NoticeState.FAILED,
}  # fmt: skip


def walk(name: str, events: list[Any]) -> list[StrEnum]:
    """Return the states that the events lead through; a refused event leaves the state."""
    table, state, _ = TABLES[name]
    states: list[StrEnum] = [state]
    for event in events:
        try:
            state = next_state(table, state, event, subject="sample", cite=None)
        except IllegalDeskStep:
            continue
        states.append(state)
    return states


@pytest.mark.parametrize("name", TABLES)
@given(choices=st.lists(st.integers(0, 99), max_size=12))
def test_no_event_leads_out_of_an_end(name: str, choices: list[int]) -> None:
    events = list(TABLES[name][2])
    states = walk(name, [events[choice % len(events)] for choice in choices])
    reached = [state for state in states if state in ENDS]
    assert len(reached) <= 1
    assert not reached or states[-1] == reached[0]


@pytest.mark.parametrize("name", TABLES)
def test_each_state_is_reached_from_the_first(name: str) -> None:
    table, first, _ = TABLES[name]
    reached = {first}
    while more := {after for (before, _), after in table.items() if before in reached} - reached:
        reached |= more
    assert reached == set(type(first))


@given(st.lists(st.sampled_from(NoticeEvent), max_size=20))
def test_a_notice_of_unknown_outcome_waits_again_only_when_it_certainly_failed(
    events: list[NoticeEvent],
) -> None:
    state = NoticeState.QUEUED
    for event in events:
        try:
            after = next_state(NOTICE_STEPS, state, event, subject="sample", cite=None)
        except IllegalDeskStep:
            continue
        if after is NoticeState.QUEUED:
            assert (state, event) == (NoticeState.UNKNOWN, NoticeEvent.DEFER)
        state = after


@given(st.lists(st.sampled_from(DutyEvent), max_size=8))
def test_a_duty_that_was_late_can_still_be_met(events: list[DutyEvent]) -> None:
    state = walk("duty", list(events))[-1]
    if state is DutyState.LATE:
        met = next_state(DUTY_STEPS, state, DutyEvent.MEET_LATE, subject="sample", cite=None)
        assert met is DutyState.MET_LATE
