"""Organisations, for administrators; and the clauses of the law, for everybody."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from ringfence import rulebook
from ringfence.access.seen import organisations_seen
from ringfence.interfaces.web.pages.search_hits import MOST, Hit
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import told


def find_organisations(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield the organisations that the actor sees, by a part of their code or name."""
    if not request.actor.may("organisation.read"):
        return
    found = organisations_seen(actor=request.actor)
    for each in found.filter(Q(code__icontains=text) | Q(name__icontains=text))[: MOST + 1]:
        yield Hit(each.name, reverse("organisation", args=[each.code]), each.code)


def find_clauses(text: str, request: PageRequest) -> Iterator[Hit]:  # noqa: ARG001
    """Yield the clauses with this id, or with these words in their sentence."""
    for clause in rulebook.current().clauses.values():
        if text.upper() in clause.id or text.lower() in f"{clause.zh} {clause.en}".lower():
            yield Hit(clause.id, reverse("clause", args=[clause.id]), told(clause))
