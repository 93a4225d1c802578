"""Every page as everybody: whoever lacks the permission does not come in, whoever has it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from sample_people import AGENCY
from security.addresses import Address, pages
from security.world import CLIENT, EXCHANGE_KEY, World

# Which permissions open a page; any one of them does. Nobody's: open to whoever is signed in.
ALL: frozenset[str] = frozenset()
FUND = frozenset({"fund.read", "programme.supervise", "custody.supervise"})
PERMISSIONS: dict[str, frozenset[str]] = {
    "home": ALL,
    "search": ALL,
    "clauses": ALL,
    "clause": ALL,
    "notices": ALL,
    "delegations": ALL,
    "delegation-act": frozenset({"approval.delegate"}),
    "funds": ALL,
    "duty": frozenset({"desk.read"}),
    "duty-act": frozenset({"duty.cancel"}),
    "approval": frozenset({"desk.read"}),
    "approval-act": frozenset({"run.approve"}),
    "case": frozenset({"desk.read"}),
    "case-act note": frozenset({"case.work"}),
    "attachment": frozenset({"desk.read"}),
    "notice-act": frozenset({"desk.read"}),
    "fund": FUND,
    "fund_trial": FUND,
    "fund_seals": FUND,
    "fund_verify": frozenset({"fund.verify"}),
    "fund_verification": FUND,
    "statement_ask": frozenset({"person.statement"}),
    "statement": frozenset({"person.statement"}),
    "statement_file": frozenset({"person.statement"}),
    "runs": ALL,
    "run": frozenset({"run.read"}),
    "printed": ALL,
    "run-items": frozenset({"item.read"}),
    "run-item": frozenset({"item.read"}),
    "corrections": frozenset({"person.read"}),
    "registered-person": frozenset({"person.read"}),
    "run-act check": frozenset({"run.check"}),
    "run-act approve": frozenset({"run.approve"}),
    "run-act release": frozenset({"run.release"}),
    "run-act book": frozenset({"run.book"}),
    "run-act close": frozenset({"run.close"}),
    "run-act cancel": frozenset({"run.cancel"}),
    "people": frozenset({"user.read"}),
    "person_register": frozenset({"user.change"}),
    "person": frozenset({"user.read"}),
    "person_grant": frozenset({"membership.grant"}),
    "person_act password": frozenset({"password.reset"}),
    "person_act sessions": frozenset({"session.end"}),
    "person_act close": frozenset({"user.change"}),
    "membership_act confirm": frozenset({"membership.confirm"}),
    "membership_act end": frozenset({"membership.grant"}),
    "rosters": frozenset({"roster.read"}),
    "roster_upload": frozenset({"roster.import"}),
    "reconciliations": ALL,
    "reconciliation": frozenset({"statement.read"}),
    "reconciliation-act": frozenset({"account.reconcile"}),
    "organisations": frozenset({"organisation.read"}),
    "organisation_register": frozenset({"organisation.change"}),
    "organisation": frozenset({"organisation.read"}),
    "organisation_act take-on": frozenset({"organisation.change"}),
    "organisation_act close": frozenset({"organisation.change"}),
    "keys": frozenset({"key.read"}),
    "exchange_key": frozenset({"key.read"}),
    "jobs": frozenset({"system.watch"}),
    "job_retry": frozenset({"job.retry"}),
    "clients": frozenset({"client.read"}),
    "client_register": frozenset({"client.change"}),
    "client": frozenset({"client.read"}),
    "client_key_add": frozenset({"client.change"}),
    "client_key_end": frozenset({"client.change"}),
    "client_close": frozenset({"client.change"}),
    "calendar": ALL,
    "audit": frozenset({"audit.read"}),
    "audit_entry": frozenset({"audit.read"}),
    "audit_verify": frozenset({"audit.verify"}),
    "audit_export": frozenset({"audit.export"}),
}
# Addresses whose last part says what is done there.
ACTS = {
    "case-act": ("act", ("note",)),
    "run-act": ("act", ("check", "approve", "release", "book", "close", "cancel")),
    "person_act": ("what", ("password", "sessions", "close")),
    "membership_act": ("what", ("confirm", "end")),
    "organisation_act": ("what", ("take-on", "close")),
}
# A part that means something else than on the other pages.
_AGENCY: dict[str, object] = {"code": AGENCY}
_CLIENT: dict[str, object] = {"code": CLIENT}
PARTS = {
    "organisation": _AGENCY,
    "organisation_act": _AGENCY,
    "exchange_key": {"key_id": EXCHANGE_KEY.public.key_id.hex()},
    **dict.fromkeys(("client", "client_key_add", "client_key_end", "client_close"), _CLIENT),
}
QUERY = {"statement": "?purpose=CARD_INSPECTION", "statement_file": "?purpose=CARD_INSPECTION"}
# What a form says where an empty one would be nothing at all.
FORMS = {
    "organisation_act": {"type_code": "EMPLOYMENT_SERVICE"},
    "person_grant": {"organisation": AGENCY, "role": "BENEFIT_CHECKER"},
    "case-act": {"text": "样例"},
    "duty-act": {"reason": "样例"},
    "run-act": {"reason": "样例"},
    "printed": {"page": "run-item", "shown": "0" * 32},
}
_NO_WORDS = ("NOT_PERMITTED", "_UNKNOWN", "UNKNOWN_")


@dataclass(frozen=True, slots=True)
class Trial:
    """An address, with one of the acts that it takes."""

    key: str
    address: Address
    parts: dict[str, object]


def trials() -> list[Trial]:
    """Return every page behind the sign-in, once for each act."""
    found = []
    for address in pages():
        part, acts = ACTS.get(address.name, ("", ("",)))
        usual = PARTS.get(address.name, {})
        found += [
            Trial(f"{address.name} {act}".strip(), address, usual | ({part: act} if part else {}))
            for act in acts
        ]
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Leave no trace of what is tried: the next one finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client: Client, method: str, trial: Trial, world: World) -> Any:
    """Ask for a page as a program would, so that a refusal says its code."""
    name = trial.address.name
    path = trial.address.path({**world.parts, **trial.parts}) + QUERY.get(name, "")
    accept = {"Accept": "application/json"}
    with undone():
        if method == "get":
            return client.get(path, headers=accept)
        return getattr(client, method)(path, FORMS.get(name, {}), headers=accept)


def is_no(answer: Any) -> bool:
    """Return whether somebody was kept out, or told that there is nothing."""
    if answer.status_code in {403, 404}:
        return True
    return answer.status_code == 422 and any(word in answer.text for word in _NO_WORDS)


def test_every_page_is_in_the_table() -> None:
    assert {trial.key for trial in trials()} <= set(PERMISSIONS)


def test_every_part_of_an_address_has_a_sample(world: World) -> None:
    known = set(world.parts) | {part for part, _acts in ACTS.values()}
    assert {part for each in pages() for part in each.parts} <= known


@pytest.mark.clause("OP-22.1")
def test_each_page_opens_to_who_has_its_permission_and_to_nobody_else(
    world: World, everybody: dict[str, Client]
) -> None:
    wrong = []
    for trial in trials():
        for method in ("get", "post"):
            if ask(everybody["NOBODY"], method, trial, world).status_code == 405:
                continue
            wrong += [
                (method, trial.key, role, answer.status_code, answer.text[:120])
                for role, client in everybody.items()
                for answer in [ask(client, method, trial, world)]
                if answer.status_code >= 500 or is_no(answer) is _may(role, trial)
            ]
    assert wrong == []


def _may(role: str, trial: Trial) -> bool:
    """Return whether the table opens a page to a role."""
    roles = declared().roles
    held = roles[role].permissions if role in roles else frozenset()
    needed = PERMISSIONS[trial.key]
    return not needed or bool(needed & held)


@pytest.mark.clause("OP-22.1")
def test_no_administrator_reads_business_data(world: World, everybody: dict[str, Client]) -> None:
    roles = declared().roles.values()
    sides = [role.code for role in roles if role.administration is not Administration.BUSINESS]
    assert len(sides) >= 3
    for role in sides:
        for trial in trials():
            text = ask(everybody[role], "get", trial, world).content.decode(errors="replace")
            assert [secret for secret in world.secrets if secret in text] == [], trial.key


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
def test_a_stranger_is_led_to_the_sign_in(world: World, method: str) -> None:
    for trial in trials():
        answer = ask(Client(), method, trial, world)
        assert answer.status_code == 302, trial.key
        assert answer["Location"].startswith("/account/login/?next="), trial.key
