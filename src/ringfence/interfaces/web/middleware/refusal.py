"""A "no" of the program becomes an answer in one place."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from ringfence.access.actor import NotPermitted
from ringfence.audit.entry import AuditEntry
from ringfence.audit.services import record
from ringfence.interfaces.web.middleware.htmx import to_messages
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.kernel.refusal import Refusal
from ringfence.rulebook.refusals import UnknownClause

_STATUS: dict[type[Refusal], int] = {NotPermitted: 403, UnknownClause: 404}
_REFUSED = 422


class RefusalShown:
    """Answer a Refusal as a page, as a fragment to HTMX, or as problem+json (RFC 9457)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response."""
        return self.get_response(request)

    def process_exception(self, request: PageRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer that says why; None for what is no Refusal."""
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, NotPermitted):
            _trial_record(request, exception)
        status = _STATUS.get(type(exception), _REFUSED)
        context = {"refusal": exception, "sentence": exception.sentence(_language())}
        if "HX-Request" in request.headers:
            return to_messages(render(request, "web/refusal_part.html", context, status=status))
        if request.accepts("text/html"):
            return render(request, "web/refusal.html", context, status=status)
        return problem(request, exception, status)


def _trial_record(request: PageRequest, refusal: NotPermitted) -> None:
    """Write that somebody tried what that one may not: by the page's name. Source: OP-22.1."""
    match = request.resolver_match
    record(
        entry=AuditEntry(
            at=request.at,
            actor=request.actor.code,
            action="page.refused",
            subject_kind="page",
            subject_id=match.url_name or "" if match else "",
            outcome=refusal.code,
            clause="OP-22.1",
            trace=request.trace,
            address=client_address(request),
            facts={"permission": str(refusal.facts["permission"])},
        )
    )


def problem(request: PageRequest, refusal: Refusal, status: int) -> HttpResponse:
    """Return the refusal as application/problem+json, Chinese as it is."""
    told = refusal.as_dict()
    body = {
        "type": f"urn:ringfence:refusal:{refusal.code}",
        "title": told["sentence"][_language()],
        "status": status,
        "trace": request.trace,
        **told,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False, default=str),
        content_type="application/problem+json",
        status=status,
    )


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
