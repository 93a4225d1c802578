"""Operators, their accounts, payees and riders: registered once, and complete."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mobility.bikes import AT, BANK, CODE, CUSTODIAN, DAY, OWN_NUMBER, SUPERVISOR, Custody, clerk_of
from ringfence.kernel.refusal import FileLineError
from ringfence.regimes.mobility.domain import Money, PayeeRelation
from ringfence.regimes.mobility.models import Operator
from ringfence.regimes.mobility.operators import account_open, operator_register
from ringfence.regimes.mobility.payees import payee_list
from ringfence.regimes.mobility.refusals import (
    DedicatedAccountMissing,
    OperatorDiffers,
    PayeeDiffers,
    RiderDiffers,
    VehicleCostUnproven,
)
from ringfence.regimes.mobility.riders import riders_open, riders_read

COST: dict[str, Any] = {
    "vehicle_cost_fen": 199_999,
    "vehicle_cost_on": DAY,
    "vehicle_cost_evidence": "样例采购合同",
}


def register(**facts: Any) -> Operator:
    given: dict[str, Any] = {"code": CODE, "name": "样例单车", "kind": "BIKE_SHARING"} | facts
    return operator_register(**given, actor=SUPERVISOR, at=AT)


def open_account(operator: Operator, money: Money, number: str) -> None:
    account_open(
        operator=operator,
        money=money,
        bank_code=BANK,
        number=number,
        actor=CUSTODIAN,
        at=AT,
    )


def take_in(operator: Operator, riders: list[tuple[str, str]]) -> int:
    return riders_open(operator=operator, riders=riders, actor=clerk_of(operator), at=AT)


@pytest.mark.clause("MUF-10.1")
@pytest.mark.parametrize(
    "lack",
    [
        {"vehicle_cost_fen": None},
        {"vehicle_cost_fen": 0},
        {"vehicle_cost_fen": -1},
        {"vehicle_cost_on": None},
        {"vehicle_cost_evidence": " "},
    ],
    ids=["no amount", "nothing", "less than nothing", "no day", "no evidence"],
)
def test_a_vehicle_cost_is_evidenced_and_dated(
    adopted: Path, db: None, lack: dict[str, Any]
) -> None:
    with pytest.raises(VehicleCostUnproven) as refused:
        register(**COST | lack)
    assert str(refused.value.cite) == "MUF-10.1"
    assert not Operator.objects.exists()


def test_an_operator_that_takes_no_deposits_needs_no_vehicle_cost(adopted: Path, db: None) -> None:
    assert register().vehicle_cost_fen is None


@pytest.mark.parametrize(
    ("other", "field"),
    [({"name": "样例单车二"}, "名称"), ({"vehicle_cost_on": date(2026, 1, 1)}, "成本日期")],
)
def test_an_operator_registered_again_with_another_fact_is_told_which(
    custody: Custody, other: dict[str, Any], field: str
) -> None:
    assert register(**COST) == custody.operator
    with pytest.raises(OperatorDiffers) as refused:
        register(**COST | other)
    assert f"但{field}不同" in refused.value.sentence("zh")


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"name": "样例单车二"}, "名称"),
        ({"relation": PayeeRelation.MAIN_BUSINESS, "business": "车辆维修"}, "关系"),
        ({"business": "车辆维修"}, "与主营业务的关系"),
    ],
)
def test_a_payee_listed_again_with_another_fact_is_told_which(
    custody: Custody, other: dict[str, Any], field: str
) -> None:
    facts: dict[str, Any] = {
        "operator": custody.operator,
        "number": OWN_NUMBER,
        "name": "样例单车",
        "relation": PayeeRelation.NOMINATED,
        "actor": CUSTODIAN,
        "at": AT,
    }
    payee_list(**facts)
    with pytest.raises(PayeeDiffers) as refused:
        payee_list(**facts | other)
    assert f"但{field}不同" in refused.value.sentence("zh")


def test_riders_wait_for_the_operators_first_account(adopted: Path, db: None) -> None:
    with pytest.raises(DedicatedAccountMissing) as refused:
        take_in(register(), [("样例甲0001", "INDIVIDUAL")])
    assert "没有预付资金专用存款账户" in refused.value.sentence("zh")


def test_a_rider_known_before_gets_an_account_on_a_leaf_opened_since(
    adopted: Path, db: None
) -> None:
    operator = register(**COST)
    riders = [("样例甲0001", "INDIVIDUAL")]
    open_account(operator, Money.PREPAID, "14000000000001")
    assert take_in(operator, riders) == 1
    open_account(operator, Money.DEPOSIT, "14000000000002")
    assert take_in(operator, riders) == 0
    custody = Custody(operator)
    custody.move("DEPOSIT_IN", 19_999)
    custody.move("TOP_UP", 5_000)
    assert (custody.rider_fen(Money.DEPOSIT), custody.rider_fen()) == (19_999, 5_000)


@pytest.mark.clause("MUF-11.2")
def test_a_rider_does_not_become_another_kind_of_holder(custody: Custody) -> None:
    with pytest.raises(RiderDiffers):
        take_in(custody.operator, [("样例甲0001", "ORGANISATION")])


@pytest.mark.parametrize("rider", ["", "样" * 65, "样,例", '样"例', "样\0例", "样\n例"])
def test_a_rider_whom_no_clearing_file_could_name_is_refused(tmp_path: Path, rider: str) -> None:
    path = tmp_path / "riders.csv"
    quoted = rider.replace('"', '""')
    path.write_text(f'rider,holder_kind\n"{quoted}",INDIVIDUAL\n', encoding="utf-8")
    with pytest.raises(FileLineError) as refused:
        riders_read(path)
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (2, "rider")
    assert "1至64个字符" in refused.value.sentence("zh")


def test_a_rider_twice_in_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "riders.csv"
    path.write_text("rider,holder_kind\n样例,INDIVIDUAL\n样例,INDIVIDUAL\n", encoding="utf-8")
    with pytest.raises(FileLineError, match=r"Line 3, rider.*each rider once"):
        riders_read(path)
