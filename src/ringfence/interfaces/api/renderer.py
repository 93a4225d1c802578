"""JSON as it is sent: UTF-8, Chinese as it is."""

import json
from typing import Any

from django.http import HttpRequest
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder


def rendered(content: Any) -> bytes:
    """Return content as JSON in UTF-8."""
    return json.dumps(content, ensure_ascii=False, cls=NinjaJSONEncoder).encode()


class PlainJson(BaseRenderer):
    """What ninja renders answers with."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:  # noqa: ARG002
        """Return the answer's bytes."""
        return rendered(data)
