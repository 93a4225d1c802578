"""What every page's frame shows."""

from typing import Any

from django.conf import settings

from ringfence.interfaces.web.navigation import entries_for
from ringfence.interfaces.web.request import PageRequest


def shell(request: PageRequest) -> dict[str, Any]:
    """Return the menu, which entry is open, whether an outside sign-in is offered, the instant."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated and hasattr(request, "actor")
    match = request.resolver_match
    return {
        "navigation": entries_for(request.actor) if signed_in else [],
        "open_page": match.url_name if match else "",
        "oidc_name": settings.OIDC_NAME,
        "at": getattr(request, "at", None),
        "trace": getattr(request, "trace", ""),
    }
