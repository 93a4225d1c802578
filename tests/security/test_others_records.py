"""Records of another organisation, and of another area: nobody gets at them by their address."""

from typing import Any
from uuid import uuid4

import pytest

from actors import actor
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.audit.selectors import AuditCriteria, search
from security.conftest import ClientAs
from security.test_page_matrix import Trial, ask, is_no, trials
from security.world import OTHER_AGENCY, World

# Of the installation, not of an organisation; the law is everybody's.
_OF_ALL = {
    "clause", "audit_entry", "person", "person_grant", "person_act", "membership_act",
    "organisation", "organisation_act",
}  # fmt: skip


def business() -> list[str]:
    """Return every permission that a role of business may have."""
    found = declared().permissions.values()
    return [each.code for each in found if Administration.BUSINESS in each.administrations]


def things() -> list[Trial]:
    """Return the addresses that name a record of an organisation."""
    return [
        trial for trial in trials()
        if trial.address.parts and trial.address.name not in _OF_ALL
    ]  # fmt: skip


def opened(client: Any, world: World) -> list[tuple[str, str, int]]:
    """Return what was not refused, or told something of the record."""
    told = []
    for trial in things():
        for method in ("get", "post"):
            answer = ask(client, method, trial, world)
            text = answer.content.decode(errors="replace")
            said = [secret for secret in world.secrets if secret in text]
            if answer.status_code != 405 and (said or not is_no(answer)):
                told.append((method, trial.key, answer.status_code))
    return told


@pytest.mark.clause("OP-22.1")
def test_another_organisation_gets_at_nothing(world: World, client_as: ClientAs) -> None:
    stranger = client_as(
        actor("sample-stranger", *business(), organisation=OTHER_AGENCY, area="99")
    )
    assert len(things()) >= 15
    assert opened(stranger, world) == []


@pytest.mark.clause("OP-22.1")
def test_nor_does_a_supervisor_of_another_area(world: World, client_as: ClientAs) -> None:
    permissions = declared().roles["CARD_SUPERVISOR"].permissions
    supervisor = actor("sample-elsewhere", *permissions, organisation="SAMPLE-X", area="99")
    assert opened(client_as(supervisor), world) == []


@pytest.mark.clause("OP-22.1")
def test_lists_and_searches_show_nothing_of_others(world: World, client_as: ClientAs) -> None:
    stranger = client_as(
        actor("sample-stranger", *business(), organisation=OTHER_AGENCY, area="99")
    )
    words = (*world.secrets, world.run.number)
    for trial in trials():
        if trial.address.parts:
            continue
        for query in ({}, {"q": world.run.number}, {"number": world.run.number}):
            text = stranger.get(trial.address.path({}), query).text
            shown = text.replace(f'value="{world.run.number}"', "")
            assert [word for word in words if f">{word}<" in shown] == [], trial.key


@pytest.mark.clause("OP-22.1")
def test_each_trial_is_an_entry_of_the_trail(world: World, client_as: ClientAs) -> None:
    stranger = client_as(actor("sample-stranger", *business(), organisation=OTHER_AGENCY))
    case, number = f"/desk/case/{world.case.id}", world.run.number
    for path in (f"/runs/{number}/items/", f"{case}/", f"/desk/case/{uuid4()}/"):
        assert stranger.get(path).status_code == 404
    assert stranger.post(f"{case}/note/", {"text": "样例"}).status_code == 404
    found = search(AuditCriteria(actor="sample-stranger"), limit=9).records
    told = [
        (each.action, each.subject_id, each.outcome, each.facts)
        for each in found if each.action.endswith(".refused")
    ]  # fmt: skip
    of_case = {"case_id": str(world.case.id)}
    assert sorted(told, key=str) == [
        ("act.refused", "case-act", "NOT_PERMITTED",
         {"permission": "case.work", **of_case, "act": "note"}),
        ("page.refused", "case", "CASE_UNKNOWN", {}),
        ("page.refused", "case", "NOT_PERMITTED", {"permission": "desk.read", **of_case}),
        ("page.refused", "run-items", "NOT_PERMITTED",
         {"permission": "run.read", "number": number}),
    ]  # fmt: skip
