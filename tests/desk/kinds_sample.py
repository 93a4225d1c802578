"""Kinds that only the tests of the desk know; people; the calendar."""

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

from actors import actor
from ringfence.access.actor import Actor
from ringfence.desk.kinds import (
    ApprovalKind,
    CaseType,
    Choice,
    Decided,
    DutyKind,
    EscalateTo,
    Escalation,
)
from ringfence.desk.refusals import ReasonMissing
from ringfence.workdays.store import calendar_in

AGENCY, BANK, ABOVE = "SAMPLE-A", "SAMPLE-B", "SAMPLE-C"
# A Monday, nine o'clock in Shanghai.
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
# Three working days of a bank (OP-16.2): the Monday is not counted, Thursday is the last day.
DUE_AT = datetime(2026, 3, 5, 16, tzinfo=UTC)
CALENDAR = calendar_in(Path("nowhere"))

PAY, REFUND, PAYMENT, BREAK = "SAMPLE_PAY", "SAMPLE_REFUND", "SAMPLE_PAYMENT", "SAMPLE_BREAK"

CLERK = actor("sample-clerk", "desk.read", "case.work", organisation=AGENCY)
APPROVER = actor("sample-approver", "desk.read", "run.approve", organisation=AGENCY)
SECOND = actor("sample-second", "desk.read", "run.approve", organisation=AGENCY)
MANAGER = actor(
    "sample-manager", "desk.read", "duty.cancel", "approval.delegate", organisation=AGENCY
)
BANK_CLERK = actor("sample-bank", "desk.read", "case.work", "duty.cancel", organisation=BANK)
SWEEPER = actor("job:desk.sweep", "desk.sweep")
SENDER = actor("job:notices.send", "notice.send")

# What is approved, by its id; a test changes it.
CONTENT: dict[str, str] = {}


def digest_of(subject_id: str) -> str:
    return CONTENT.get(subject_id, "0" * 64)


# What each decision meant, in its order.
EFFECTS: list[Decided] = []


def effect(decided: Decided, *, actor: Actor, at: datetime) -> None:
    if "refused" in CONTENT:
        raise ReasonMissing(person=actor.code, at=at)
    EFFECTS.append(decided)


DUTIES = (
    DutyKind(
        code=PAY,
        zh="样例入账",
        en="sample payment by a bank",
        clause="OP-16.2",
        owner="BANK_BRANCH",
        starts="a sample file was handed over",
        period="credit_run.days",
        escalations=(
            Escalation("duty.reminder_days", EscalateTo.OWED_TO),
            Escalation("duty.escalation_days", EscalateTo.PARENT),
        ),
    ),
    DutyKind(
        code=REFUND,
        zh="样例退款",
        en="sample refund",
        clause="MUF-10.3",
        owner="MOBILITY_OPERATOR",
        starts="a sample rider asked",
        period="deposit.refund_days",
    ),
)
APPROVALS = (
    ApprovalKind(
        code=PAYMENT,
        zh="样例付款",
        en="sample payment",
        clause="OP-16.1",
        permission="run.approve",
        digest_of=digest_of,
        limit="approval.limit",
        deciders_above_limit="approval.deciders_above_limit",
        effect=effect,
    ),
)
CASES = (
    CaseType(
        code=BREAK,
        zh="样例差异",
        en="sample difference",
        clause="OP-14.7",
        owner="INSURER",
        steps=(Choice("FOUND", "发现", "found"), Choice("ASKED", "已询问", "asked")),
        outcomes=(Choice("OURS", "我方更正", "ours"), Choice("THEIRS", "对方更正", "theirs")),
        period="case.days",
    ),
)


def declaring(**named: object) -> ModuleType:
    """Return a module that declares these."""
    module = ModuleType("desk_kinds")
    for name, value in named.items():
        setattr(module, name, value)
    return module


SAMPLE = declaring(DUTIES=DUTIES, APPROVALS=APPROVALS, CASES=CASES)
