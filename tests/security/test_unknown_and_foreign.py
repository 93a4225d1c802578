"""What is another's is told as what is nobody's: the same bytes, but for what was asked for."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from actors import actor
from api.program import Program, program
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.kernel.uuid7 import uuid7
from sample_people import AGENCY
from security.conftest import ClientAs
from security.test_api_matrix import BODIES, QUERIES, operations, scopes_but
from security.test_others_records import business, things
from security.test_page_matrix import FORMS, PERMISSIONS, QUERY, Trial, trials, undone
from security.world import OTHER_AGENCY, World

pytestmark = pytest.mark.clause("OP-22.1")

# Parts that say what is asked of the thing, not which thing.
_NOT_WHICH = {"act", "what", "form", "line"}
# A request names itself; a page's frame has a token and a nonce of its own.
_TRACE = "sample-trace-0001"
_OWN = re.compile(r'(?:nonce|value)="[A-Za-z0-9+/=_-]{16,}"|"X-CSRFToken": "[^"]*"')
_ADMINISTERED = ("person", "membership", "organisation", "client")


def other(value: object) -> object:
    """Return what could be such an id or code, and is nobody's; as long as the one it is like."""
    if isinstance(value, UUID):
        return uuid7()
    text = str(value)
    return text[:-1] + ("8" if text.endswith("9") else "9")


def others(parts: dict[str, object]) -> dict[str, object]:
    """Return the parts of an address that name a thing, as those of nobody's."""
    return {name: other(value) for name, value in parts.items() if name not in _NOT_WHICH}


def told(answer: Any, names: dict[str, object]) -> tuple[int, str]:
    """Return the answer without what was asked for, and without the frame's own tokens."""
    text = answer.content.decode()
    for name, value in names.items():
        text = text.replace(str(value), f"<{name}>")
    return answer.status_code, _OWN.sub("", text)


def asked(client: Client, method: str, trial: Trial, parts: dict[str, object], accept: str) -> Any:
    path = trial.address.path(parts) + QUERY.get(trial.address.name, "")
    headers = {"Accept": accept, "X-Request-ID": _TRACE}
    with undone():
        if method == "get":
            return client.get(path, headers=headers)
        return client.post(path, FORMS.get(trial.address.name, {}), headers=headers)


def differing(client: Client, found: list[Trial], world: World) -> list[Any]:
    """Return where the thing and nobody's are told apart, or are not told as not there."""
    wrong: list[Any] = []
    for trial in found:
        there = {**world.parts, **trial.parts}
        named = {name: value for name, value in there.items() if name in trial.address.parts}
        nowhere = there | others(named)
        which = {name: there[name] for name in others(named)}
        nobodys = {name: nowhere[name] for name in which}
        for method in ("get", "post"):
            for accept in ("text/html", "application/json"):
                one = told(asked(client, method, trial, there, accept), which)
                two = told(asked(client, method, trial, nowhere, accept), nobodys)
                if one != two or one[0] not in {404, 405}:
                    wrong.append((trial.key, method, accept, one, two))
    return wrong


def test_a_page_of_anothers_is_told_as_one_of_nobodys(world: World, client_as: ClientAs) -> None:
    stranger = actor("sample-stranger", *business(), organisation=OTHER_AGENCY, area="99")
    of_business = _opened_by(set(business()), things())
    assert len(of_business) >= 15
    assert differing(client_as(stranger), of_business, world) == []


@pytest.mark.parametrize("side", [Administration.SYSTEM, Administration.SECURITY])
def test_nor_does_an_administrator_learn_of_another_area(
    world: World, client_as: ClientAs, side: Administration
) -> None:
    roles = [role for role in declared().roles.values() if role.administration is side]
    rights = {right for role in roles for right in role.permissions} | {"user.read"}
    elsewhere = actor("sample-elsewhere", *rights, organisation="PLATFORM", area="99")
    administered = [
        trial for trial in _opened_by(rights, trials())
        if trial.address.parts and trial.address.name.startswith(_ADMINISTERED)
    ]  # fmt: skip
    assert len(administered) >= 3
    assert differing(client_as(elsewhere, side), administered, world) == []


def _opened_by(rights: set[str], found: list[Trial]) -> list[Trial]:
    """Return the pages that are for these rights at all; who lacks them everywhere is told so."""
    return [trial for trial in found if PERMISSIONS[trial.key] & rights]


def operation_told(
    client: Program, operation: str, there: dict[str, object], which: dict[str, object]
) -> tuple[int, str]:
    method, path = operation.split(" ")
    url = path.format(**there) + QUERIES.get(operation, "")
    headers = {"X-Request-ID": _TRACE}
    body = None
    if method == "post":
        headers["Idempotency-Key"] = uuid7().hex
        body = BODIES.get(operation, {})
    return told(client.call(method.upper(), url, body, **headers), which)


def test_an_operation_on_anothers_is_told_as_one_on_nobodys(world: World) -> None:
    strangers = (
        program("stranger", OTHER_AGENCY, *scopes_but("")),
        program("without", AGENCY, "roster.read"),
    )
    things = [name for name in operations() if "{" in name and "clause" not in name]
    things = [name for name in things if "{on}" not in name]
    assert len(things) >= 10
    for stranger in strangers:
        for name in things:
            which = {part: world.parts[part] for part in re.findall(r"{(\w+)}", name)}
            nobodys = others(which)
            one = operation_told(stranger, name, which, which)
            assert one[0] == 404, (name, one)
            assert one == operation_told(stranger, name, nobodys, nobodys)


def test_each_trial_of_a_program_is_an_entry_of_the_trail(world: World) -> None:
    stranger = program("stranger", OTHER_AGENCY, *scopes_but(""))
    run = f"/api/v1/runs/{world.run.number}"
    assert stranger.get(run).status_code == 404
    assert stranger.post(f"{run}/check", {}, key=uuid7().hex).status_code == 404
    assert stranger.get("/api/v1/runs/NOBODYS").status_code == 404
    found = search(AuditCriteria(organisation=OTHER_AGENCY), limit=9).records
    kept = [
        (each.action, each.subject_kind, each.subject_id, each.outcome)
        for each in reversed(found) if each.action.endswith(".refused")
    ]  # fmt: skip
    assert kept == [
        ("operation.refused", "operation", "GET /api/v1/runs/<number>", "NOT_PERMITTED"),
        ("act.refused", "operation", "POST /api/v1/runs/<number>/check", "NOT_PERMITTED"),
        ("operation.refused", "operation", "GET /api/v1/runs/<number>", "UNKNOWN_RUN"),
    ]
