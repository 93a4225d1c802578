"""One person's statement: asked for with a purpose, shown masked, taken away as a file."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ringfence.access.purpose import Reading, purposes_of
from ringfence.banking.funds.selectors import SeenFund, fund_seen
from ringfence.banking.funds.statement_pdf import statement_pdf
from ringfence.banking.funds.statement_xlsx import statement_xlsx
from ringfence.banking.funds.statements import (
    HolderStatement,
    download_record,
    holder_find,
    statement_read,
)
from ringfence.crypto.digest import DigestAlgorithm, digest_bytes
from ringfence.interfaces.web.inside import require_inside
from ringfence.interfaces.web.pages.days import days_asked
from ringfence.interfaces.web.pages.fund_words import told_words
from ringfence.interfaces.web.pages.funds import frame_of
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.interfaces.web.templatetags.web import told

_PAGE = 100
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMS: dict[str, tuple[Callable[..., bytes], str]] = {
    "pdf": (statement_pdf, "application/pdf"),
    "xlsx": (statement_xlsx, _XLSX),
}

# A browser's own choice of a day takes no other form.
_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")


class StatementForm(forms.Form):
    """Whose statement, why, and of which days. The number travels in no address."""

    number = forms.CharField(max_length=64)
    purpose = forms.ChoiceField(label=_("查看目的"))
    from_on = forms.DateField(label=_("起始日"), widget=_DAY)
    to_on = forms.DateField(label=_("截止日"), widget=_DAY)


def statement_ask(request: PageRequest, fund_id: UUID) -> HttpResponse:
    """Return the form, or the way to the statement. Refuses: as `fund_seen`, `holder_find`."""
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    request.actor.require(seen.kind.statement)
    form = _form(request, seen)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        account_id = holder_find(
            seen=seen, number=asked["number"], reading=_reading(request, seen, asked["purpose"])
        )
        query = {name: asked[name] for name in ("purpose", "from_on", "to_on")}
        return redirect(f"{reverse('statement', args=[fund_id, account_id])}?{urlencode(query)}")
    return render(request, "web/statement_ask.html", {**frame_of(request, seen), "form": form})


def statement(request: PageRequest, fund_id: UUID, account_id: UUID) -> HttpResponse:
    """Return a person's statement. Refuses: as `fund_seen` and `statement_read`."""
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    found, reading = _opened(request, seen, account_id)
    page = Paginator(found.lines, _PAGE).get_page(request.GET.get("page"))
    files = [(form, reverse("statement_file", args=[fund_id, account_id, form])) for form in _FORMS]
    context = {
        **frame_of(request, seen),
        "told": found,
        "number_words": told_words(found.number_words),
        "page": page,
        "lines": [{"is": line, "words": told_words(line.words)} for line in page],
        "files": files,
        "query": urlencode(
            {"purpose": reading.purpose, "from_on": found.from_on, "to_on": found.to_on}
        ),
    }
    return render(request, "web/statement.html", context)


def statement_file(
    request: PageRequest, fund_id: UUID, account_id: UUID, form: str
) -> HttpResponse:
    """Return the statement as a file, which the trail has by its digest.

    Refuses: as above, FileLeavesOpen.
    """
    if form not in _FORMS:
        raise Http404
    require_inside(request)
    write, content_type = _FORMS[form]
    seen = fund_seen(fund_id=fund_id, actor=request.actor)
    found, reading = _opened(request, seen, account_id)
    content = write(told=found, printed_by=request.actor.code, at=request.at)
    digest = digest_bytes(DigestAlgorithm.SHA_256, content).hex()
    download_record(seen=seen, told=found, form=form, digest=digest, reading=reading)
    # The account's id, never a name or a number of the person.
    name = f"statement-{account_id}-{found.from_on}-{found.to_on}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


def _opened(
    request: PageRequest, seen: SeenFund, account_id: UUID
) -> tuple[HolderStatement, Reading]:
    reading = _reading(request, seen, request.GET.get("purpose", ""))
    from_on, to_on = days_asked(request)
    found = statement_read(
        seen=seen, account_id=account_id, from_on=from_on, to_on=to_on, reading=reading
    )
    return found, reading


def _reading(request: PageRequest, seen: SeenFund, purpose: str) -> Reading:
    return Reading(
        actor=request.actor,
        organisation=seen.organisation_for(request.actor, seen.kind.statement),
        purpose=purpose,
        at=request.at,
        trace=request.trace,
        address=client_address(request),
    )


def _form(request: PageRequest, seen: SeenFund) -> StatementForm:
    from_on, to_on = days_asked(request)
    given: dict[str, Any] = {"initial": {"from_on": from_on, "to_on": to_on}}
    form = StatementForm(request.POST if request.method == "POST" else None, **given)
    form.fields["number"].label = told_words(seen.kind.number)
    purpose = form.fields["purpose"]
    assert isinstance(purpose, forms.ChoiceField)
    purpose.choices = [
        ("", ""),
        *((each.code, told(each)) for each in purposes_of(seen.kind.statement)),
    ]
    return form
