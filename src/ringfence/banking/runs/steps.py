"""Moving a run from state to state: one row locked, one step written, one place."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.domain import RunEvent, RunState, next_state
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.uuid7 import uuid7


class UnknownRun(Refusal):
    """No run has this number or id."""

    code = "UNKNOWN_RUN"
    en = "There is no run {run}. See: ringfence run list"
    zh = "没有批次 {run}。可用 ringfence run list 查看。"


def run_lock(run_id: UUID) -> Run:
    """Return the run, its row locked until the transaction ends. Refuses: UnknownRun."""
    run = Run.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UnknownRun(run=str(run_id))
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
