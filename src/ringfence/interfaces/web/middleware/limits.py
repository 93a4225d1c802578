"""A session ends when nobody is there, and at the latest after a working day."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from ringfence.interfaces.web.request import PageRequest

# What a page asks by itself, such as how far a run is, shows nobody there.
_UNATTENDED = "X-Unattended"
_BEGAN, _SEEN = "began_at", "seen_at"
# How exactly a session knows when it was last used: one write a minute, not one a page.
_STEP = timedelta(minutes=1)


class SessionLimits:
    """End a session that was idle too long or is too old; its person signs in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response, as for a stranger where the session has ended."""
        if not request.user.is_authenticated:
            return self.get_response(request)
        if _is_over(request, request.at):
            logout(request)
        elif _UNATTENDED not in request.headers:
            _note(request, request.at)
        response = self.get_response(request)
        # Nothing of it is left in a browser that the next person uses.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _is_over(request: PageRequest, at: datetime) -> bool:
    began, seen = request.session.get(_BEGAN), request.session.get(_SEEN)
    if began is None or seen is None:
        return False
    return (
        at - datetime.fromisoformat(began) >= settings.SESSION_LONGEST
        or at - datetime.fromisoformat(seen) >= settings.SESSION_IDLE
    )


def _note(request: PageRequest, at: datetime) -> None:
    seen = request.session.get(_SEEN)
    request.session.setdefault(_BEGAN, at.isoformat())
    if seen is None or at - datetime.fromisoformat(seen) >= _STEP:
        request.session[_SEEN] = at.isoformat()
