"""A first or an old password is changed before anything else is done."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ringfence.access.models import User
from ringfence.access.passwords import password_is_due
from ringfence.installation.config import config
from ringfence.interfaces.web.request import PageRequest


class PasswordDue:
    """Lead a person whose password is due to the page where it is changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response, or the way to the change."""
        if request.user.is_authenticated and _is_due(request):
            allowed = {reverse(name) for name in ("account_change_password", "account_logout")}
            allowed |= {reverse("language")}
            if request.path not in allowed:
                return redirect("account_change_password")
        return self.get_response(request)


def _is_due(request: PageRequest) -> bool:
    user = request.user
    if not isinstance(user, User) or not user.has_usable_password():
        return False
    at: datetime = request.at
    return password_is_due(user, at=at, days=config().password_days)
