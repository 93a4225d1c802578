"""Moving a run from state to state: one row locked, one step written, one place."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.declared import declared
from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.domain import RunEvent, RunState, next_state
from ringfence.kernel.refusal import NotFound
from ringfence.kernel.uuid7 import uuid7


class UnknownRun(NotFound):
    """No run has this number or id, or it is not the actor's."""

    code = "UNKNOWN_RUN"
    en = "There is no run {run}, or it is not yours to see. See: ringfence run list"
    zh = "没有批次 {run}，或您无权查看。可用 ringfence run list 查看。"


def run_lock(run_id: UUID) -> Run:
    """Return the run, its row locked until the transaction ends. Refuses: UnknownRun."""
    run = Run.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UnknownRun(run=str(run_id))
    return run


def run_lock_for(run_id: UUID, *, actor: Actor, permission: str) -> Run:
    """Return the run, locked, if the actor may do this for its agency.

    Refuses: UnknownRun, NotPermitted.
    """
    run = run_lock(run_id)
    actor.require(permission, organisation=run.agreement.agency)
    return run


def run_get(run_id: UUID) -> Run:
    """Return the run as it is now, not locked. Refuses: UnknownRun."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None:
        raise UnknownRun(run=str(run_id))
    return run


def run_find(number: str) -> Run:
    """Return the run with this number. Refuses: UnknownRun."""
    run = Run.objects.filter(number=number).first()
    if run is None:
        raise UnknownRun(run=number)
    return run


def run_move(*, run: Run, event: RunEvent, actor: str, at: datetime, **facts: Any) -> None:
    """Write the run's next state and the step that led there.

    The caller holds the run's lock and its transaction. Refuses: IllegalRunStep.
    """
    before = RunState(run.state)
    run.state = next_state(number=run.number, state=before, event=event).value
    run.save()
    step_write(run=run, event=event, before=before, actor=actor, at=at, **facts)


def run_act(
    *, run: Run, event: RunEvent, action: str, actor: Actor, at: datetime, **facts: Any
) -> None:
    """Write the run's next state and its step, as `run_move`, and the act into the audit trail.

    `action` is the permission that the actor was asked for. Refuses: IllegalRunStep.
    """
    run_move(run=run, event=event, actor=actor.code, at=at, **facts)
    run_record(run=run, action=action, actor=actor, at=at)


def run_record(*, run: Run, action: str, actor: Actor, at: datetime) -> None:
    """Write an act on a run into the audit trail: where it led, of how much."""
    act_record(
        action=action,
        actor=actor,
        at=at,
        subject=("run", str(run.id)),
        organisation=run.agreement.agency,
        clause=declared().permissions[action].clause,
        number=run.number,
        state=run.state,
        item_count=run.item_count,
        sum_fen=run.sum_fen,
        sent_count=run.sent_count,
        sent_fen=run.sent_fen,
    )


def step_write(
    *, run: Run, event: RunEvent, before: RunState | None, actor: str, at: datetime, **facts: Any
) -> None:
    """Write one step into the run's history."""
    RunStep.objects.create(
        id=uuid7(),
        run=run,
        event=event.value,
        from_state=before.value if before else "",
        to_state=run.state,
        actor=actor,
        at=at,
        facts=facts,
    )
