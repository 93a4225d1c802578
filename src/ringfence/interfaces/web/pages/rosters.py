"""Rosters: looked at line by line before anything is stored, then taken in as draft runs.

A large one is kept for the time being, and looked at and taken in by a worker.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ringfence.installation.config import config
from ringfence.interfaces.jobs.asked import ROSTER_CHECK, ROSTER_IMPORT
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.services import asked_put
from ringfence.interfaces.jobs.uploads import plain_name, upload_keep, upload_open, upload_remove
from ringfence.interfaces.web.organisation import organisations_of
from ringfence.interfaces.web.pages.asked import asked_context
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import business_date
from ringfence.kernel.words import Words
from ringfence.regimes.card.benefits.services import RosterImported, programme_find, roster_import
from ringfence.regimes.card.benefits.staging import roster_digest
from ringfence.regimes.card.models import Programme, Roster
from ringfence.regimes.card.roster.faults import RosterFaults, RosterLineError
from ringfence.regimes.card.roster.read import roster_check, roster_look

_IMPORT, _READ = "roster.import", "roster.read"
_LATEST = 20
# What is read in about two seconds: some 25,000 lines of a .csv, 50,000 of a workbook.
DIRECT_BYTES = 1_000_000


def rosters(request: PageRequest) -> HttpResponse:
    """Return the form and the latest rosters; a posted file's preview; or the way to its runs.

    The first post shows what is wrong, and stores nothing. The second, which names the digest of
    what was shown, takes the same content in. A large file leads to the page of its upload.
    Refuses: as roster_import.
    """
    request.actor.require(_READ)
    asked = {name: request.POST.get(name, "") for name in ("programme", "period")}
    context: dict[str, Any] = {"asked": asked}
    given = request.FILES.get("file")
    if request.method == "POST" and given is not None:
        scheme = programme_find(asked["programme"])
        request.actor.require(_IMPORT, organisation=scheme.agency)
        if (given.size or 0) > DIRECT_BYTES:
            return _asked(request, given, scheme.agency, asked)
        with _kept_for_now(given) as path:
            digest = roster_digest(path).hex()
            found = roster_check(path, on=business_date(request.at))
            if not found.fault_count and request.POST.get("digest") == digest:
                return _taken(request, path, asked)
        context |= {
            "found": found,
            "faults": _fault_rows(found),
            "digest": "" if found.fault_count else digest,
            "file_name": given.name,
        }
    return render(request, "web/rosters.html", context | _frame(request))


def upload(request: PageRequest, upload_id: UUID) -> HttpResponse:
    """Return how far the check or the import of a large roster is, and what it found.

    A post takes in what was checked without a fault. 404 for whoever may not import here.
    Refuses: as `asked_put`.
    """
    known = AskedJob.objects.filter(name__in=(ROSTER_CHECK, ROSTER_IMPORT), pk=upload_id)
    found = known.filter(organisation__in=organisations_of(request, permission=_IMPORT)).first()
    if found is None:
        raise Http404
    is_clean = found.name == ROSTER_CHECK and (found.result or {}).get("fault_count") == 0
    if request.method == "POST":
        if not is_clean:
            raise Http404
        taking = asked_put(
            name=ROSTER_IMPORT,
            organisation=found.organisation,
            subject=found.subject,
            words=found.words,
            actor=request.actor,
            at=request.at,
        )
        return redirect("roster_upload", taking.id)
    context = {
        **asked_context(request, found),
        "is_check": found.name == ROSTER_CHECK,
        "is_clean": is_clean,
        "programme": Programme.objects.get(pk=found.words["programme"]),
        "faults": [_kept_fault(fault) for fault in (found.result or {}).get("faults", [])],
        "trail": [(_("发放名册"), "rosters")],
    }
    return render(request, "web/roster_upload.html", context)


def _asked(
    request: PageRequest, given: "UploadedFile[bytes]", agency: str, asked: dict[str, str]
) -> HttpResponse:
    """Keep a large file for the time being, and lead to the page that shows its check.

    What is no roster at all is refused at once. Refuses: RosterLineError.
    """
    home = config().home
    kept = upload_keep(home=home, file_name=given.name or "", content=given.chunks())
    try:
        roster_look(upload_open(home=home, words=kept))
    except RosterLineError:
        upload_remove(home=home, words=kept)
        raise
    checking = asked_put(
        name=ROSTER_CHECK,
        organisation=agency,
        subject=asked["programme"],
        words=asked | kept,
        actor=request.actor,
        at=request.at,
    )
    address = reverse("roster_upload", args=[checking.id])
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _frame(request: PageRequest) -> dict[str, Any]:
    seen = organisations_of(request, permission=_READ)
    may_import = organisations_of(request, permission=_IMPORT)
    latest = Roster.objects.filter(programme__agency__in=seen).select_related("programme")
    return {
        "programmes": Programme.objects.filter(agency__in=may_import).order_by("code"),
        "rosters": latest.order_by("-id")[:_LATEST],
    }


def _taken(request: PageRequest, path: Path, asked: dict[str, str]) -> HttpResponse:
    imported = roster_import(
        path=path,
        programme=asked["programme"],
        period=asked["period"],
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _words(imported))
    return redirect("runs")


def _words(imported: RosterImported) -> str:
    return _("已导入 %(lines)s 行，生成 %(runs)s 个批次；%(exceptions)s 行与登记信息不符。") % {
        "lines": imported.line_count,
        "runs": len(imported.runs),
        "exceptions": imported.exception_count,
    }


@contextmanager
def _kept_for_now(given: "UploadedFile[bytes]") -> Iterator[Path]:
    """Yield the uploaded file under its own name, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        path = Path(folder) / plain_name(given.name or "")
        with path.open("wb") as file:
            for chunk in given.chunks():
                file.write(chunk)
        yield path


def _fault_rows(found: RosterFaults) -> list[tuple[Any, ...]]:
    """Return each fault's line, field, what was found and what was expected."""
    return [_fault_row(fault) for fault in found.faults]


def _fault_row(fault: RosterLineError) -> tuple[Any, ...]:
    names = ("line", "field", "got", "expected")
    return tuple(_in_language(fault.facts[name]) for name in names)


def _kept_fault(fault: dict[str, Any]) -> tuple[Any, ...]:
    """Return a fault that was kept in both languages (`_fault_row`)."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return tuple(
        value[language] if isinstance(value, dict) else value
        for value in (fault[name] for name in ("line", "field", "got", "expected"))
    )


def _in_language(value: Any) -> Any:
    is_english = (get_language() or "").startswith("en")
    return value.zh if isinstance(value, Words) and not is_english else value
