"""The in-tray of the client's organisation, and what is decided and said there."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from pydantic import ConfigDict, StringConstraints

from ringfence.desk import selectors
from ringfence.desk.approvals import approval_decide
from ringfence.desk.cases import case_note
from ringfence.desk.domain import ApprovalState, CaseState, DutyState, Verdict
from ringfence.desk.reading import duty_read
from ringfence.desk.tray import Bucket, tray
from ringfence.interfaces.api.idempotency import IdempotencyKey, once
from ringfence.interfaces.api.pages import After, Limit, Page
from ringfence.interfaces.api.renderer import answered
from ringfence.interfaces.api.signed import ApiRequest, call_of

router = Router(tags=["desk"])

_READ = {"x-scope": "desk.read"}


class WaitingOut(Schema):
    """One thing that waits: a DUTY, an APPROVAL or a CASE."""

    what: str
    id: UUID
    kind: str
    zh: str
    en: str
    clause: str
    subject_kind: str
    subject_id: str
    due_at: datetime | None
    since_at: datetime
    bucket: Bucket
    asked_by: str
    assigned_to: str
    amount_fen: int | None


class TrayPage(Page):
    """A page of what waits, the soonest first; `counts` by bucket stop at 1,000."""

    items: list[WaitingOut]
    counts: dict[Bucket, int]
    unread_count: int


class DutyOut(Schema):
    """A duty."""

    id: UUID
    kind: str
    organisation_code: str
    owed_to: str
    subject_kind: str
    subject_id: str
    started_at: datetime
    due_at: datetime | None
    state: DutyState
    late_at: datetime | None
    met_at: datetime | None
    cancel_reason: str


class DecisionOut(Schema):
    """One person's decision."""

    decider: str
    verdict: Verdict
    reason: str
    at: datetime


class ApprovalOut(Schema):
    """An approval and who decided what."""

    id: UUID
    kind: str
    organisation_code: str
    subject_kind: str
    subject_id: str
    amount_fen: int | None
    decider_count: int
    reason: str
    asked_by: str
    asked_at: datetime
    due_at: datetime | None
    state: ApprovalState
    ended_at: datetime | None
    decisions: list[DecisionOut]


class NoteOut(Schema):
    """What somebody said of a case."""

    author: str
    text: str
    at: datetime


class CaseOut(Schema):
    """A case and what was said of it."""

    id: UUID
    type: str
    organisation_code: str
    subject_kind: str
    subject_id: str
    step: str
    assigned_to: str
    opened_by: str
    opened_at: datetime
    due_at: datetime | None
    late_at: datetime | None
    state: CaseState
    outcome: str
    closed_at: datetime | None
    notes: list[NoteOut]


class DecisionIn(Schema):
    """A decision; a return needs its reason."""

    model_config = ConfigDict(extra="forbid")
    verdict: Verdict
    reason: Annotated[str, StringConstraints(max_length=1_000, pattern=r"^[^\x00]*$")] = ""


class NoteIn(Schema):
    """What is said of a case."""

    model_config = ConfigDict(extra="forbid")
    text: Annotated[str, StringConstraints(min_length=1, max_length=4_000, pattern=r"^[^\x00]*$")]


class DecidedOut(Schema):
    """Where a decision has brought an approval."""

    id: UUID
    state: ApprovalState


class NotedOut(Schema):
    """The note, and the case's state."""

    id: UUID
    state: CaseState


@router.get("/desk/tray", response=TrayPage, openapi_extra=_READ)
def waiting(request: ApiRequest, limit: Limit = 50, after: After = "") -> dict[str, Any]:
    """List what waits in the client's organisation, the soonest first."""
    call = call_of(request)
    found = tray(
        organisation=call.organisation, actor=call.actor, at=request.at, limit=limit, after=after
    )
    return {
        "items": found.items,
        "after": found.after or None,
        "counts": found.counts,
        "unread_count": found.unread_count,
    }


@router.get("/desk/duties/{duty_id}", response=DutyOut, openapi_extra=_READ)
def duty(request: ApiRequest, duty_id: UUID) -> HttpResponse:
    """Show one duty."""
    return answered(duty_read(duty_id=duty_id, actor=call_of(request).actor))


@router.get("/desk/approvals/{approval_id}", response=ApprovalOut, openapi_extra=_READ)
def approval(request: ApiRequest, approval_id: UUID) -> dict[str, Any]:
    """Show one approval."""
    found = selectors.approval_show(approval_id=approval_id, actor=call_of(request).actor)
    return {**_columns(found.approval), "decisions": found.decisions}


@router.get("/desk/cases/{case_id}", response=CaseOut, openapi_extra=_READ)
def case(request: ApiRequest, case_id: UUID) -> dict[str, Any]:
    """Show one case with what was said of it."""
    found = selectors.case_show(case_id=case_id, actor=call_of(request).actor)
    return {**_columns(found.case), "notes": found.notes}


@router.post(
    "/desk/approvals/{approval_id}/decisions",
    response=DecidedOut,
    openapi_extra={"x-scope": "that of the approval's kind"},
)
def decide(
    request: ApiRequest, approval_id: UUID, decision: DecisionIn, key: IdempotencyKey
) -> HttpResponse:
    """Decide what another has asked for."""

    def decided() -> dict[str, Any]:
        actor = call_of(request).actor
        selectors.approval_known(approval_id=approval_id, actor=actor, at=request.at)
        found = approval_decide(
            approval_id=approval_id,
            verdict=decision.verdict,
            reason=decision.reason,
            actor=actor,
            at=request.at,
        )
        return {"id": found.id, "state": found.state}

    return once(request, key, decided)


@router.post(
    "/desk/cases/{case_id}/notes", response=NotedOut, openapi_extra={"x-scope": "case.work"}
)
def note(request: ApiRequest, case_id: UUID, said: NoteIn, key: IdempotencyKey) -> HttpResponse:
    """Say something of a case."""

    def noted() -> dict[str, Any]:
        found = case_note(
            case_id=case_id, text=said.text, actor=call_of(request).actor, at=request.at
        )
        return {"id": found.id, "state": found.case.state}

    return once(request, key, noted)


def _columns(found: Any) -> dict[str, Any]:
    return {field.attname: getattr(found, field.attname) for field in found._meta.concrete_fields}
