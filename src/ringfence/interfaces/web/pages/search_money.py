"""Funds, runs, and the payment of a receipt."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from ringfence.banking.funds.selectors import funds_seen
from ringfence.banking.runs.payments import receipts_find
from ringfence.banking.runs.seen import READ, runs_seen
from ringfence.interfaces.web.organisation import organisations_of
from ringfence.interfaces.web.pages.run_words import STATES
from ringfence.interfaces.web.pages.search_hits import MOST, Hit
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.text import plain_width


def find_funds(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield the funds that the actor may see, with this in their code or name."""
    for seen in funds_seen(actor=request.actor):
        if text.lower() in f"{seen.fund.code} {seen.fund.name}".lower():
            yield Hit(seen.fund.name, reverse("fund", args=[seen.fund.id]), seen.fund.code)


def find_runs(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield the runs that the actor may see, with this in their number."""
    organisations = organisations_of(request, permission=READ)
    number = plain_width(text)
    for run in runs_seen(organisations=organisations, number=number)[: MOST + 1]:
        _colour, state = STATES[run.state]
        yield Hit(run.number, reverse("run", args=[run.number]), f"{run.period} · {state}")


def find_receipts(text: str, request: PageRequest) -> Iterator[Hit]:
    """Yield the items with this number at the bank or in the books; nothing personal is shown."""
    organisations = organisations_of(request, permission="item.read")
    number = plain_width(text)
    for place in receipts_find(number=number, organisations=organisations, limit=MOST + 1):
        url = reverse("run-item", args=[place.run_number, place.line])
        words = {"run": place.run_number, "line": place.line}
        yield Hit(_("批次 %(run)s 第 %(line)s 行") % words, url, number)
