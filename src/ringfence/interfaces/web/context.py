"""What every page's frame shows."""

from typing import Any

from django.conf import settings

from ringfence.interfaces.web.navigation import entries_for
from ringfence.interfaces.web.request import PageRequest


def shell(request: PageRequest) -> dict[str, Any]:
    """Return the menu, which entry is open, how one signs in, the size of letters, the instant."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated and hasattr(request, "actor")
    match = request.resolver_match
    return {
        "navigation": entries_for(request.actor) if signed_in else [],
        "open_page": match.url_name if match else "",
        "oidc_name": settings.OIDC_NAME,
        "letters": request.COOKIES.get(settings.LETTERS_COOKIE_NAME, ""),
        "second_factor_of": settings.SECOND_FACTOR_OF,
        "at": getattr(request, "at", None),
        "trace": getattr(request, "trace", ""),
    }
