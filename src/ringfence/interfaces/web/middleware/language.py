"""Chinese unless the person switched to English."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from ringfence.interfaces.web.request import PageRequest


class ChosenLanguage:
    """Speak the language of the cookie, else Chinese; what the browser prefers is not asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", known)
        return response
