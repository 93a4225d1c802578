"""A list of corrections to accounts: opened for a purpose, masked, by who decides it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ringfence.access.purpose import PersonView, Reading, person_read, purposes_of
from ringfence.desk.selectors import subject_approvals
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.regimes.card.models import CorrectionList
from ringfence.regimes.card.registry.corrections_seen import (
    READ,
    CorrectionPlace,
    correction_list_seen,
    correction_places,
    corrections_shown,
)

_PAGE = 50


def corrections(request: PageRequest, list_id: UUID) -> HttpResponse:
    """Return a page of a correction list once a purpose is given.

    Refuses: CorrectionListUnknown, NotPermitted (somebody of an area that is not the actor's),
    PurposeNotGiven. Source: OP-22.1, OP-10.
    """
    proposed = correction_list_seen(list_id=list_id, actor=request.actor)
    context = {
        "proposed": proposed,
        "approvals": subject_approvals(subject=("correction_list", str(proposed.id))),
        "purposes": purposes_of(READ),
        "purpose": request.POST.get("purpose", ""),
        "trail": [(_("首页"), "home")],
    }
    if request.method == "POST":
        after = request.POST.get("after", "")
        found = correction_places(
            proposed=proposed,
            after_line=int(after) if after.isascii() and after.isdecimal() else 0,
            limit=_PAGE + 1,
        )
        page = found[:_PAGE]
        view = _view(request, proposed, page)
        context["rows"] = corrections_shown(proposed=proposed, places=page, view=view)
        context["after"] = page[-1].line if len(found) > _PAGE else ""
    return render(request, "web/corrections.html", context)


def _view(
    request: PageRequest, proposed: CorrectionList, places: list[CorrectionPlace]
) -> PersonView:
    organisation = proposed.organisation_code
    for area in sorted({place.area_code for place in places}):
        request.actor.require(READ, organisation=organisation, area=area)
    return person_read(
        reading=Reading(
            actor=request.actor,
            organisation=organisation,
            purpose=request.POST.get("purpose", ""),
            at=request.at,
            trace=request.trace,
            address=client_address(request),
        ),
        permission=READ,
        subject_kind="person",
        subject_ids={str(place.person_id) for place in places},
    )
