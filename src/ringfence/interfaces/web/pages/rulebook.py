"""The law as the program holds it: every clause, its values over time, where it is kept."""

import itertools
from collections import Counter
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ringfence import rulebook
from ringfence.audit.refused import refused_counts
from ringfence.desk.declared import kinds
from ringfence.interfaces.web.charts import Chart, stacked_bars
from ringfence.interfaces.web.pages.clause_charts import refused_chart, step_chart
from ringfence.interfaces.web.pages.value_words import case_words, value_words
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import CLAUSE_STATES
from ringfence.kernel.clock import business_date
from ringfence.kernel.text import plain_width
from ringfence.rulebook.clause import Clause
from ringfence.rulebook.contradiction import Contradiction
from ringfence.rulebook.history import History, histories
from ringfence.rulebook.proof import ClauseState, Proof, read_shipped, state_of
from ringfence.rulebook.refusals import NoEditionInForce

_PAGE = 50
_REFUSED_DAYS = 30


def clauses(request: PageRequest) -> HttpResponse:
    """Return the list of clauses, narrowed by document, state and words."""
    book = rulebook.current()
    document, state = request.GET.get("document", ""), request.GET.get("state", "")
    words = request.GET.get("words", "").strip()
    rows = [
        row
        for row in _rows(book)
        if document in {"", row["clause"].document}
        and state in {"", row["state"]}
        and _has(row["clause"], words)
    ]
    is_narrowed = bool(document or state or words)
    context = {
        "page": Paginator(rows, _PAGE).get_page(request.GET.get("page")),
        "chart": None if is_narrowed else _chart(book),
        "documents": list(book.documents.values()),
        "states": list(ClauseState),
        "document": document,
        "state": state,
        "words": words,
    }
    return render(request, "web/clauses.html", context)


def clause(request: PageRequest, clause_id: str) -> HttpResponse:
    """Return the page of one clause. Refuses: UnknownClause."""
    book = rulebook.current()
    asked = book.clause(clause_id.upper())
    today = business_date(request.at)
    proof = _proofs().get(asked.id, Proof())
    found = histories(book, clause=asked.id)
    before, after = _neighbours(book, asked.id)
    context = {
        "clause": asked,
        "document": book.documents[asked.document],
        "kind": book.terms.kinds[asked.kind],
        "parties": [book.terms.parties[who] for who in asked.who],
        "state": state_of(asked, proof),
        "proof": proof,
        "before": before,
        "after": after,
        "values": [row for history in found for row in _value_rows(history, today)],
        "charts": _step_charts(found, today),
        "contradictions": [
            _told_contradiction(book, each, today)
            for each in book.contradictions
            if asked.id in each.clauses
        ],
        "duties": [each for each in kinds().duties.values() if each.clause == asked.id],
        "approvals": [each for each in kinds().approvals.values() if each.clause == asked.id],
        "cases": [each for each in kinds().cases.values() if each.clause == asked.id],
        "refused": _refused(asked, today),
        "trail": [(_("法规"), "clauses")],
    }
    return render(request, "web/clause.html", context)


def _rows(book: rulebook.Rulebook) -> list[dict[str, Any]]:
    return [
        {"clause": each, "state": state_of(each, _proofs().get(each.id, Proof()))}
        for each in book.clauses.values()
    ]


def _has(asked: Clause, words: str) -> bool:
    """Return whether id, article and sentences together hold each of the words."""
    text = f"{asked.id} {asked.article} {asked.zh} {asked.en}".lower()
    return all(word in text for word in plain_width(words).lower().split())


def _chart(book: rulebook.Rulebook) -> Chart:
    """Return how many clauses of each document are in each state."""
    counts = Counter((row["clause"].document, row["state"]) for row in _rows(book))
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


def _neighbours(book: rulebook.Rulebook, clause_id: str) -> tuple[str, str]:
    """Return the clauses before and after in the order of the list, empty at its ends."""
    ids = ["", *book.clauses, ""]
    place = ids.index(clause_id)
    return ids[place - 1], ids[place + 1]


def _value_rows(history: History, today: date) -> list[dict[str, Any]]:
    """Return what the history's spans say, each with whether it is today's."""
    return [
        {
            "rule": history.rule,
            "cases": [case_words(case) for case in history.cases if case],
            "period": span.period,
            "value": value_words(span.value) if span.value else "",
            "edition": span.value.edition if span.value else "",
            "is_today": span.period.covers(today),
        }
        for span in history.spans
    ]


def _step_charts(found: list[History], today: date) -> list[Chart]:
    """Return a chart for each value that is a number and does not hold for ever alike."""
    groups = [list(group) for _name, group in itertools.groupby(found, lambda h: h.rule.name)]
    return [
        step_chart(group, chart_id=f"value-{number}", today=today)
        for number, group in enumerate(groups)
        if any(len(history.spans) > 1 or _ends(history) for history in group)
        and all(isinstance(s.value.content, int) for h in group for s in h.spans if s.value)
    ]


def _ends(history: History) -> bool:
    period = history.spans[0].period
    return period.first_on is not None or period.last_on is not None


def _told_contradiction(
    book: rulebook.Rulebook, each: Contradiction, today: date
) -> dict[str, Any]:
    """Return a contradiction, its ways out, and the one chosen here today."""
    try:
        chosen = book.value(each.name, on=today).text
    except NoEditionInForce:
        chosen = each.choice
    return {"what": each, "options": list(each.options.items()), "chosen": chosen}


def _refused(asked: Clause, today: date) -> Chart | None:
    """Return the refusals of the last thirty days, None where the trail has none."""
    from_on = today - timedelta(days=_REFUSED_DAYS - 1)
    counts = refused_counts(clause=asked.id, from_on=from_on, to_on=today)
    return refused_chart(counts, from_on=from_on, to_on=today) if counts else None
