"""What HTMX asked for is a part of a page; a redirect or a "no" is none."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ringfence.interfaces.web.request import PageRequest


class WholePageRedirects:
    """Turn a redirect into HX-Redirect where HTMX asked: to the sign-in as to the next step.

    HTMX itself would follow it and put the whole page where the part belongs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response, a redirect as HTMX takes it."""
        response = self.get_response(request)
        if "HX-Request" in request.headers and "Location" in response.headers:
            response.status_code = 204
            response.headers["HX-Redirect"] = response.headers["Location"]
            del response.headers["Location"]
        return response


def to_messages(response: HttpResponse) -> HttpResponse:
    """Return a fragment that goes to the page's messages, whatever part was asked for."""
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "innerHTML"
    response.headers["HX-Reselect"] = ".alert"
    return response
