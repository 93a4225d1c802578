"""Programs need nothing of what pages need: they meet their operations at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import resolve

_API = "/api/"
# Of the API, this alone is a page.
_DOCS = "/api/v1/docs"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


class ProgramsApart:
    """Answer what is below `/api/` without session, cookie, language, form or message.

    A call is known by its signature, which no browser makes for another site: nothing of what the
    middlewares below guard is there. The host is checked as theirs is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the operation's response, or the page's."""
        path = request.path_info
        if not path.startswith(_API) or path.startswith(_DOCS):
            return self.get_response(request)
        request.get_host()
        match = resolve(path)
        request.resolver_match = match
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        for name, value in _HEADERS.items():
            response.headers[name] = value
        return response
