"""The law as the program holds it: every clause, its values today, where it is kept."""

from collections import Counter
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ringfence import rulebook
from ringfence.interfaces.web.charts import Chart, stacked_bars
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import CLAUSE_STATES
from ringfence.kernel.clock import business_date
from ringfence.rulebook.clause import Clause
from ringfence.rulebook.proof import ClauseState, Proof, read_shipped, state_of

_PAGE = 50


def clauses(request: PageRequest) -> HttpResponse:
    """Return the list of clauses, of one document and one state where these are asked for."""
    book = rulebook.current()
    found = _proofs()
    document, state = request.GET.get("document", ""), request.GET.get("state", "")
    rows = [
        {"clause": each, "state": state_of(each, found.get(each.id, Proof()))}
        for each in book.clauses.values()
        if document in {"", each.document}
    ]
    if state:
        rows = [row for row in rows if row["state"] == state]
    context = {
        "page": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "chart": _chart(book) if not document and not state else None,
        "documents": list(book.documents.values()),
        "states": list(ClauseState),
        "document": document,
        "state": state,
    }
    return render(request, "web/clauses.html", context)


def clause(request: PageRequest, clause_id: str) -> HttpResponse:
    """Return the page of one clause. Refuses: UnknownClause."""
    book = rulebook.current()
    asked = book.clause(clause_id.upper())
    proof = _proofs().get(asked.id, Proof())
    context = {
        "clause": asked,
        "document": book.documents[asked.document],
        "state": state_of(asked, proof),
        "proof": proof,
        "values": _values(asked, request),
        "contradictions": [each for each in book.contradictions if asked.id in each.clauses],
        "trail": [(_("法规"), "clauses")],
    }
    return render(request, "web/clause.html", context)


def _chart(book: rulebook.Rulebook) -> Chart:
    """Return how many clauses of each document are in each state."""
    counts = Counter(
        (each.document, state_of(each, _proofs().get(each.id, Proof())))
        for each in book.clauses.values()
    )
    return stacked_bars(
        chart_id="states",
        title=_("各文件条款落实情况"),
        names=list(book.documents),
        parts={
            str(words): [counts[document, state] for document in book.documents]
            for state, (_colour, words) in CLAUSE_STATES.items()
        },
    )


@cache
def _proofs() -> dict[str, Proof]:
    """Return the proofs as shipped: reading them from the sources takes seconds."""
    return read_shipped()


def _values(asked: Clause, request: PageRequest) -> list[dict[str, Any]]:
    """Return the clause's values in force today, with what each was asked for."""
    on = business_date(request.at)
    return [
        {"rule": rule, "when": when, "value": value}
        for rule, when, value in rulebook.current().answers(on=on)
        if value.clause == asked.id
    ]
