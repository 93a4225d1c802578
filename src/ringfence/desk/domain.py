"""The states of duties, approvals, cases and notices: tables, no database."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


class IllegalDeskStep(Refusal):
    """The state of a duty, an approval, a case or a notice does not allow this step."""

    code = "ILLEGAL_DESK_STEP"
    en = "{subject} is {state}; {event} is not possible from there."
    zh = "{subject} 当前状态为 {state}，不能执行 {event}。"


class DutyState(StrEnum):
    """How a duty stands. MET and MET_LATE were fulfilled before their end and after it."""

    OPEN = "OPEN"
    LATE = "LATE"
    MET = "MET"
    MET_LATE = "MET_LATE"
    CANCELLED = "CANCELLED"


class DutyEvent(StrEnum):
    """What happens to a duty. PASS: its end went by without its being met."""

    PASS = "PASS"  # noqa: S105 - no password
    MEET_IN_TIME = "MEET_IN_TIME"
    MEET_LATE = "MEET_LATE"
    CANCEL = "CANCEL"


class ApprovalState(StrEnum):
    """How an approval stands; PENDING until enough people have decided."""

    PENDING = "PENDING"
    APPROVED = "APPROVED"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"


class ApprovalEvent(StrEnum):
    """What happens to an approval. COMPLETE: the last of the deciders it needs has approved."""

    APPROVE = "APPROVE"
    COMPLETE = "COMPLETE"
    RETURN = "RETURN"
    WITHDRAW = "WITHDRAW"


class Verdict(StrEnum):
    """What one person decides."""

    APPROVE = "APPROVE"
    RETURN = "RETURN"


class CaseState(StrEnum):
    """Whether a case is being worked on."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class CaseEvent(StrEnum):
    """What happens to a case, and is written down beside it."""

    OPEN = "OPEN"
    STEP = "STEP"
    ASSIGN = "ASSIGN"
    LINK = "LINK"
    NOTE = "NOTE"
    ATTACH = "ATTACH"
    LATE = "LATE"
    CLOSE = "CLOSE"


class Channel(StrEnum):
    """How a notice reaches somebody."""

    DESK = "DESK"
    EMAIL = "EMAIL"
    SMS = "SMS"


class NoticeState(StrEnum):
    """How far a notice is. UNKNOWN: it was handed over and nobody said what became of it."""

    QUEUED = "QUEUED"
    UNKNOWN = "UNKNOWN"
    SENT = "SENT"
    FAILED = "FAILED"


class NoticeEvent(StrEnum):
    """What happens to a notice. HAND_OVER comes before the attempt, its answer after it."""

    HAND_OVER = "HAND_OVER"
    ACCEPT = "ACCEPT"
    DEFER = "DEFER"
    REFUSE = "REFUSE"


DUTY_STEPS: dict[tuple[DutyState, DutyEvent], DutyState] = {
    (DutyState.OPEN, DutyEvent.PASS): DutyState.LATE,
    (DutyState.OPEN, DutyEvent.MEET_IN_TIME): DutyState.MET,
    (DutyState.OPEN, DutyEvent.MEET_LATE): DutyState.MET_LATE,
    (DutyState.OPEN, DutyEvent.CANCEL): DutyState.CANCELLED,
    # Evidence can come after the sweep and still say that it was done in time.
    (DutyState.LATE, DutyEvent.MEET_IN_TIME): DutyState.MET,
    (DutyState.LATE, DutyEvent.MEET_LATE): DutyState.MET_LATE,
    (DutyState.LATE, DutyEvent.CANCEL): DutyState.CANCELLED,
}

APPROVAL_STEPS: dict[tuple[ApprovalState, ApprovalEvent], ApprovalState] = {
    (ApprovalState.PENDING, ApprovalEvent.APPROVE): ApprovalState.PENDING,
    (ApprovalState.PENDING, ApprovalEvent.COMPLETE): ApprovalState.APPROVED,
    (ApprovalState.PENDING, ApprovalEvent.RETURN): ApprovalState.RETURNED,
    (ApprovalState.PENDING, ApprovalEvent.WITHDRAW): ApprovalState.WITHDRAWN,
}

CASE_STEPS: dict[tuple[CaseState, CaseEvent], CaseState] = {
    (CaseState.OPEN, CaseEvent.STEP): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.ASSIGN): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.LINK): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.NOTE): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.ATTACH): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.LATE): CaseState.OPEN,
    (CaseState.OPEN, CaseEvent.CLOSE): CaseState.CLOSED,
    # A letter can come after the end; the outcome stays.
    (CaseState.CLOSED, CaseEvent.NOTE): CaseState.CLOSED,
}

NOTICE_STEPS: dict[tuple[NoticeState, NoticeEvent], NoticeState] = {
    # UNKNOWN before the attempt: whoever dies in it leaves what is true, and it is not repeated.
    (NoticeState.QUEUED, NoticeEvent.HAND_OVER): NoticeState.UNKNOWN,
    (NoticeState.UNKNOWN, NoticeEvent.ACCEPT): NoticeState.SENT,
    (NoticeState.UNKNOWN, NoticeEvent.DEFER): NoticeState.QUEUED,
    (NoticeState.UNKNOWN, NoticeEvent.REFUSE): NoticeState.FAILED,
}


def next_state(
    table: Mapping[tuple[State, Event], State],
    state: State,
    event: Event,
    *,
    subject: str,
    cite: Citation | None,
) -> State:
    """Return the state after the event, by one of the tables above. Refuses: IllegalDeskStep."""
    if (state, event) not in table:
        raise IllegalDeskStep(cite=cite, subject=subject, state=state.value, event=event.value)
    return table[state, event]
