"""Runs: seen, and moved on by those who may."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Path, Query, Router, Schema

from ringfence.access.purpose import Reading, person_read
from ringfence.banking.models import Run
from ringfence.banking.runs.approval import run_approved
from ringfence.banking.runs.domain import RunKind, RunState
from ringfence.banking.runs.items import ItemShown, item_places, items_shown
from ringfence.banking.runs.seen import READ, bank_duties, run_known, run_seen, runs_seen
from ringfence.banking.runs.selectors import outcome_sums
from ringfence.banking.runs.services import run_approve, run_cancel, run_check
from ringfence.desk.domain import DutyState
from ringfence.installation.config import config
from ringfence.interfaces.api.idempotency import IdempotencyKey, once
from ringfence.interfaces.api.pages import Limit, Page, page_of
from ringfence.interfaces.api.signed import ApiRequest, call_of
from ringfence.regimes.card.benefits.services import benefit_run_release
from ringfence.workdays.store import calendar_in

router = Router(tags=["runs"])

Number = Annotated[str, Path(max_length=35, description="number of the run")]
_LATE = {DutyState.LATE.value, DutyState.MET_LATE.value}
Word = Annotated[str, Query(max_length=35)]


class RunOut(Schema):
    """A run; sums in fen."""

    id: UUID
    number: str
    kind: RunKind
    agency: str
    bank: str
    programme: str
    period: str
    state: RunState
    item_count: int
    sum_fen: int
    sent_count: int | None
    sent_fen: int | None


class RunPage(Page):
    """A page of runs, the newest first."""

    items: list[RunOut]


class StepOut(Schema):
    """A step of a run."""

    event: str
    from_state: str
    to_state: str
    actor: str
    at: datetime


class OutcomeOut(Schema):
    """How many items have an outcome, and their sum in fen."""

    outcome: str
    item_count: int
    sum_fen: int


class ApprovedOut(Schema):
    """The approval that a checked run waits for: decide it on the desk, or approve the run."""

    approval: UUID
    approved_count: int
    decider_count: int


class RunShown(RunOut):
    """A run with its steps; `due_at` is the end of the bank's last day to answer (OP-16.2)."""

    due_at: datetime | None
    is_late: bool
    waits_for: ApprovedOut | None
    outcomes: list[OutcomeOut]
    steps: list[StepOut]


class ItemOut(Schema):
    """An item; numbers of the person are masked."""

    line: int
    key: UUID
    person: UUID
    name: str
    identity_number: str
    account_number: str
    amount_fen: int
    outcome: str | None


class ItemPage(Page):
    """A page of items, in the order of their lines."""

    items: list[ItemOut]


class MovedOut(Schema):
    """Where an act has brought a run."""

    number: str
    state: RunState


@router.get("/runs", response=RunPage, openapi_extra={"x-scope": "run.read"})
def runs(
    request: ApiRequest,
    state: RunState | None = None,
    programme: Word = "",
    period: Annotated[str, Query(pattern=r"^([0-9]{4}-[0-9]{2})?$")] = "",
    limit: Limit = 50,
    after: Annotated[UUID | None, Query(description="`after` of the page before")] = None,
) -> dict[str, Any]:
    """List the runs of the client's organisation, to a bank those sent to it, the newest first."""
    call = call_of(request)
    call.actor.require(READ, organisation=call.organisation)
    found = runs_seen(
        organisations=[call.organisation],
        state=state or "",
        programme=programme,
        period=period,
        before=after,
    )
    return page_of([_columns(run) for run in found[: limit + 1]], limit=limit, place="id")


@router.get("/runs/{number}", response=RunShown, openapi_extra={"x-scope": "run.read"})
def run(request: ApiRequest, number: Number) -> dict[str, Any]:
    """Show one run with its steps and outcomes."""
    found = run_seen(number=number, actor=call_of(request).actor)
    duty = bank_duties(numbers=[number]).get(number)
    return {
        **_columns(found),
        "due_at": duty.due_at if duty else None,
        "is_late": duty is not None and duty.state in _LATE,
        "waits_for": run_approved(found),
        "outcomes": outcome_sums(found),
        "steps": list(found.runstep_set.order_by("id").values(*StepOut.model_fields)),
    }


@router.get("/runs/{number}/items", response=ItemPage, openapi_extra={"x-scope": "item.read"})
def items(
    request: ApiRequest,
    number: Number,
    purpose: Annotated[str, Query(max_length=64, description="why the records are opened")],
    limit: Limit = 50,
    after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
) -> dict[str, Any]:
    """List a run's items. Each person's record that is opened is an entry of the audit trail."""
    actor = call_of(request).actor
    found = run_known(number=number, actor=actor)
    actor.require("item.read", organisation=found.agreement.agency)
    places = item_places(run=found, limit=limit + 1, after_line=after)
    shown = places[:limit]
    view = person_read(
        reading=_reading(request, found, purpose),
        permission="item.read",
        subject_kind="person",
        subject_ids={str(place.person_id) for place in shown},
    )
    more = str(shown[-1].line) if len(places) > limit else None
    found_items = items_shown(run=found, places=shown, view=view)
    return {"items": [_item_out(item) for item in found_items], "after": more}


def _item_out(item: ItemShown) -> dict[str, Any]:
    return {**asdict(item), "person": item.person_id, "outcome": item.outcome or None}


def _reading(request: ApiRequest, run: Run, purpose: str) -> Reading:
    return Reading(
        actor=call_of(request).actor,
        organisation=run.agreement.agency,
        purpose=purpose,
        at=request.at,
        trace=request.trace,
        address=request.META.get("REMOTE_ADDR", ""),
    )


@router.post("/runs/{number}/check", response=MovedOut, openapi_extra={"x-scope": "run.check"})
def check(request: ApiRequest, number: Number, key: IdempotencyKey) -> HttpResponse:
    """Check a draft against agreement and items."""
    return _moved(request, number, key, partial(run_check, calendar=calendar_in(config().home)))


@router.post("/runs/{number}/approve", response=MovedOut, openapi_extra={"x-scope": "run.approve"})
def approve(request: ApiRequest, number: Number, key: IdempotencyKey) -> HttpResponse:
    """Approve a checked run that this client neither drafted nor checked.

    It stays `CHECKED` while its amount needs further people. Returning it: the desk's approval.
    """
    return _moved(request, number, key, run_approve)


@router.post("/runs/{number}/release", response=MovedOut, openapi_extra={"x-scope": "run.release"})
def release(request: ApiRequest, number: Number, key: IdempotencyKey) -> HttpResponse:
    """Let an approved run go; its whole sum must be on the payout account (OP-16.1)."""
    return _moved(request, number, key, benefit_run_release)


@router.post("/runs/{number}/cancel", response=MovedOut, openapi_extra={"x-scope": "run.cancel"})
def cancel(request: ApiRequest, number: Number, key: IdempotencyKey) -> HttpResponse:
    """Cancel a run of which nothing was released."""
    return _moved(request, number, key, run_cancel)


def _moved(request: ApiRequest, number: str, key: str, act: Callable[..., Run]) -> HttpResponse:
    def moved() -> dict[str, Any]:
        actor = call_of(request).actor
        found = run_known(number=number, actor=actor)
        run = act(run_id=found.id, actor=actor, at=request.at)
        return {"number": run.number, "state": run.state}

    return once(request, key, moved)


def _columns(run: Run) -> dict[str, Any]:
    return {
        "id": run.id,
        "number": run.number,
        "kind": run.kind,
        "agency": run.agreement.agency,
        "bank": run.agreement.branch.bank_id,
        "programme": run.programme,
        "period": run.period,
        "state": run.state,
        "item_count": run.item_count,
        "sum_fen": run.sum_fen,
        "sent_count": run.sent_count,
        "sent_fen": run.sent_fen,
    }
