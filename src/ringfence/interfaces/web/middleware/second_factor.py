"""Whoever must have a second factor sets one up before anything else is done."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ringfence.access.models import User
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.second_factor import second_factor_is_due

# Below these a factor is set up; the others end the session, or change words and letters alone.
_BELOW = ("mfa_index", "account_reauthenticate")
_ALONE = ("account_change_password", "account_logout", "language", "letters")


class SecondFactorDue:
    """Lead a person who lacks the second factor to the page where it is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response, or the way to the set-up."""
        user = request.user
        if isinstance(user, User) and not _may_stay(request.path):
            of = settings.SECOND_FACTOR_OF
            if second_factor_is_due(user=user, actor=request.actor, of=of, at=request.at):
                return redirect("mfa_activate_totp")
        return self.get_response(request)


def _may_stay(path: str) -> bool:
    below = tuple(reverse(name) for name in _BELOW)
    return path.startswith(below) or path in {reverse(name) for name in _ALONE}
