"""One field that finds: each finder looks in its own place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.banking.funds.selectors import funds_seen
from ringfence.interfaces.web.request import PageRequest

MOST = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what kind, what it is called, where its page is."""

    kind: str | Promise
    title: str
    url: str
    detail: str = ""


Finder = Callable[[str, Actor, datetime], Iterator[Hit]]


def find_clauses(text: str, actor: Actor, at: datetime) -> Iterator[Hit]:  # noqa: ARG001
    """Yield the clauses with this id, or with these words in their sentence."""
    for clause in rulebook.current().clauses.values():
        if text.upper() in clause.id or text.lower() in f"{clause.zh} {clause.en}".lower():
            url = reverse("clause", args=[clause.id])
            yield Hit(_("条款"), clause.id, url, clause.zh)


def find_funds(text: str, actor: Actor, at: datetime) -> Iterator[Hit]:  # noqa: ARG001
    """Yield the funds that the actor may see, with this in their code or name."""
    for seen in funds_seen(actor=actor):
        if text.lower() in f"{seen.fund.code} {seen.fund.name}".lower():
            url = reverse("fund", args=[seen.fund.id])
            yield Hit(_("资金专户"), seen.fund.name, url, seen.fund.code)


# Each takes the text, the actor, who sees only what that one may see, and the instant.
FINDERS: tuple[Finder, ...] = (find_clauses, find_funds)


def search(request: PageRequest) -> HttpResponse:
    """Return what was found, at most 20 of each kind."""
    text = request.GET.get("q", "").strip()
    hits: list[Hit] = []
    for finder in FINDERS if text else ():
        found = finder(text, request.actor, request.at)
        hits += [hit for _number, hit in zip(range(MOST), found, strict=False)]
    return render(request, "web/search.html", {"text": text, "hits": hits})
