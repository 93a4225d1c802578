"""Rosters: looked at line by line before anything is stored, then taken in as draft runs."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ringfence.interfaces.web.organisation import organisations_of
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import business_date
from ringfence.kernel.words import Words
from ringfence.regimes.card.benefits.services import RosterImported, programme_find, roster_import
from ringfence.regimes.card.benefits.staging import roster_digest
from ringfence.regimes.card.models import Programme, Roster
from ringfence.regimes.card.roster.faults import RosterFaults, RosterLineError
from ringfence.regimes.card.roster.read import roster_check

_IMPORT, _READ = "roster.import", "roster.read"
_LATEST = 20
_LONGEST_STEM = 60


def rosters(request: PageRequest) -> HttpResponse:
    """Return the form and the latest rosters; a posted file's preview; or the way to its runs.

    The first post shows what is wrong, and stores nothing. The second, which names the digest of
    what was shown, takes the same content in. Refuses: as roster_import.
    """
    request.actor.require(_READ)
    asked = {name: request.POST.get(name, "") for name in ("programme", "period")}
    context: dict[str, Any] = {"asked": asked}
    given = request.FILES.get("file")
    if request.method == "POST" and given is not None:
        scheme = programme_find(asked["programme"])
        request.actor.require(_IMPORT, organisation=scheme.agency)
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


def _frame(request: PageRequest) -> dict[str, Any]:
    seen = organisations_of(request, permission=_READ)
    may_import = organisations_of(request, permission=_IMPORT)
    latest = Roster.objects.filter(programme__agency__in=seen).select_related("programme")
    return {
        "programmes": Programme.objects.filter(agency__in=may_import).order_by("code"),
        "rosters": latest.order_by("-id")[:_LATEST],
    }


def _taken(request: PageRequest, path: Path, asked: dict[str, str]) -> HttpResponse:
    imported = roster_import(path=path, **asked, actor=request.actor, at=request.at)
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
    name = Path(given.name or "roster")
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        path = Path(folder) / f"{name.stem[:_LONGEST_STEM]}{name.suffix[:8]}"
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


def _in_language(value: Any) -> Any:
    is_english = (get_language() or "").startswith("en")
    return value.zh if isinstance(value, Words) and not is_english else value
