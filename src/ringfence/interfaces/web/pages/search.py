"""One field that finds: each finder looks in its own place."""

from itertools import islice

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from ringfence.interfaces.web.pages.search_hits import MOST, Finder, Group
from ringfence.interfaces.web.pages.search_money import find_funds, find_receipts, find_runs
from ringfence.interfaces.web.pages.search_offices import find_clauses, find_organisations
from ringfence.interfaces.web.pages.search_people import find_people, find_users
from ringfence.interfaces.web.request import PageRequest
from ringfence.regimes.card.registry.finding import FIND

_LONGEST = 140

FINDERS: tuple[Finder, ...] = (
    Finder(_("登记库人员"), find_people, personal=True),
    Finder(_("批次"), find_runs),
    Finder(_("回单"), find_receipts),
    Finder(_("资金专户"), find_funds),
    Finder(_("机构"), find_organisations),
    Finder(_("系统人员"), find_users),
    Finder(_("条款"), find_clauses),
)


def search(request: PageRequest) -> HttpResponse:
    """Return what was found by kind, at most 20 of each; people only where the form is posted.

    What was typed may be a number of a person: it is in no address then, nor in any log of one.
    """
    is_posted = request.method == "POST"
    typed = (request.POST if is_posted else request.GET).get("q", "")
    text = "".join(filter(str.isprintable, typed)).strip()[:_LONGEST]
    finders = [each for each in FINDERS if text and (is_posted or not each.personal)]
    groups = [group for group in (_group(each, text, request) for each in finders) if group.hits]
    context = {
        "text": text,
        "groups": groups,
        "most": MOST,
        "finds_people": request.actor.may(FIND),
        "frame": "web/personal.html"
        if any(group.finder.personal for group in groups)
        else "web/base.html",
    }
    return render(request, "web/search.html", context)


def _group(finder: Finder, text: str, request: PageRequest) -> Group:
    hits = list(islice(finder.find(text, request), MOST + 1))
    return Group(finder, hits[:MOST], len(hits) > MOST)
