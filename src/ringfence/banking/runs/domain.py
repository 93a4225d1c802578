"""The states of a run and the outcomes of an item: tables, no database."""

from enum import StrEnum

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal


class RunKind(StrEnum):
    """Which way the money goes, seen from the person: CREDIT pays out, DEBIT collects."""

    CREDIT = "CREDIT"
    DEBIT = "DEBIT"


class RunState(StrEnum):
    """How far a run is."""

    DRAFT = "DRAFT"
    CHECKED = "CHECKED"
    APPROVED = "APPROVED"
    RELEASED = "RELEASED"
    SENT = "SENT"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"
    BOOKED = "BOOKED"
    CLOSED = "CLOSED"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


class RunEvent(StrEnum):
    """What moves a run from one state to the next."""

    DRAFT = "DRAFT"
    CHECK = "CHECK"
    SIGN = "SIGN"
    SEND_BACK = "SEND_BACK"
    APPROVE = "APPROVE"
    RELEASE = "RELEASE"
    SEND = "SEND"
    RECEIVE = "RECEIVE"
    REFUSE = "REFUSE"
    GIVE_UP_ASK = "GIVE_UP_ASK"
    GIVE_UP = "GIVE_UP"
    RETURN = "RETURN"
    BOOK = "BOOK"
    CLOSE = "CLOSE"
    CANCEL = "CANCEL"


# What we alone may say of an item: taken out before it was sent, because the registry changed.
WITHDRAWN = "WITHDRAWN"
ITEM_OUTCOMES = (*(outcome.value for outcome in Outcome), WITHDRAWN)


class IllegalRunStep(Refusal):
    """The run's state does not allow this step."""

    code = "ILLEGAL_RUN_STEP"
    en = "Run {number} is {state}; {event} is not possible from there."
    zh = "批次 {number} 当前状态为 {state}，不能执行 {event}。"


# Which clause each step carries; also the only legal steps.
_STEPS: dict[tuple[RunState, RunEvent], tuple[RunState, Citation]] = {
    (RunState.DRAFT, RunEvent.CHECK): (RunState.CHECKED, Citation("OP-9.2")),
    # One of several approvals that its amount needs; APPROVE is the last.
    (RunState.CHECKED, RunEvent.SIGN): (RunState.CHECKED, Citation("OP-16.1")),
    (RunState.CHECKED, RunEvent.SEND_BACK): (RunState.DRAFT, Citation("OP-16.1")),
    (RunState.CHECKED, RunEvent.APPROVE): (RunState.APPROVED, Citation("OP-16.1")),
    (RunState.APPROVED, RunEvent.RELEASE): (RunState.RELEASED, Citation("OP-16.1")),
    (RunState.RELEASED, RunEvent.SEND): (RunState.SENT, Citation("OP-A5")),
    (RunState.SENT, RunEvent.RECEIVE): (RunState.RECEIVED, Citation("OP-16.2")),
    (RunState.SENT, RunEvent.REFUSE): (RunState.REFUSED, Citation("OP-A5")),
    # By hand, where the bank has written that it executed nothing: one asks, another decides.
    (RunState.SENT, RunEvent.GIVE_UP_ASK): (RunState.SENT, Citation("OP-16.4")),
    (RunState.SENT, RunEvent.GIVE_UP): (RunState.REFUSED, Citation("OP-16.4")),
    # A bank may answer with results before, or without, a receipt.
    (RunState.SENT, RunEvent.RETURN): (RunState.RETURNED, Citation("OP-16.2")),
    (RunState.RECEIVED, RunEvent.RETURN): (RunState.RETURNED, Citation("OP-16.2")),
    (RunState.RETURNED, RunEvent.BOOK): (RunState.BOOKED, Citation("OP-16.3")),
    # A late answer for an unknown outcome is booked when it comes.
    (RunState.RETURNED, RunEvent.RETURN): (RunState.RETURNED, Citation("OP-16.2")),
    (RunState.BOOKED, RunEvent.RETURN): (RunState.RETURNED, Citation("OP-16.2")),
    (RunState.BOOKED, RunEvent.CLOSE): (RunState.CLOSED, Citation("OP-16.3")),
    (RunState.DRAFT, RunEvent.CANCEL): (RunState.CANCELLED, Citation("OP-16.1")),
    (RunState.CHECKED, RunEvent.CANCEL): (RunState.CANCELLED, Citation("OP-16.1")),
    (RunState.APPROVED, RunEvent.CANCEL): (RunState.CANCELLED, Citation("OP-16.1")),
}


def next_state(*, number: str, state: RunState, event: RunEvent) -> RunState:
    """Return the state after `event`. Refuses: IllegalRunStep, with the step's clause."""
    step = _STEPS.get((state, event))
    if step is None:
        cited = (found for (_, each), (_, found) in _STEPS.items() if each is event)
        raise IllegalRunStep(
            cite=next(cited, Citation("OP-A5")),
            number=number,
            state=state.value,
            event=event.value,
        )
    return step[0]


class RunChanged(Refusal):
    """The run's items are not what the run says."""

    code = "RUN_CHANGED"
    en = (
        "Run {number} says {item_count} items and {sum_fen};"
        " its items are {found_count}, {found_fen}."
    )
    zh = (
        "批次 {number} 记载 {item_count} 笔、{sum_fen} 元；"
        "明细为 {found_count} 笔、{found_fen} 元。"
    )


class AgreementNotInForce(Refusal):
    """No run goes to a branch without a signed agreement in force and an open account."""

    code = "AGREEMENT_NOT_IN_FORCE"
    en = "Agreement {agreement} is not in force on {on}, or its account is closed: {reason}."
    zh = "协议 {agreement} 在 {on} 未生效或其账户已销户：{reason}。"


class PayoutAccountShort(Refusal):
    """The payout account does not hold the run's full amount."""

    code = "PAYOUT_ACCOUNT_SHORT"
    en = (
        "Run {number} needs {needed_fen}; payout account {account} holds {available_fen}."
        " Fund the account first, then release."
    )
    zh = (
        "批次 {number} 需 {needed_fen} 元；代发账户 {account} 可用 {available_fen} 元。"
        "请先拨款，再放行。"
    )


class NothingLeftToSend(Refusal):
    """Every item was withdrawn, because the registry changed."""

    code = "NOTHING_LEFT_TO_SEND"
    en = "Every item of run {number} was withdrawn, because the registry changed. Cancel the run."
    zh = "批次 {number} 的全部明细因登记信息变更已撤出。请取消该批次。"


class BankNotQuoted(Refusal):
    """A run is given up only on the bank's written word, and for a reason."""

    code = "BANK_NOT_QUOTED"
    en = (
        "Run {number} may be given up only on the bank's written word that it executed nothing."
        " Give the letter's reference and the reason: ringfence run give-up-ask"
    )
    zh = (
        "只有银行书面确认未执行任何一笔，批次 {number} 才能终止。"
        "请提供来函编号和原因：ringfence run give-up-ask"
    )


class BankHasAnswered(Refusal):
    """Results have come of a run of which nothing is said to be executed."""

    code = "BANK_HAS_ANSWERED"
    en = "The bank has told the outcome of {count} items of run {number}; it is not given up."
    zh = "银行已返回批次 {number} 中 {count} 笔的结果，不能终止。"


class OutcomesUnknown(Refusal):
    """A run is closed only when the bank has told the outcome of every item."""

    code = "OUTCOMES_UNKNOWN"
    en = "The outcome of {count} items of run {number} is not known yet; they are never sent again."
    zh = "批次 {number} 尚有 {count} 笔结果未明；未明明细不得重发。"
