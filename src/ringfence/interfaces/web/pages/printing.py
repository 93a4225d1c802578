"""A page with personal data is printed: written down first, then the browser prints it."""

import re

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from ringfence.access.prints import print_record
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address

_PAGE = re.compile(r"[a-z][a-z_-]{0,63}")
_MOST = 100


@require_POST
def printed(request: PageRequest) -> HttpResponse:
    """Return 204 once the trail has what is about to be printed. Source: OP-22.1."""
    page, shown = request.POST.get("page", ""), request.POST.getlist("shown")
    if not _PAGE.fullmatch(page) or not 1 <= len(shown) <= _MOST:
        raise BadRequest("page and shown")
    print_record(
        actor=request.actor,
        page=page,
        shown=shown,
        at=request.at,
        trace=request.trace,
        address=client_address(request),
    )
    return HttpResponse(status=204)
