"""Runs: the list, and one with its steps, progress, outcomes, files and what is to be done."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ringfence.access.actor import Actor
from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.approval import run_approval_pending, run_approved
from ringfence.banking.runs.booking import run_book
from ringfence.banking.runs.seen import (
    READ,
    bank_duties,
    booked_count,
    run_files,
    run_seen,
    runs_seen,
)
from ringfence.banking.runs.selectors import outcome_sums
from ringfence.banking.runs.services import run_approve, run_cancel, run_check, run_close
from ringfence.desk.approvals import approval_may_decide
from ringfence.desk.models import Duty
from ringfence.desk.refusals import ReasonMissing
from ringfence.desk.selectors import subject_approvals
from ringfence.installation.config import config
from ringfence.interfaces.web.organisation import organisations_of
from ringfence.interfaces.web.pages import run_words
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.regimes.card.benefits.services import benefit_run_release
from ringfence.regimes.card.models import Programme
from ringfence.workdays.store import calendar_in

_PAGE = 50


def runs(request: PageRequest) -> HttpResponse:
    """Return the runs that the actor may see, newest first, narrowed by what is asked for."""
    organisations = organisations_of(request, permission=READ)
    asked = {name: request.GET.get(name, "").strip() for name in _FILTERS}
    found = list(
        runs_seen(
            organisations=organisations, before=_uuid(request.GET.get("before", "")), **asked
        )[: _PAGE + 1]
    )
    page, more = found[:_PAGE], len(found) > _PAGE
    duties = bank_duties(numbers=[run.number for run in page])
    context = {
        "rows": [(run, *_due(duties.get(run.number), request.at)) for run in page],
        "before": page[-1].id if more else "",
        "states": [(code, words) for code, (_colour, words) in run_words.STATES.items()],
        "programmes": Programme.objects.filter(agency__in=organisations).order_by("code"),
        "asked": asked,
        "may_upload": request.actor.may("roster.import"),
    }
    return render(request, "web/runs.html", context)


def run(request: PageRequest, number: str) -> HttpResponse:
    """Return the page of one run. Refuses: UnknownRun."""
    found = run_seen(number=number, actor=request.actor)
    agency = found.agreement.agency
    outcomes = outcome_sums(found)
    told_count = sum(each["item_count"] for each in outcomes)
    due_on, is_late = _due(bank_duties(numbers=[number]).get(number), request.at)
    pending = run_approval_pending(found)
    may_act = (
        approval_may_decide(approval=pending, actor=request.actor, at=request.at)
        if pending
        else _may(request.actor, run_words.NEXT[found.state].permission, agency)
    )
    context = {
        "run": found,
        "programme": Programme.objects.filter(pk=found.programme).first(),
        "way": _way(found),
        "steps": _steps(found),
        "outcomes": outcomes,
        "waiting_count": found.item_count - told_count,
        "told_count": told_count,
        "booked_count": booked_count(run=found),
        "is_moving": found.state in run_words.MOVING,
        "due_on": due_on,
        "is_late": is_late,
        "files": _files(found),
        "approvals": subject_approvals(subject=("run", number))
        if _may(request.actor, "desk.read", agency)
        else [],
        "next": run_words.NEXT[found.state],
        "may_act": may_act,
        "approved": run_approved(found),
        "may_cancel": found.state in run_words.CANCELLABLE
        and _may(request.actor, "run.cancel", agency),
        "may_read_items": _may(request.actor, "item.read", agency),
        "trail": [(_("发放批次"), "runs")],
    }
    return render(request, "web/run.html", context)


@require_POST
def run_act(request: PageRequest, number: str, act: str) -> HttpResponse:
    """Do the next thing with a run. Refuses: UnknownRun, NotPermitted, as the services do."""
    found = run_seen(number=number, actor=request.actor)
    if act == "cancel":
        _cancel(request, found)
    elif act in _ACTS:
        _ACTS[act](run_id=found.id, actor=request.actor, at=request.at)
    else:
        raise Http404
    messages.success(request, _("批次 %(number)s 已更新。") % {"number": number})
    return redirect("run", number)


def _check(*, run_id: UUID, actor: Actor, at: datetime) -> Run:
    calendar = calendar_in(config().home)
    return run_check(run_id=run_id, calendar=calendar, actor=actor, at=at)


_FILTERS = ("number", "state", "programme", "period")
_ACTS: dict[str, Callable[..., Run]] = {
    "check": _check,
    "approve": run_approve,
    "release": benefit_run_release,
    "book": run_book,
    "close": run_close,
}


def _cancel(request: PageRequest, found: Run) -> None:
    reason = request.POST.get("reason", "").strip()
    if not reason:
        raise ReasonMissing(cite=Citation("OP-16.1"))
    run_cancel(run_id=found.id, actor=request.actor, at=request.at, reason=reason)


def _may(actor: Actor, permission: str, agency: str) -> bool:
    return bool(permission) and actor.may(permission, organisation=agency)


def _due(duty: Duty | None, at: datetime) -> tuple[Any, bool]:
    """Return the bank's last day to answer, and whether that is over and nothing was answered."""
    if duty is None or duty.due_at is None:
        return None, False
    last_on = business_date(duty.due_at - timedelta(microseconds=1))
    return last_on, duty.met_at is None and duty.due_at <= at


def _way(found: Run) -> list[tuple[Any, bool]]:
    """Return the states from draft to closed, the present one marked; another end stands behind."""
    states = [*run_words.WAY, *({found.state} - set(run_words.WAY))]
    return [(run_words.STATES[state][1], state == found.state) for state in states]


def _steps(found: Run) -> list[tuple[RunStep, Any]]:
    steps = RunStep.objects.filter(run=found).order_by("-id")
    return [(step, run_words.EVENTS[step.event]) for step in steps]


def _files(found: Run) -> list[tuple[Any, Any, Any]]:
    return [
        (file, run_words.DIRECTIONS[file.direction], run_words.FILE_STATES[file.state])
        for file in run_files(run=found)
    ]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
