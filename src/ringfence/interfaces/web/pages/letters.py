"""Large print on the pages that need no sign-in: a switch, which a cookie remembers."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ringfence.interfaces.web.request import PageRequest

LARGE = "large"
_KEPT = timedelta(days=365)


@login_not_required
@require_POST
def letters(request: PageRequest) -> HttpResponse:
    """Switch large print on or off, and return the way back; never one that leads elsewhere."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = resolve_url(settings.LOGIN_URL)
    answer = redirect(back)
    if request.POST.get("letters") == LARGE:
        answer.set_cookie(
            settings.LETTERS_COOKIE_NAME, LARGE, max_age=_KEPT, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    else:
        answer.delete_cookie(settings.LETTERS_COOKIE_NAME, samesite="Lax")
    return answer
