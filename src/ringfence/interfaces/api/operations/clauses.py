"""The law: clauses, how far each is kept, and its values on a day."""

from datetime import date
from functools import cache
from typing import Annotated, Any

from ninja import Query, Router, Schema

from ringfence import rulebook
from ringfence.interfaces.api.pages import After, Limit, Page
from ringfence.interfaces.api.refusals import PageUnknown
from ringfence.interfaces.api.signed import ApiRequest
from ringfence.kernel.clock import business_date
from ringfence.rulebook.clause import Clause
from ringfence.rulebook.proof import ClauseState, Proof, read_shipped, state_of

router = Router(tags=["clauses"])


class ClauseOut(Schema):
    """One clause in our own words; `where` names what keeps it, `tests` what proves that."""

    id: str
    document: str
    article: str
    who: list[str]
    kind: str
    zh: str
    en: str
    state: ClauseState
    where: list[str]
    tests: list[str]


class ClausePage(Page):
    """A page of clauses in the order of their documents."""

    items: list[ClauseOut]


class ValueOut(Schema):
    """A value in force; `when` is what it was asked for, `area` the place whose own rule it is."""

    name: str
    when: dict[str, str]
    content: int | str
    unit: str
    edition: str
    area: str | None
    zh: str
    en: str


class ValuesOut(Schema):
    """All values of a clause on a day."""

    clause: str
    on: date
    values: list[ValueOut]


@router.get("/clauses", response=ClausePage)
def clauses(
    request: ApiRequest,  # noqa: ARG001 - ninja hands it over
    document: Annotated[str, Query(max_length=8)] = "",
    state: ClauseState | None = None,
    limit: Limit = 50,
    after: After = "",
) -> dict[str, Any]:
    """List clauses, of one document and state where these are asked for."""
    rows = [
        row
        for row in map(_clause, rulebook.current().clauses.values())
        if document in {"", row["document"]} and state in {None, row["state"]}
    ]
    ids = [row["id"] for row in rows]
    if after and after not in ids:
        raise PageUnknown(after=after)
    begin = ids.index(after) + 1 if after else 0
    shown = rows[begin : begin + limit]
    return {"items": shown, "after": shown[-1]["id"] if begin + limit < len(rows) else None}


@router.get("/clauses/{clause_id}", response=ClauseOut)
def clause(request: ApiRequest, clause_id: str) -> dict[str, Any]:  # noqa: ARG001
    """Show one clause."""
    return _clause(rulebook.current().clause(clause_id))


@router.get("/clauses/{clause_id}/values", response=ValuesOut)
def values(
    request: ApiRequest,
    clause_id: str,
    on: date | None = None,
    area: Annotated[str, Query(max_length=12)] = "",
) -> dict[str, Any]:
    """List a clause's values in force on a day (today, where none is given) in a place."""
    book = rulebook.current()
    asked = book.clause(clause_id)
    day = on or business_date(request.at)
    found = [
        {
            "name": value.name,
            "when": dict(when),
            "content": value.content,
            "unit": value.unit.value,
            "edition": value.edition,
            "area": value.area or None,
            "zh": rule.zh,
            "en": rule.en,
        }
        for rule, when, value in book.answers(on=day, area=area)
        if value.clause == asked.id
    ]
    return {"clause": asked.id, "on": day, "values": found}


def _clause(each: Clause) -> dict[str, Any]:
    proof = _proofs().get(each.id, Proof())
    return {
        "id": each.id,
        "document": each.document,
        "article": each.article,
        "who": list(each.who),
        "kind": each.kind,
        "zh": each.zh,
        "en": each.en,
        "state": state_of(each, proof),
        "where": list(proof.where),
        "tests": list(proof.tests),
    }


@cache
def _proofs() -> dict[str, Proof]:
    """Return the proofs as shipped: reading them from the sources takes seconds."""
    return read_shipped()
