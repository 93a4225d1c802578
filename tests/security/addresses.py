"""Every page's address, as the resolver has it, its parts filled with things of the sample."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What people have to do with their own sign-in; and the API, tried by its own description.
_OF_THE_DOOR = ("/account/", "/language/", "/letters/", "/health/", "/try/", "/api/", "/metrics")


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its name, its route, and what the parts of the route are called."""

    name: str
    route: str
    parts: frozenset[str]

    def path(self, parts: Mapping[str, object]) -> str:
        return reverse(self.name, kwargs={each: parts[each] for each in self.parts})


def pages() -> list[Address]:
    """Return the addresses behind the sign-in."""
    return [each for each in _walk(get_resolver(), "/") if not each.route.startswith(_OF_THE_DOOR)]


def doors() -> list[str]:
    """Return the paths of the sign-in that are filled with nothing, and of the two switches."""
    of_people = ("/account/", "/language/", "/letters/")
    found = [each for each in _walk(get_resolver(), "/") if each.route.startswith(of_people)]
    return [each.path({}) for each in found if not each.parts]


def _walk(
    resolver: URLResolver, before: str, parts: frozenset[str] = frozenset()
) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route = before + str(each.pattern)
        its = parts | set(each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Address(each.name or "", route, its)
        else:
            yield from _walk(each, route, its)
