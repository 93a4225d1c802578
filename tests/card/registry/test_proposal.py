"""A registry file opens accounts and brings money: one proposes, others approve, then it loads."""

from pathlib import Path

import pytest

from actors import also, holder
from ringfence.access.actor import Actor, NotPermitted
from ringfence.desk.approvals import approval_decide
from ringfence.desk.domain import Verdict
from ringfence.desk.models import Approval
from ringfence.desk.refusals import ApprovalMissing, FourEyes
from ringfence.interfaces.cli.main import OK, REFUSED, main
from ringfence.kernel.refusal import FileLineError
from ringfence.regimes.card.models import Person
from ringfence.regimes.card.registry.lines import REGISTRY_COLUMNS
from ringfence.regimes.card.registry.proposal import registry_propose
from ringfence.regimes.card.registry.services import registry_load
from sample_month import CALENDAR, PROGRAMME, SampleMonth, at, csv_write, registry_row
from sample_people import CARD_CENTRE, KEEPER, REGISTRY_APPROVER

pytestmark = pytest.mark.clause("OP-5", "OP-25")
SECOND = holder("REGISTRY_APPROVER", "sample-second", organisation=CARD_CENTRE)
LARGE_FEN = 100_000_001


def registry(month: SampleMonth, **changed: object) -> Path:
    return csv_write(month.folder / "list.csv", REGISTRY_COLUMNS, [registry_row(1, **changed)])


def propose(path: Path) -> Approval:
    return registry_propose(path=path, calendar=CALENDAR, actor=KEEPER, at=at(8))


def decide(approval: Approval, actor: Actor = REGISTRY_APPROVER) -> Approval:
    return approval_decide(
        approval_id=approval.id, verdict=Verdict.APPROVE, reason="", actor=actor, at=at(9)
    )


def load(month: SampleMonth, path: Path) -> int:
    return registry_load(path=path, programme=month.programme, actor=KEEPER, at=at(10)).person_count


def test_a_list_is_loaded_once_another_has_approved_it(month: SampleMonth) -> None:
    path = registry(month, personal_fen=12_345)
    approval = propose(path)
    assert (approval.amount_fen, approval.reason) == (
        12_345,
        "list.csv: 1 people 人, 123.45 yuan 元",
    )
    with pytest.raises(ApprovalMissing):
        load(month, path)
    assert not Person.objects.exists()
    decide(approval)
    assert load(month, path) == 1


def test_who_proposed_a_list_does_not_approve_it(month: SampleMonth) -> None:
    approval = propose(registry(month))
    with pytest.raises(FourEyes):
        decide(approval, also(KEEPER, REGISTRY_APPROVER))


def test_a_list_that_was_changed_since_is_not_the_one_approved(month: SampleMonth) -> None:
    decide(propose(registry(month)))
    with pytest.raises(ApprovalMissing):
        load(month, registry(month, personal_fen=1))


def test_a_list_above_the_limit_needs_two(month: SampleMonth) -> None:
    path = registry(month, personal_fen=LARGE_FEN)
    approval = decide(propose(path))
    assert approval.state == "PENDING"
    with pytest.raises(ApprovalMissing):
        load(month, path)
    assert decide(approval, SECOND).state == "APPROVED"
    assert load(month, path) == 1


def test_a_list_whose_sum_no_books_can_hold_is_refused_with_its_line(month: SampleMonth) -> None:
    rows = [registry_row(number, personal_fen=10**18 - 1) for number in range(1, 21, 2)]
    with pytest.raises(FileLineError) as refused:
        propose(csv_write(month.folder / "list.csv", REGISTRY_COLUMNS, rows))
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (11, "personal_fen")
    assert not Approval.objects.exists()


@pytest.mark.parametrize(("area", "may"), [("149101", True), ("149102", False), ("15", False)])
def test_an_approver_of_an_area_approves_the_people_of_that_area_alone(
    month: SampleMonth, area: str, may: bool
) -> None:
    approver = holder("REGISTRY_APPROVER", "sample-b", organisation=CARD_CENTRE, area=area)
    approval = propose(registry(month))
    if may:
        assert decide(approval, approver).state == "APPROVED"
    else:
        with pytest.raises(NotPermitted):
            decide(approval, approver)
        approval.refresh_from_db()
        assert (approval.state, approval.decisions.count()) == ("PENDING", 0)


def test_by_command_a_list_is_proposed_approved_and_loaded(
    month: SampleMonth, people: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(registry(month))
    on = ["--at", "2026-01-06T09:00"]
    by_keeper = ["--actor", KEEPER.code, *on]
    assert main(["registry", "load", path, "--programme", PROGRAMME, *by_keeper]) == REFUSED
    assert main(["registry", "propose", path, *by_keeper]) == OK
    approval = Approval.objects.get()
    assert f"ringfence desk decide {approval.id} approve" in capsys.readouterr().out
    decided = ["desk", "decide", str(approval.id), "approve", "--actor", REGISTRY_APPROVER.code]
    assert main([*decided, *on]) == OK
    assert main(["registry", "load", path, "--programme", PROGRAMME, *by_keeper]) == OK
    assert Person.objects.count() == 1
