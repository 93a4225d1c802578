"""The API as one thing: its operations, how it answers, and its description."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from ringfence.interfaces.api import problems
from ringfence.interfaces.api.description import WORDS, described
from ringfence.interfaces.api.operations import (
    checks,
    clauses,
    desk,
    exchange,
    funds,
    runs,
    workdays,
)
from ringfence.interfaces.api.refusals import CallUnreadable, ContentTypeUnknown
from ringfence.interfaces.api.renderer import PlainJson
from ringfence.interfaces.api.signed import Signature
from ringfence.kernel.refusal import Refusal

_JSON = "application/json"


class JsonBody(Parser):
    """Bodies are JSON and say so."""

    def parse_body(self, request: HttpRequest) -> Any:
        """Return the body's content. Refuses: ContentTypeUnknown, CallUnreadable."""
        if request.content_type != _JSON:
            raise ContentTypeUnknown(got=request.content_type or "-")
        try:
            return super().parse_body(request)
        except (ValueError, RecursionError):
            raise CallUnreadable from None


class Api(NinjaAPI):
    """The API, which describes its refusals too."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """Return the OpenAPI document."""
        return described(super().get_openapi_schema(**options))


def _api() -> Api:
    made = Api(
        title="Ringfence 专户",
        version="1",
        description=WORDS,
        auth=Signature(),
        renderer=PlainJson(),
        parser=JsonBody(),
        urls_namespace="api",
    )
    for part in (clauses, workdays, checks, runs, funds, exchange, desk):
        made.add_router("", part.router)
    handlers: dict[type[Exception], Any] = {
        Refusal: problems.call_refused,
        ValidationError: problems.input_wrong,
        HttpError: problems.http_error,
        RequestDataTooBig: problems.too_large,
        Http404: problems.not_found,
        Exception: problems.failed,
    }
    for kind, handler in handlers.items():
        made.add_exception_handler(kind, handler)
    return made


api = _api()
