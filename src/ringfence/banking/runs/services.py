"""A run on its way to the bank: checked, approved by another person, released, cancelled."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.banking.desk_words import RUN_APPROVAL
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import AgencyAgreement, OwnAccount, Run
from ringfence.banking.posting import post_whole
from ringfence.banking.runs.approval import run_approval_ask, run_approval_pending, run_subject
from ringfence.banking.runs.domain import (
    WITHDRAWN,
    AgreementNotInForce,
    NothingLeftToSend,
    OutcomesUnknown,
    PayoutAccountShort,
    RunChanged,
    RunEvent,
    RunState,
    next_state,
)
from ringfence.banking.runs.steps import run_act, run_get, run_lock, run_lock_for
from ringfence.desk.approvals import approval_decide, approval_drop, approval_require
from ringfence.desk.domain import Verdict
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.words import Words
from ringfence.ledger import selectors as books
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Transfer
from ringfence.workdays.calendar import Calendar

# Says which items are no longer what the registry holds and writes them as withdrawn; a regime
# gives it, since the registry is the regime's. Returns how many it withdrew.
Withdraw = Callable[[Run], int]


@transaction.atomic
def run_check(*, run_id: UUID, calendar: Calendar, actor: Actor, at: datetime) -> Run:
    """Return the run, CHECKED: agreement and account in force, items what the run says.

    Who checks asks others for its approval, due by the calendar.
    Refuses: UnknownRun, NotPermitted, AgreementNotInForce, RunChanged, IllegalRunStep.
    Source: OP-8.2, OP-25.
    """
    run = run_lock_for(run_id, actor=actor, permission="run.check")
    agreement_check(run.agreement, on=business_date(at))
    _items_check(run)
    run_act(run=run, event=RunEvent.CHECK, action="run.check", actor=actor, at=at)
    run_approval_ask(run=run, calendar=calendar, actor=actor, at=at)
    return run


@transaction.atomic
def run_approve(*, run_id: UUID, actor: Actor, at: datetime) -> Run:
    """Return the run after the approval of one who neither drafted nor checked it.

    APPROVED, or CHECKED while its amount needs further people. The same act as deciding its
    approval on the desk: by own right or a delegation.
    Refuses: UnknownRun, NotPermitted, IllegalRunStep, FourEyes, ApprovalDecidedBefore,
    ApprovalSubjectChanged. Source: OP-25.
    """
    run = run_lock(run_id)
    approval = run_approval_pending(run)
    if approval is None:
        actor.require("run.approve", organisation=run.agreement.agency)
        next_state(number=run.number, state=RunState(run.state), event=RunEvent.APPROVE)
        raise AssertionError(f"run {run.number} was checked, and nobody was asked to approve it")
    approval_decide(approval_id=approval.id, verdict=Verdict.APPROVE, reason="", actor=actor, at=at)
    return run_get(run_id)


@transaction.atomic
def run_release(*, run_id: UUID, withdraw: Withdraw, actor: Actor, at: datetime) -> Run:
    """Return the run, RELEASED, its full amount moved from the payout account into transit.

    Items that the registry no longer bears out are withdrawn first, so that what is sent is right
    at that moment; they go into a further run. The ledger refuses what the account does not hold.
    Refuses: UnknownRun, NotPermitted, IllegalRunStep, ApprovalMissing, AgreementNotInForce,
    NothingLeftToSend, PayoutAccountShort. Source: OP-16.1, OP-9.2, OP-8.2.
    """
    run = run_lock_for(run_id, actor=actor, permission="run.release")
    next_state(number=run.number, state=RunState(run.state), event=RunEvent.RELEASE)
    approval_require(kind=RUN_APPROVAL, subject=run_subject(run))
    account = agreement_check(run.agreement, on=business_date(at))
    withdrawn_count = withdraw(run)
    run.sent_count, run.sent_fen = _left_to_send(run)
    if not run.sent_count:
        raise NothingLeftToSend(cite=Citation("OP-9.2"), number=run.number)
    run_act(
        run=run,
        event=RunEvent.RELEASE,
        action="run.release",
        actor=actor,
        at=at,
        withdrawn_count=withdrawn_count,
    )
    _earmark(run, account, at)
    return run


@transaction.atomic
def run_cancel(*, run_id: UUID, actor: Actor, at: datetime, reason: str = "") -> Run:
    """Return the run, CANCELLED before anything was released; its items may be drafted again.

    Nobody is asked to approve it any more. The reason, if one is given, stands in its history.
    Refuses: UnknownRun, NotPermitted, IllegalRunStep.
    """
    run = run_lock_for(run_id, actor=actor, permission="run.cancel")
    facts = {"reason": reason} if reason else {}
    run_act(run=run, event=RunEvent.CANCEL, action="run.cancel", actor=actor, at=at, **facts)
    approval_drop(kind=RUN_APPROVAL, subject=run_subject(run), actor=actor, at=at)
    return run


@transaction.atomic
def run_close(*, run_id: UUID, actor: Actor, at: datetime) -> Run:
    """Return the run, CLOSED: what was not paid is back in the payout account's books.

    Refuses: UnknownRun, NotPermitted, OutcomesUnknown, IllegalRunStep.
    Source: OP-16.3, OP-16.4.
    """
    run = run_lock_for(run_id, actor=actor, permission="run.close")
    unknown_count = outcome_counts(run).get(Outcome.UNKNOWN_OUTCOME.value, 0)
    if unknown_count:
        raise OutcomesUnknown(cite=Citation("OP-16.4"), number=run.number, count=unknown_count)
    run_act(run=run, event=RunEvent.CLOSE, action="run.close", actor=actor, at=at)
    transit_return(run, at)
    return run


def transit_return(run: Run, at: datetime) -> None:
    """Write what is left in the run's transit account back to its payout account."""
    left_fen = books.balance(leaf_id=run.leaf_id, account_id=run.id)
    if not left_fen:
        return
    account = run.agreement.payout_account
    assert account is not None, "released from a payout account"
    post_whole(
        leaf_id=run.leaf_id,
        transfers=[
            Transfer(
                key=uuid5(run.id, "return"),
                debit_id=account.ledger_account_id,
                credit_id=run.id,
                amount_fen=left_fen,
                code="RUN_RETURNED",
                at=at,
            )
        ],
    )


def outcome_counts(run: Run) -> dict[str, int]:
    """Return how many items of the run have each outcome now; items without one are left out.

    An unknown outcome counts only until a definite one has come.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT outcome, count(*) FROM ("
            " SELECT DISTINCT ON (line) outcome FROM banking_itemresult"
            " WHERE leaf_id = %s AND run_id = %s"
            " ORDER BY line, outcome = 'UNKNOWN_OUTCOME') AS latest GROUP BY outcome",
            [run.leaf_id, run.id],
        )
        return dict(cursor.fetchall())


def agreement_check(agreement: AgencyAgreement, *, on: date) -> OwnAccount:
    """Return the agreement's payout account, if both are in force on a day.

    Refuses: AgreementNotInForce. Source: OP-8.2.
    """
    reason = _agreement_fault(agreement, on)
    if reason:
        raise AgreementNotInForce(
            cite=Citation("OP-8.2"), agreement=agreement.number, on=str(on), reason=reason
        )
    assert agreement.payout_account is not None, "the fault would have said so"
    return agreement.payout_account


def _agreement_fault(agreement: AgencyAgreement, on: date) -> Words | None:
    account = agreement.payout_account
    if agreement.signed_on > on or agreement.valid_from > on:
        return Words(f"begins {agreement.valid_from}", f"{agreement.valid_from} 起生效")
    if agreement.valid_to and agreement.valid_to < on:
        return Words(f"ran out {agreement.valid_to}", f"{agreement.valid_to} 到期")
    if agreement.ended_on and agreement.ended_on <= on:
        return Words(f"ended {agreement.ended_on}", f"{agreement.ended_on} 终止")
    if account is None:
        return Words("no payout account", "无代发账户")
    if account.closed_on and account.closed_on <= on:
        return Words(f"account closed {account.closed_on}", f"账户 {account.closed_on} 销户")
    return None


def _items_check(run: Run) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM banking_runitem"
            " WHERE leaf_id = %s AND run_id = %s",
            [run.leaf_id, run.id],
        )
        found = cursor.fetchone()
    if tuple(found) != (run.item_count, run.sum_fen):
        raise RunChanged(
            number=run.number,
            item_count=run.item_count,
            sum_fen=run.sum_fen,
            found_count=found[0],
            found_fen=found[1],
        )


def _left_to_send(run: Run) -> tuple[int, int]:
    """Return count and sum of the run's items that were not withdrawn."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), coalesce(sum(item.amount_fen), 0)::bigint"
            " FROM banking_itemresult AS result JOIN banking_runitem AS item"
            " ON item.leaf_id = result.leaf_id AND item.run_id = result.run_id"
            " AND item.line = result.line"
            " WHERE result.leaf_id = %s AND result.run_id = %s AND result.outcome = %s",
            [run.leaf_id, run.id, WITHDRAWN],
        )
        withdrawn_count, withdrawn_fen = cursor.fetchone()
    return run.item_count - withdrawn_count, run.sum_fen - withdrawn_fen


def _earmark(run: Run, account: OwnAccount, at: datetime) -> None:
    """Move the run's amount from the payout account into transit, if it is there (OP-16.1)."""
    assert run.sent_fen is not None, "counted just before"
    release = Transfer(
        key=uuid5(run.id, "release"),
        debit_id=run.id,
        credit_id=account.ledger_account_id,
        amount_fen=run.sent_fen,
        code="RUN_RELEASED",
        at=at,
    )
    (answer,) = ledger.post(leaf_id=run.leaf_id, transfers=[release])
    if not answer.stands:
        raise PayoutAccountShort(
            cite=Citation("OP-16.1"),
            number=run.number,
            account=account.number,
            needed_fen=run.sent_fen,
            available_fen=books.balance(leaf_id=run.leaf_id, account_id=account.ledger_account_id),
        )
