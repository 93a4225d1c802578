"""A case: what it is about, what was said, its files, and what can be done with it."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ringfence import rulebook
from ringfence.desk.attachments import attachment_add, attachment_read
from ringfence.desk.cases import case_assign, case_close, case_note, case_step
from ringfence.desk.content import ContentType
from ringfence.desk.declared import kinds
from ringfence.desk.domain import CaseEvent, CaseState
from ringfence.desk.models import CaseMove
from ringfence.desk.selectors import CaseShown, case_show
from ringfence.installation.config import config
from ringfence.interfaces.web.pages.desk_words import EVENTS, fact_rows
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.clock import business_date

_KILOBYTE = 1024
_MEDIA_TYPES = {
    ContentType.PDF: "application/pdf",
    ContentType.PNG: "image/png",
    ContentType.JPEG: "image/jpeg",
    ContentType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ContentType.CSV: "text/csv",
}


def case(request: PageRequest, case_id: UUID) -> HttpResponse:
    """Return the page of one case. Refuses: CaseUnknown."""
    shown = case_show(case_id=case_id, actor=request.actor)
    kind = kinds().cases[shown.case.type]
    may_work = request.actor.may("case.work", organisation=shown.case.organisation_code)
    context = {
        "case": shown.case,
        "kind": kind,
        "steps": kind.steps,
        "outcome": next((each for each in kind.outcomes if each.code == shown.case.outcome), None),
        "facts": fact_rows(shown.case.facts),
        "links": shown.links,
        "notes": shown.notes,
        "attachments": shown.attachments,
        "moves": _move_rows(shown),
        "is_open": shown.case.state == CaseState.OPEN,
        "may_work": may_work,
        "most_kilobytes": _most_kilobytes(request),
        "trail": [(_("首页"), "home")],
    }
    return render(request, "web/case.html", context)


@require_POST
def case_act(request: PageRequest, case_id: UUID, act: str) -> HttpResponse:
    """Do one thing with a case: step, assign, note, attach, close. Refuses: as the services do."""
    if act not in _ACTS:
        raise Http404
    do, done = _ACTS[act]
    do(request, case_id)
    messages.success(request, str(done))
    return redirect("case", case_id)


def attachment(request: PageRequest, attachment_id: UUID) -> HttpResponse:
    """Return an attachment as a file to keep. Refuses: as attachment_read."""
    found, content = attachment_read(
        attachment_id=attachment_id, home=config().home, actor=request.actor, at=request.at
    )
    answer = HttpResponse(content, content_type=_MEDIA_TYPES[ContentType(found.content_type)])
    # Django writes the name as RFC 6266 has it, Chinese too; nothing is opened in our own name.
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    answer.headers["Content-Disposition"] = disposition or "attachment"
    return answer


def _step(request: PageRequest, case_id: UUID) -> None:
    step = request.POST.get("step", "")
    case_step(case_id=case_id, step=step, actor=request.actor, at=request.at)


def _assign(request: PageRequest, case_id: UUID) -> None:
    to_code = request.POST.get("to", "").strip()
    case_assign(case_id=case_id, to_code=to_code, actor=request.actor, at=request.at)


def _note(request: PageRequest, case_id: UUID) -> None:
    case_note(
        case_id=case_id, text=request.POST.get("text", ""), actor=request.actor, at=request.at
    )


def _attach(request: PageRequest, case_id: UUID) -> None:
    given = request.FILES.get("file")
    # One byte more than may be is enough to refuse it.
    most = _most_kilobytes(request) * _KILOBYTE + 1
    attachment_add(
        case_id=case_id,
        name=(given.name or "") if given else "",
        content=given.read(most) if given else b"",
        home=config().home,
        actor=request.actor,
        at=request.at,
    )


def _close(request: PageRequest, case_id: UUID) -> None:
    outcome = request.POST.get("outcome", "")
    case_close(case_id=case_id, outcome=outcome, actor=request.actor, at=request.at)


_ACTS: dict[str, tuple[Callable[[PageRequest, UUID], None], Promise]] = {
    "step": (_step, gettext_lazy("步骤已更新。")),
    "assign": (_assign, gettext_lazy("办理人已更新。")),
    "note": (_note, gettext_lazy("留言已保存。")),
    "attach": (_attach, gettext_lazy("附件已保存。")),
    "close": (_close, gettext_lazy("事项已办结。")),
}


def _most_kilobytes(request: PageRequest) -> int:
    return rulebook.value("attachment.kilobytes", on=business_date(request.at)).number


def _move_rows(shown: CaseShown) -> list[tuple[CaseMove, str | Promise, str]]:
    """Return what happened, in words: steps and outcomes by their names, ids left out."""
    kind = kinds().cases[shown.case.type]
    names = {each.code: told(each) for each in (*kind.steps, *kind.outcomes)}
    silent = (CaseEvent.NOTE, CaseEvent.ATTACH, CaseEvent.LINK)
    return [
        (
            move,
            EVENTS[move.event],
            "" if move.event in silent else names.get(move.after, move.after),
        )
        for move in shown.moves
    ]
