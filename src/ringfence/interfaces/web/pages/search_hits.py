"""What a search finds: hits of one kind under one heading."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from ringfence.interfaces.web.request import PageRequest

MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is called, where its page is, what tells it apart."""

    title: str | Promise
    url: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finder:
    """Looks for one kind of thing, and yields only what the actor may see.

    `label` names the kind. `personal`: it shows people, whose numbers travel in no address.
    """

    label: str | Promise
    find: Callable[[str, PageRequest], Iterator[Hit]]
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of a kind, at most 20; `has_more` where there are others."""

    finder: Finder
    hits: list[Hit]
    has_more: bool
