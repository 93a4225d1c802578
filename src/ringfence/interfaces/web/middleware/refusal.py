"""A "no" of the program becomes an answer in one place."""

import json
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ringfence.access.actor import NotPermitted
from ringfence.access.refused import Tried, refused_record
from ringfence.interfaces.web.middleware.htmx import to_messages
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.kernel.refusal import NotFound, Refusal

_SAFE = {"GET", "HEAD", "OPTIONS"}


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
        # What had begun was undone where the exception left it.
        _record(request, exception)
        status = _status(exception)
        context = {
            "refusal": exception,
            "sentence": exception.sentence(_language()),
            "heading": _("没有此页") if status == 404 else _("未能办理"),
        }
        if "HX-Request" in request.headers:
            return to_messages(render(request, "web/refusal_part.html", context, status=status))
        if request.accepts("text/html"):
            return render(request, "web/refusal.html", context, status=status)
        return problem(request, exception, status)


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, NotPermitted):
        return 403
    return 404 if isinstance(refusal, NotFound) else 422


def _record(request: PageRequest, refusal: Refusal) -> None:
    """Write what somebody tried, by the page's name; of a stranger there is nothing to say."""
    match = request.resolver_match
    if not request.actor.code:
        return
    tried = Tried(
        at=request.at,
        actor=request.actor.code,
        kind="page",
        name=match.url_name or "" if match else "",
        is_act=request.method not in _SAFE,
        trace=request.trace,
        address=client_address(request),
        named=match.kwargs if match else {},
    )
    refused_record(refusal=refusal, tried=tried)


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
