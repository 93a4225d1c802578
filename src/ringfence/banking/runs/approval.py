"""The approval of a run: what is approved, and what each decision on the desk means for the run."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ringfence.access.actor import Actor
from ringfence.banking.desk_words import RUN_APPROVAL
from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.domain import RunEvent
from ringfence.banking.runs.steps import UnknownRun, run_act, run_find
from ringfence.desk.approvals import approval_ask
from ringfence.desk.domain import ApprovalState
from ringfence.desk.kinds import Decided
from ringfence.desk.models import Approval
from ringfence.desk.selectors import approval_pending
from ringfence.workdays.calendar import Calendar

# Whoever did one of these prepared the run.
_PREPARED = (RunEvent.DRAFT.value, RunEvent.CHECK.value)


def run_subject(run: Run) -> tuple[str, str]:
    """Return what the desk knows a run by."""
    return "run", run.number


def run_approval_ask(*, run: Run, calendar: Calendar, actor: Actor, at: datetime) -> Approval:
    """Return the pending approval of a run that its checker asks for, of its whole sum.

    Part of the checking: the caller holds the run's lock and has asked for authority.
    Refuses: ApprovalAskedOtherwise. Source: OP-25.
    """
    prepared = RunStep.objects.filter(run=run, event__in=_PREPARED)
    return approval_ask(
        kind=RUN_APPROVAL,
        organisation=run.agreement.agency,
        subject=run_subject(run),
        calendar=calendar,
        actor=actor,
        at=at,
        amount_fen=run.sum_fen,
        prepared_by=set(prepared.values_list("actor", flat=True)),
    )


def run_approval_pending(run: Run) -> Approval | None:
    """Return the approval that the run waits for."""
    return approval_pending(kind=RUN_APPROVAL, subject=run_subject(run))


@dataclass(frozen=True, slots=True)
class RunApproved:
    """How many have approved a run that waits for others, of how many that must."""

    approval: UUID
    approved_count: int
    decider_count: int


def run_approved(run: Run) -> RunApproved | None:
    """Return how far the approval that a run waits for is; None where it waits for none."""
    pending = run_approval_pending(run)
    if pending is None:
        return None
    return RunApproved(pending.id, pending.decisions.count(), pending.decider_count)


def run_digest(number: str) -> str:
    """Return the SHA-256, in hex, of what is approved of a run. Refuses: UnknownRun.

    Its items are only ever appended while it is drafted, and its check counts them against count
    and sum; so these, the agreement and the source's digest stand for them.
    """
    run = run_find(number)
    told = [
        run.number,
        run.agreement.number,
        bytes(run.source_digest).hex(),
        run.item_count,
        run.sum_fen,
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def run_hold(number: str) -> None:
    """Lock the run's row until the transaction ends. Refuses: UnknownRun."""
    if not Run.objects.select_for_update().filter(number=number).exists():
        raise UnknownRun(run=number)


def run_decided(decided: Decided, *, actor: Actor, at: datetime) -> None:
    """Write the step that a decision is for a run, in the decision's transaction.

    The last approval it needs makes it APPROVED; an earlier one is a step of its own. Returned, or
    withdrawn by its checker, it is a draft again. Refuses: IllegalRunStep. Source: OP-25, OP-16.1.
    """
    run = run_find(decided.subject_id)
    facts: dict[str, int | str] = {
        "approved_count": decided.approved_count,
        "decider_count": decided.decider_count,
    }
    if decided.authority != actor.code:
        facts["authority"] = decided.authority
    match decided.state:
        case ApprovalState.PENDING:
            run_act(run=run, event=RunEvent.SIGN, action="run.approve", actor=actor, at=at, **facts)
        case ApprovalState.APPROVED:
            run_act(
                run=run, event=RunEvent.APPROVE, action="run.approve", actor=actor, at=at, **facts
            )
        case ApprovalState.RETURNED:
            run_act(
                run=run,
                event=RunEvent.SEND_BACK,
                action="run.approve",
                actor=actor,
                at=at,
                reason=decided.reason,
            )
        case ApprovalState.WITHDRAWN:
            run_act(run=run, event=RunEvent.SEND_BACK, action="run.check", actor=actor, at=at)
