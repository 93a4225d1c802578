"""Operators, their accounts, payees and riders: registered once, and complete."""

from pathlib import Path
from typing import Any

import pytest

from mobility.bikes import (
    AT,
    BANK,
    CODE,
    CUSTODIAN,
    DAY,
    OWN_NUMBER,
    SUPERVISOR,
    Custody,
    record_cost,
    take_in,
)
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
)
from ringfence.regimes.mobility.riders import riders_read


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


@pytest.mark.parametrize(
    ("other", "field"), [({"name": "样例单车二"}, "名称"), ({"kind": "CAR_SHARING"}, "类别")]
)
def test_an_operator_registered_again_with_another_fact_is_told_which(
    custody: Custody, other: dict[str, Any], field: str
) -> None:
    assert register() == custody.operator
    with pytest.raises(OperatorDiffers) as refused:
        register(**other)
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
    operator = register()
    record_cost(operator, 199_999, DAY)
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
