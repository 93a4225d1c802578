"""JSON as it is sent: UTF-8, Chinese as it is."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder


def rendered(content: Any) -> bytes:
    """Return content as JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, cls=NinjaJSONEncoder).encode()


def answered(content: Any) -> HttpResponse:
    """Return an answer whose form the operation vouches for: it is not held against its schema.

    For reads that are made often; the tests hold each of them against it.
    """
    return HttpResponse(rendered(content), content_type="application/json; charset=utf-8")


class PlainJson(BaseRenderer):
    """What ninja renders answers with."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        """Return the answer's bytes."""
        return rendered(data)
