"""Each request has an instant and an id; both go into what it logs, audits and answers."""

import logging
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import nanoseconds, now
from ringfence.kernel.uuid7 import uuid7

_LOG = logging.getLogger("ringfence.web")
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
_NANOSECONDS_PER_MILLISECOND = 1_000_000


class Trace:
    """Set `request.at` and `request.trace`, answer with X-Request-ID, and log one line.

    An id that a proxy gives is kept. The clock is read here and handed down.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response with its id."""
        began = nanoseconds()
        given = request.headers.get("X-Request-ID", "")
        trace = given if _GIVEN.fullmatch(given) else uuid7().hex
        request.trace, request.at = trace, now()
        response = self.get_response(request)
        response["X-Request-ID"] = trace
        match = request.resolver_match
        facts = {
            "trace": trace,
            "method": request.method,
            "route": match.route if match else "",
            "status": response.status_code,
            "ms": (nanoseconds() - began) // _NANOSECONDS_PER_MILLISECOND,
        }
        _LOG.info("request", extra={"facts": facts})
        return response
