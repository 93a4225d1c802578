"""A database that restarts costs a moment, not a page."""

import time
from collections.abc import Callable

import psycopg
from django.db import connection
from django.db.utils import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from ringfence.interfaces.web.request import PageRequest

# Django's own, and the driver's where a selector asks it without Django.
DATABASE_FAULTS = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
_SAFE = {"GET", "HEAD"}
_WAITS_SECONDS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


class DatabaseBack:
    """Show a page again, once, that the database's restart cut off; only where showing is safe.

    What changes something is never done again: its answer is 503, and nothing of it has happened
    unless it had committed. A page that needs no database never waits for it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response, at a second try where the first met no database."""
        response = self.get_response(request)
        if not getattr(request, "database_gone", False) or request.method not in _SAFE:
            return response
        if not _is_back():
            return response
        request.database_gone = False
        return self.get_response(request)


def _is_back() -> bool:
    """Return whether the database answers within the waits."""
    connection.close()
    for seconds in _WAITS_SECONDS:
        try:
            connection.ensure_connection()
        except DATABASE_FAULTS:
            time.sleep(seconds)
        else:
            return True
    return False
