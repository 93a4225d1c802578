"""The page after sign-in: what waits for one's organisation."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.access.models import Organisation
from ringfence.desk.tray import MOST_COUNTED, Bucket, Tray, TrayItem, tray
from ringfence.interfaces.web.organisation import organisation_chosen, organisations_of
from ringfence.interfaces.web.pages.home_charts import home_charts
from ringfence.interfaces.web.request import PageRequest

_READ = "desk.read"
# So few that the figures below are not far.
_ITEMS = 20
_WORDS: dict[Bucket, Promise] = {
    Bucket.LATE: _("逾期"),
    Bucket.TODAY: _("今日到期"),
    Bucket.THIS_WEEK: _("本周到期"),
    Bucket.LATER: _("以后"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """What is due at one time: its name, how much there is in all, the first of it."""

    code: str
    label: Promise
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
        "most_counted": MOST_COUNTED,
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
    """Return all four times; none of them where nothing waits at all."""
    if not any(found.counts.values()):
        return []
    return [
        Group(
            code=bucket,
            label=label,
            count=found.counts[bucket],
            items=[item for item in found.items if item.bucket is bucket],
        )
        for bucket, label in _WORDS.items()
    ]
