"""The table of steps is the only way: every state with every event."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.banking.runs.domain import IllegalRunStep, RunEvent, RunState, next_state

# As the month goes: written here by hand, so that a step added to the table must be meant.
LEGAL = {
    ("DRAFT", "CHECK"): "CHECKED",
    ("CHECKED", "SIGN"): "CHECKED",
    ("CHECKED", "SEND_BACK"): "DRAFT",
    ("CHECKED", "APPROVE"): "APPROVED",
    ("APPROVED", "RELEASE"): "RELEASED",
    ("RELEASED", "SEND"): "SENT",
    ("SENT", "RECEIVE"): "RECEIVED",
    ("SENT", "REFUSE"): "REFUSED",
    ("SENT", "GIVE_UP_ASK"): "SENT",
    ("SENT", "GIVE_UP"): "REFUSED",
    ("SENT", "RETURN"): "RETURNED",
    ("RECEIVED", "RETURN"): "RETURNED",
    ("RETURNED", "RETURN"): "RETURNED",
    ("RETURNED", "BOOK"): "BOOKED",
    ("BOOKED", "RETURN"): "RETURNED",
    ("BOOKED", "CLOSE"): "CLOSED",
    ("DRAFT", "CANCEL"): "CANCELLED",
    ("CHECKED", "CANCEL"): "CANCELLED",
    ("APPROVED", "CANCEL"): "CANCELLED",
}
CLAUSES = {
    "CHECK": "OP-9.2",
    "SIGN": "OP-16.1",
    "SEND_BACK": "OP-16.1",
    "APPROVE": "OP-16.1",
    "RELEASE": "OP-16.1",
    "SEND": "OP-A5",
    "RECEIVE": "OP-16.2",
    "REFUSE": "OP-A5",
    "GIVE_UP_ASK": "OP-16.4",
    "GIVE_UP": "OP-16.4",
    "RETURN": "OP-16.2",
    "BOOK": "OP-16.3",
    "CLOSE": "OP-16.3",
    "CANCEL": "OP-16.1",
    "DRAFT": "OP-A5",
}
UNDONE = {"CLOSED", "REFUSED", "CANCELLED"}


@pytest.mark.clause("OP-16.1", "OP-16.3")
@given(st.sampled_from(RunState), st.sampled_from(RunEvent))
def test_a_step_is_legal_where_the_table_has_it_and_else_refused_with_its_clause(
    state: RunState, event: RunEvent
) -> None:
    after = LEGAL.get((state.value, event.value))
    if after:
        assert next_state(number="样例", state=state, event=event) == after
        return
    with pytest.raises(IllegalRunStep) as refused:
        next_state(number="样例", state=state, event=event)
    assert refused.value.cite
    assert refused.value.cite.clause == CLAUSES[event.value]
    assert refused.value.facts == {"number": "样例", "state": state.value, "event": event.value}


def test_every_pair_of_state_and_event_is_decided() -> None:
    decided = {}
    for state in RunState:
        for event in RunEvent:
            try:
                decided[state.value, event.value] = next_state(
                    number="样例", state=state, event=event
                ).value
            except IllegalRunStep:
                continue
    assert decided == LEGAL


def test_nothing_leads_out_of_a_run_that_is_over() -> None:
    assert not {state for state, _ in LEGAL} & UNDONE


def test_nothing_is_sent_that_was_not_approved_and_released() -> None:
    ways_in = {after: before for (before, _), after in LEGAL.items() if before != after}
    assert [ways_in[state] for state in ("SENT", "RELEASED", "APPROVED", "CHECKED")] == [
        "RELEASED",
        "APPROVED",
        "CHECKED",
        "DRAFT",
    ]
