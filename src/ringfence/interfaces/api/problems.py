"""Every "no" of the API as application/problem+json (RFC 9457), in both languages."""

import json
import logging
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import HttpError, ValidationError

from ringfence.access.actor import NotPermitted
from ringfence.access.client_refusals import (
    CallNotTrusted,
    CallOutOfTime,
    CallRepeated,
    CallsTooMany,
)
from ringfence.access.refused import Tried, refused_record
from ringfence.interfaces.api.refusals import (
    AnswerFailed,
    CallTooLarge,
    CallUnreadable,
    ContentTypeUnknown,
    DatabaseAway,
    InputWrong,
    MethodUnknown,
    OperationUnknown,
)
from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.kernel.refusal import NotFound, Refusal

MEDIA_TYPE = "application/problem+json"
DOCS = "/api/v1/docs"

_SAFE = {"GET", "HEAD"}
_LOG = logging.getLogger("ringfence.web")
_REFUSED, _NOT_FOUND = 422, 404
_STATUS: Mapping[type[Refusal], int] = {
    CallUnreadable: 400,
    CallNotTrusted: 401,
    CallOutOfTime: 401,
    CallRepeated: 401,
    NotPermitted: 403,
    OperationUnknown: 404,
    MethodUnknown: 405,
    CallTooLarge: 413,
    ContentTypeUnknown: 415,
    CallsTooMany: 429,
    AnswerFailed: 500,
    DatabaseAway: 503,
}


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the refusal as a problem; what is not listed above is a 422."""
    usual = _NOT_FOUND if isinstance(refusal, NotFound) else _REFUSED
    status = _STATUS.get(type(refusal), usual)
    told = refusal.as_dict()
    body = {
        "type": f"urn:ringfence:refusal:{refusal.code}",
        "title": told["sentence"]["en"],
        "status": status,
        "trace": getattr(request, "trace", ""),
        **told,
    }
    text = json.dumps(body, ensure_ascii=False, default=str)
    response = HttpResponse(text, content_type=MEDIA_TYPE, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "RINGFENCE-1"
    if isinstance(refusal, CallsTooMany):
        response["Retry-After"] = str(refusal.facts["wait_seconds"])
    return response


def call_refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return what an operation refused, once the trail has it; what it had begun was undone.

    Of a call that was not trusted nobody knows whose it was: it is no entry.
    """
    call = getattr(request, "auth", None)
    match = request.resolver_match
    if call is not None and match is not None:
        tried = Tried(
            at=request.at,  # type: ignore[attr-defined] # set by the trace middleware
            actor=call.actor.code,
            organisation=call.organisation,
            kind="operation",
            name=f"{request.method} /{match.route}",
            is_act=request.method not in _SAFE,
            trace=request.trace,  # type: ignore[attr-defined]
            address=request.META.get("REMOTE_ADDR", ""),
            named=match.kwargs,
        )
        refused_record(refusal=refusal, tried=tried)
    return refused(request, refusal)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Return the answer where no operation is."""
    return refused(request, OperationUnknown(docs=DOCS))


def method_unknown(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Return what Django answers to a method that the path does not know, as a problem."""
    problem = refused(request, MethodUnknown(method=request.method, expected=answer["Allow"]))
    problem["Allow"] = answer["Allow"]
    return problem


def input_wrong(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Return where the call is not as described; what was sent may be personal: not repeated."""
    faults = [
        {"place": ".".join(map(str, each["loc"])), "fault": each["type"], "expected": each["msg"]}
        for each in wrong.errors
    ]
    return refused(request, InputWrong(count=len(faults), place=faults[0]["place"], faults=faults))


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Return what the parser said of a body, which ninja wraps."""
    cause = error.__cause__
    return refused(request, cause if isinstance(cause, Refusal) else CallUnreadable())


def too_large(request: HttpRequest, _error: RequestDataTooBig) -> HttpResponse:
    """Return the answer to a body above Django's limit."""
    return refused(request, CallTooLarge(most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE))


def not_found(request: HttpRequest, _error: Http404) -> HttpResponse:
    """Return the answer where Django found nothing."""
    return nothing_here(request)


def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return 503 where the database is away; else 500.

    DatabaseBack tries a read again that was not trusted yet. One that was is used up: its client
    signs it anew.
    """
    if isinstance(error, DATABASE_FAULTS):
        request.database_gone = not hasattr(request, "auth")  # type: ignore[attr-defined]
        return refused(request, DatabaseAway())
    _LOG.error("the API could not answer", exc_info=error)
    return refused(request, AnswerFailed(trace=getattr(request, "trace", "")))
