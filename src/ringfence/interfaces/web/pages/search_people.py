"""People of the registry, found by number or name; and people of the system, by administrators."""

from collections.abc import Iterator
from functools import cache

from django.db.models import Q
from django.urls import reverse

from ringfence.access.purpose import Reading
from ringfence.access.seen import users_seen
from ringfence.interfaces.web.pages.search_hits import MOST, Hit
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.door import client_address
from ringfence.interfaces.web.templatetags.registry import area_words, card_state_words
from ringfence.kernel.clock import business_date
from ringfence.regimes.card.registry.finding import FIND, people_find, sought


def find_people(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield people of the actor's areas, each written down before; numbers are masked."""
    what = sought(text, on=business_date(request.at))
    if what is None or not request.actor.may(FIND):
        return
    reading = Reading(
        actor=request.actor, organisation="", purpose="", at=request.at, trace=request.trace,
        address=client_address(request),
    )  # fmt: skip
    area_told = cache(area_words)
    for person in people_find(what=what, reading=reading, limit=MOST + 1):
        area, state = area_told(person.area_code), card_state_words(person.card_state)
        url = reverse("registered-person", args=[person.id])
        yield Hit(person.name, url, f"{person.identity_number} · {area} · {state}")


def find_users(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield people of the system whom the actor sees, by a part of their code or name."""
    if not request.actor.may("user.read"):
        return
    found = users_seen(actor=request.actor)
    for user in found.filter(Q(code__icontains=text) | Q(name__icontains=text))[: MOST + 1]:
        yield Hit(user.name, reverse("person", args=[user.code]), user.code)
