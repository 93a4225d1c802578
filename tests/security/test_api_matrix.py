"""Every operation of the API with and without its scope, unsigned, and from another agency."""

from typing import Any

import pytest
from django.test import Client

from api.program import Program, program
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.interfaces.api.site import api
from sample_people import AGENCY
from security.world import OTHER_AGENCY, World

# What a client must be permitted; empty: whatever organisation it is of.
SCOPES = {
    "get /api/v1/clauses": "",
    "get /api/v1/clauses/{clause_id}": "",
    "get /api/v1/clauses/{clause_id}/values": "",
    "get /api/v1/workdays/days/{on}": "",
    "get /api/v1/workdays/periods": "",
    "post /api/v1/checks/identity": "",
    "post /api/v1/checks/credit-code": "",
    "post /api/v1/checks/card": "",
    "get /api/v1/runs": "run.read",
    "get /api/v1/runs/{number}": "run.read",
    "get /api/v1/runs/{number}/items": "item.read",
    "post /api/v1/runs/{number}/check": "run.check",
    "post /api/v1/runs/{number}/approve": "run.approve",
    "post /api/v1/runs/{number}/release": "run.release",
    "post /api/v1/runs/{number}/cancel": "run.cancel",
    "get /api/v1/funds": "fund.read",
    "get /api/v1/funds/{fund_id}": "fund.read",
    "get /api/v1/funds/{fund_id}/trial-balance": "fund.read",
    "get /api/v1/funds/{fund_id}/movements": "fund.read",
    "get /api/v1/funds/{fund_id}/seals": "fund.read",
    "get /api/v1/exchange/files": "exchange.read",
    "get /api/v1/desk/tray": "desk.read",
    "get /api/v1/desk/duties/{duty_id}": "desk.read",
    "get /api/v1/desk/approvals/{approval_id}": "desk.read",
    "get /api/v1/desk/cases/{case_id}": "desk.read",
    "post /api/v1/desk/approvals/{approval_id}/decisions": "run.approve",
    "post /api/v1/desk/cases/{case_id}/notes": "case.work",
}
QUERIES = {
    "get /api/v1/clauses/{clause_id}/values": "?on=2026-01-06",
    "get /api/v1/workdays/periods": "?start_on=2026-01-06&count=3",
    "get /api/v1/runs/{number}/items": "?purpose=BENEFIT_PAYMENT",
}
BODIES = {
    "post /api/v1/desk/approvals/{approval_id}/decisions": {"verdict": "APPROVE"},
    "post /api/v1/desk/cases/{case_id}/notes": {"text": "样例"},
}
_KEPT_OUT = {401, 403, 404}
_THING = ("{number}", "{fund_id}", "{duty_id}", "{approval_id}", "{case_id}")


def operations() -> dict[str, str]:
    """Return each operation of the description with the path's parts in braces, and its scope."""
    paths = api.get_openapi_schema()["paths"]
    return {
        f"{method} {path}": told.get("x-scope", "")
        for path, methods in paths.items()
        for method, told in methods.items()
    }


def call(client: Program, operation: str, world: World) -> int:
    """Make the call about the world's things and return the status."""
    method, path = operation.split(" ")
    url = path.format(**{**world.parts, "on": "2026-01-06"}) + QUERIES.get(operation, "")
    if method == "get":
        return int(client.get(url).status_code)
    answer = client.post(url, BODIES.get(operation, {}), key=f"sample-key-{client.key_id[:16]}")
    return int(answer.status_code)


def scopes_but(scope: str) -> list[str]:
    """Return all scopes of business except one; not those that see a whole area's funds."""
    return [
        code
        for code, permission in declared().permissions.items()
        if Administration.BUSINESS in permission.administrations
        and code != scope
        and not code.endswith(".supervise")
    ]


def test_every_operation_is_in_the_table() -> None:
    assert set(operations()) <= set(SCOPES)


def test_the_description_says_the_scope() -> None:
    told = {name: scope for name, scope in operations().items() if "kind" not in scope}
    assert told == {name: SCOPES[name] for name in told}


@pytest.mark.clause("OP-22.1")
def test_a_scope_opens_its_operation_and_no_other_does(world: World) -> None:
    wrong: list[Any] = []
    for number, operation in enumerate(operations()):
        scope = SCOPES[operation]
        with_it = program(f"with-{number}", AGENCY, *scopes_but(""))
        if (status := call(with_it, operation, world)) in _KEPT_OUT or status >= 500:
            wrong.append((operation, "with", status))
        if not scope:
            continue
        without = program(f"without-{number}", AGENCY, *scopes_but(scope))
        if (status := call(without, operation, world)) not in _KEPT_OUT:
            wrong.append((operation, "without", status))
    assert wrong == []


@pytest.mark.clause("OP-22.1")
def test_what_is_anothers_is_not_there(world: World) -> None:
    stranger = program("stranger", OTHER_AGENCY, *scopes_but(""))
    things = [name for name in operations() if any(part in name for part in _THING)]
    assert len(things) >= 10
    found = {name: call(stranger, name, world) for name in things}
    assert {name: status for name, status in found.items() if status not in {403, 404}} == {}


def test_an_unsigned_call_is_answered_401(world: World) -> None:
    for operation in operations():
        method, path = operation.split(" ")
        url = path.format(**{**world.parts, "on": "2026-01-06"})
        answer = getattr(Client(), method)(url, content_type="application/json")
        assert answer.status_code == 401, operation


def test_a_session_is_no_signature(world: World, everybody: dict[str, Client]) -> None:
    for role in ("BENEFIT_CLERK", "SYSTEM_ADMINISTRATOR"):
        assert everybody[role].get("/api/v1/runs").status_code == 401
