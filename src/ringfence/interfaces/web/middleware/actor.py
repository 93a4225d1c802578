"""Who acts in a request, as services ask for it."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from ringfence.access.actor import Actor
from ringfence.access.selectors import actor_of_user
from ringfence.interfaces.web.request import PageRequest


class ActorOfRequest:
    """Set `request.actor`, read from the database when first asked; a stranger may do nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        """Return the page's response."""
        request.actor = cast(Actor, SimpleLazyObject(lambda: _actor(request)))
        return self.get_response(request)


def _actor(request: PageRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor(code="")
    return actor_of_user(code=request.user.code, at=request.at)
