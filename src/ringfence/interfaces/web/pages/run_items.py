"""A run's items: opened for a purpose, masked; one item's whole numbers for who may see them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ringfence.access.purpose import PersonView, Reading, person_read, person_reveal, purposes_of
from ringfence.banking.models import Run
from ringfence.banking.runs.domain import ITEM_OUTCOMES
from ringfence.banking.runs.items import ItemPlace, item_places, items_shown
from ringfence.banking.runs.seen import run_seen
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.kernel.text import plain_width

_READ, _REVEAL = "item.read", "person.reveal"
_SUBJECT = "person"
_PAGE = 50
_LONGEST = 64


def items(request: PageRequest, number: str) -> HttpResponse:
    """Return a page of items once a purpose is given; what is looked for is in no address.

    Refuses: UnknownRun, NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    run = run_seen(number=number, actor=request.actor)
    request.actor.require(_READ, organisation=run.agreement.agency)
    outcome = request.POST.get("outcome", request.GET.get("outcome", ""))
    words = plain_width(request.POST.get("words", "")).strip()[:_LONGEST]
    context = _frame(run) | {
        "outcomes": (*ITEM_OUTCOMES, "WAITING"),
        "outcome": outcome,
        "words": words,
        "purpose": request.POST.get("purpose", ""),
    }
    if request.method == "POST":
        after = request.POST.get("after", "")
        found = item_places(
            run=run, outcome=outcome, words=words, limit=_PAGE + 1,
            after_line=int(after) if after.isascii() and after.isdecimal() else 0,
        )  # fmt: skip
        page = found[:_PAGE]
        view = _view(request, run, page)
        context["rows"] = items_shown(run=run, places=page, view=view)
        context["after"] = page[-1].line if len(found) > _PAGE else ""
    return render(request, "web/run_items.html", context)


def item(request: PageRequest, number: str, line: int) -> HttpResponse:
    """Return one item once a purpose is given; its whole numbers if they are asked for.

    Refuses: UnknownRun, NotPermitted, PurposeNotGiven. Source: OP-22.1.
    """
    run = run_seen(number=number, actor=request.actor)
    agency = run.agreement.agency
    request.actor.require(_READ, organisation=agency)
    context = _frame(run) | {
        "line": line,
        "purpose": request.POST.get("purpose", ""),
        "may_reveal": request.actor.may(_REVEAL, organisation=agency),
        "may_open_person": request.actor.may("person.read"),
    }
    if request.method == "POST":
        places = item_places(run=run, after_line=line - 1, limit=1)
        if [place.line for place in places] != [line]:
            raise Http404
        view = _view(request, run, places)
        if "reveal" in request.POST:
            reading = _reading(request, run)
            view = person_reveal(reading=reading, permission=_REVEAL, view=view)
        (context["row"],) = items_shown(run=run, places=places, view=view)
        context["is_revealed"] = view.is_revealed
    return render(request, "web/run_item.html", context)


def _frame(run: Run) -> dict[str, Any]:
    return {"run": run, "purposes": purposes_of(_READ), "trail": [(_("发放批次"), "runs")]}


def _view(request: PageRequest, run: Run, places: list[ItemPlace]) -> PersonView:
    return person_read(
        reading=_reading(request, run),
        permission=_READ,
        subject_kind=_SUBJECT,
        subject_ids={str(place.person_id) for place in places},
    )


def _reading(request: PageRequest, run: Run) -> Reading:
    return Reading(
        actor=request.actor,
        organisation=run.agreement.agency,
        purpose=request.POST.get("purpose", ""),
        at=request.at,
        trace=request.trace,
        address=client_address(request),
    )
