"""Bank accounts are put right by two: one proposes the list, another approves, once it applies."""

from pathlib import Path

import pytest

from actors import also, holder
from ringfence.access.actor import Actor, NotPermitted
from ringfence.desk.approvals import approval_decide
from ringfence.desk.domain import Verdict
from ringfence.desk.models import Approval
from ringfence.desk.refusals import FourEyes
from ringfence.desk.tray import tray
from ringfence.interfaces.cli.main import OK, main
from ringfence.regimes.card.models import Card, CardChange, CorrectionLine, CorrectionList
from ringfence.regimes.card.registry.corrections import corrections_propose
from ringfence.regimes.card.registry.domain import AccountTaken
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS
from sample_month import BANK, CALENDAR, SampleMonth, account, at, csv_write, identity, registry_row
from sample_people import CARD_CENTRE, KEEPER, REGISTRY_APPROVER

pytestmark = pytest.mark.clause("OP-10", "OP-25")


def corrections(month: SampleMonth, *rows: tuple[int, str]) -> Path:
    lines = [
        dict(zip(CORRECTION_COLUMNS, (identity(number), text, BANK), strict=True))
        for number, text in rows
    ]
    return csv_write(month.folder / "corrections.csv", CORRECTION_COLUMNS, lines)


def propose(month: SampleMonth, *rows: tuple[int, str]) -> Approval:
    path = corrections(month, *(rows or ((1, "62229"),)))
    return corrections_propose(path=path, calendar=CALENDAR, actor=KEEPER, at=at(9))


def decide(
    approval: Approval, actor: Actor = REGISTRY_APPROVER, verdict: Verdict = Verdict.APPROVE
) -> Approval:
    return approval_decide(
        approval_id=approval.id, verdict=verdict, reason="样例理由", actor=actor, at=at(10)
    )


@pytest.fixture
def registered(month: SampleMonth) -> SampleMonth:
    """The month with two people in the registry."""
    month.people(registry_row(1), registry_row(3))
    return month


def account_of(number: int) -> str:
    return Card.objects.get(person__identity_number=identity(number)).account_number


def test_a_proposed_list_changes_nothing_until_another_approves_it(registered: SampleMonth) -> None:
    approval = propose(registered)
    assert account_of(1) == account(1)
    assert not CardChange.objects.exists()
    (waiting,) = tray(organisation=CARD_CENTRE, actor=REGISTRY_APPROVER, at=at(10)).items
    assert (waiting.kind, waiting.subject_id) == ("CARD_CORRECTION", approval.subject_id)
    decide(approval)
    assert account_of(1) == "62229"
    change = CardChange.objects.get()
    assert (change.actor, change.list.proposed_by) == (REGISTRY_APPROVER.code, KEEPER.code)


def test_who_proposed_does_not_approve(registered: SampleMonth) -> None:
    approval = propose(registered)
    with pytest.raises(NotPermitted):
        decide(approval, KEEPER)
    with pytest.raises(FourEyes):
        decide(approval, also(KEEPER, REGISTRY_APPROVER))
    assert account_of(1) == account(1)


def test_a_returned_list_is_never_applied(registered: SampleMonth) -> None:
    assert decide(propose(registered), verdict=Verdict.RETURN).state == "RETURNED"
    assert account_of(1) == account(1)
    again = propose(registered)
    decide(again)
    assert CorrectionList.objects.count() == 2
    assert account_of(1) == "62229"


def test_the_same_file_again_is_the_same_proposal_while_it_waits(registered: SampleMonth) -> None:
    first = propose(registered)
    assert propose(registered).id == first.id
    assert CorrectionList.objects.count() == 1


def test_an_account_taken_since_it_was_proposed_undoes_the_approval(
    registered: SampleMonth,
) -> None:
    approval = propose(registered)
    Card.objects.filter(person__identity_number=identity(3)).update(account_number="62229")
    with pytest.raises(AccountTaken):
        decide(approval)
    approval.refresh_from_db()
    assert (approval.state, approval.decisions.count()) == ("PENDING", 0)
    assert account_of(1) == account(1)


def test_an_approver_of_another_area_does_not_approve(registered: SampleMonth) -> None:
    elsewhere = holder("REGISTRY_APPROVER", "sample-b", organisation=CARD_CENTRE, area="15")
    approval = propose(registered)
    with pytest.raises(NotPermitted):
        decide(approval, elsewhere)
    assert account_of(1) == account(1)


def test_the_lines_are_kept_as_they_were_read(registered: SampleMonth) -> None:
    propose(registered, (1, "62229"), (3, "62228"))
    kept = CorrectionLine.objects.order_by("line")
    assert list(kept.values_list("line", "account_number")) == [(2, "62229"), (3, "62228")]


def test_the_command_proposes_and_says_how_it_is_approved(
    registered: SampleMonth, people: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(corrections(registered, (1, "62229")))
    on = ["--at", "2026-01-06T09:00"]
    assert main(["registry", "correct", path, "--actor", KEEPER.code, *on]) == OK
    said = capsys.readouterr().out
    approval = Approval.objects.get(kind="CARD_CORRECTION")
    assert f"ringfence desk decide {approval.id} approve" in said
    words = ["desk", "decide", str(approval.id), "approve", "--actor", REGISTRY_APPROVER.code]
    assert main([*words, *on]) == OK
    assert account_of(1) == "62229"
