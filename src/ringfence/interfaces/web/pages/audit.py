"""The audit trail: searched, counted by day, opened, verified, taken out sealed."""

import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ringfence.access.acts import act_record
from ringfence.access.domain import COUNTRY
from ringfence.audit import seals, selectors
from ringfence.audit.export import audit_export
from ringfence.audit.selectors import AuditCriteria
from ringfence.crypto.domain import Suite
from ringfence.interfaces.web.charts import Chart
from ringfence.interfaces.web.pages.audit_forms import ExportForm, SearchForm
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import business_date

_PAGE = 50
# Counting reads every entry of its days.
_MOST_DAYS = 92


@require_safe
def trail(request: PageRequest) -> HttpResponse:
    """Return a page of entries, newest first, of the last thirty days where none are asked for.

    The trail is one for the whole installation: so must be the area of whoever reads it.
    Refuses: NotPermitted. Source: OP-22.1.
    """
    request.actor.require("audit.read", area=COUNTRY)
    today = business_date(request.at)
    form = SearchForm.asked(request.GET, today=today)
    page, chart = None, None
    if form.is_valid():
        criteria = form.criteria()
        page = selectors.search(criteria, limit=_PAGE, after=form.cleaned_data["after"])
        chart = _chart(criteria, today)
    context = {
        "form": form,
        "page": page,
        "chart": chart,
        "heads": seals.seals(last=1),
        "may_export": request.actor.may("audit.export", area=COUNTRY),
        "may_verify": request.actor.may("audit.verify", area=COUNTRY),
    }
    return render(request, "web/audit.html", context)


@require_safe
def entry(request: PageRequest, entry_id: UUID) -> HttpResponse:
    """Return one entry with all that it says; 404 where there is none. Refuses: NotPermitted."""
    request.actor.require("audit.read", area=COUNTRY)
    found = selectors.entry_get(entry_id)
    if found is None:
        raise Http404
    facts = list(found.facts.items())
    context = {"entry": found, "facts": facts, "trail": [(_("审计"), "audit")]}
    return render(request, "web/audit_entry.html", context)


@require_POST
def verify(request: PageRequest) -> HttpResponse:
    """Return what computing every seal again found; that it was done is an entry too.

    Refuses: NotPermitted.
    """
    request.actor.require("audit.verify", area=COUNTRY)
    found = seals.verify()
    act_record(
        action="audit.verify",
        actor=request.actor,
        at=request.at,
        subject=("audit_seal", str(found.seal_count)),
        breaks=len(found.breaks),
    )
    context = {"found": found, "trail": [(_("审计"), "audit")]}
    return render(request, "web/audit_verified.html", context)


def export(request: PageRequest) -> HttpResponse | FileResponse:
    """Return the form, and what the criteria find as an envelope for the chosen recipient.

    Refuses: NotPermitted and what `audit_export` refuses. Source: OP-22.2.
    """
    request.actor.require("audit.export", area=COUNTRY)
    asked = request.POST if request.method == "POST" else None
    search = SearchForm.asked(request.GET, today=business_date(request.at))
    form = ExportForm(asked)
    if asked is not None and search.is_valid() and form.is_valid():
        return _envelope(request, search.criteria(), form)
    context = {"form": form, "search": search, "trail": [(_("审计"), "audit")]}
    return render(request, "web/audit_export.html", context)


def _envelope(request: PageRequest, criteria: AuditCriteria, form: ExportForm) -> FileResponse:
    """Return the sealed file; on the disk it has no name any more when it is sent."""
    name = f"audit-{business_date(request.at).isoformat()}.rfe"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / name
        audit_export(
            criteria=criteria,
            target=target,
            sender=form.cleaned_data["sender"],
            recipient=form.cleaned_data["recipient"],
            suite=Suite(form.cleaned_data["suite"]),
            actor=str(request.actor),
            trace=request.trace,
            at=request.at,
        )
        content = target.open("rb")
    return FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )


def _chart(criteria: AuditCriteria, today: date) -> Chart | None:
    """Return the entries by day, None where the days asked for are too many to count."""
    last_on = criteria.to_on or today
    if criteria.from_on is None or not 0 <= (last_on - criteria.from_on).days < _MOST_DAYS:
        return None
    counts: Counter[date] = Counter()
    for each in selectors.counts(criteria):
        counts[each.on] += each.entry_count
    length = (last_on - criteria.from_on).days + 1
    days = [criteria.from_on + timedelta(days=n) for n in range(length)]
    return Chart(
        id="entries",
        title=_("每日记录条数"),
        headings=[_("日期"), _("条数")],
        rows=[(day, counts[day]) for day in days if counts[day]],
        option={
            "grid": {"left": 48, "right": 16, "top": 12, "bottom": 28},
            "xAxis": {"type": "category", "data": [day.isoformat() for day in days]},
            "yAxis": {"type": "value", "minInterval": 1},
            "series": [{"type": "bar", "data": [counts[day] for day in days]}],
        },
    )
