"""The page after sign-in: what waits for one's organisation."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.access.models import Organisation
from ringfence.desk.tray import Bucket, Tray, TrayItem, tray
from ringfence.interfaces.web.organisation import organisation_chosen, organisations_of
from ringfence.interfaces.web.pages.home_charts import home_charts
from ringfence.interfaces.web.request import PageRequest

_READ = "desk.read"
# So few that the figures below are not far.
_ITEMS = 20
_WORDS: dict[Bucket, tuple[Promise, Promise]] = {
    Bucket.LATE: (_("逾期"), _("没有逾期事项。")),
    Bucket.TODAY: (_("今日到期"), _("今日没有到期事项。")),
    Bucket.THIS_WEEK: (_("本周到期"), _("本周没有到期事项。")),
    Bucket.LATER: (_("以后"), _("以后没有事项。")),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What is due at one time: its name, how much there is in all, the first of it."""

    code: str
    label: str | Promise
    nothing: str | Promise
    count: int
    items: list[TrayItem]


def home(request: PageRequest) -> HttpResponse:
    """Return the home page: the chosen organisation's in-tray, the soonest first; its figures."""
    codes = organisations_of(request, permission=_READ)
    chosen = organisation_chosen(request, permission=_READ)
    found = _tray(request, chosen) if chosen else None
    context = {
        "groups": _groups(found) if found else [],
        "after": found.after if found else "",
        "unread_count": found.unread_count if found else 0,
        "charts": home_charts(actor=request.actor, organisation=chosen) if chosen else [],
        "chosen": chosen,
        "organisations": Organisation.objects.filter(code__in=codes).order_by("code"),
    }
    return render(request, "web/home.html", context)


def _tray(request: PageRequest, organisation: str) -> Tray:
    return tray(
        organisation=organisation,
        actor=request.actor,
        at=request.at,
        limit=_ITEMS,
        after=request.GET.get("after", ""),
    )


def _groups(found: Tray) -> list[Group]:
    return [
        Group(
            code=bucket,
            label=label,
            nothing=nothing,
            count=found.counts[bucket],
            items=[item for item in found.items if item.bucket is bucket],
        )
        for bucket, (label, nothing) in _WORDS.items()
    ]
