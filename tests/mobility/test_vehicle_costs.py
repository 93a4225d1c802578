"""The average vehicle cost: evidenced, dated, renewed from a day, and what deposits follow."""

from datetime import timedelta
from typing import Any

import pytest

from mobility.bikes import AT, BANK, CODE, CUSTODIAN, DAY, SUPERVISOR, Custody, record_cost, take_in
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import VehicleCost
from ringfence.regimes.mobility.operators import account_open, operator_register
from ringfence.regimes.mobility.refusals import (
    DepositOverCap,
    VehicleCostDiffers,
    VehicleCostMissing,
    VehicleCostUnproven,
)
from ringfence.regimes.mobility.vehicle_costs import vehicle_cost_record

NEXT_DAY, NEXT_AT = DAY + timedelta(days=1), AT + timedelta(days=1)


@pytest.mark.clause("MUF-10.1")
@pytest.mark.parametrize(
    "lack",
    [{"amount_fen": 0}, {"amount_fen": -1}, {"evidence": " "}],
    ids=["nothing", "less than nothing", "no evidence"],
)
def test_a_vehicle_cost_is_evidenced_and_dated(custody: Custody, lack: dict[str, Any]) -> None:
    facts: dict[str, Any] = {
        "operator": custody.operator, "amount_fen": 1, "on": NEXT_DAY, "evidence": "样例采购合同"
    }  # fmt: skip
    with pytest.raises(VehicleCostUnproven) as refused:
        vehicle_cost_record(**facts | lack, actor=SUPERVISOR, at=AT)
    assert str(refused.value.cite) == "MUF-10.1"
    assert not VehicleCost.objects.filter(on=NEXT_DAY).exists()


@pytest.mark.clause("MUF-10.1")
@pytest.mark.parametrize(("amount_fen", "cap_fen"), [(250_000, 25_000), (150_000, 15_000)])
def test_a_renewed_vehicle_cost_moves_the_cap_from_its_day_on(
    custody: Custody, amount_fen: int, cap_fen: int
) -> None:
    record_cost(custody.operator, amount_fen, NEXT_DAY)
    with pytest.raises(DepositOverCap):
        custody.move("DEPOSIT_IN", 20_000)
    with pytest.raises(DepositOverCap) as refused:
        custody.move("DEPOSIT_IN", cap_fen + 1, at=NEXT_AT)
    assert refused.value.facts["cap_fen"] == cap_fen
    custody.move("DEPOSIT_IN", cap_fen, at=NEXT_AT)
    assert custody.rider_fen(Money.DEPOSIT) == cap_fen


@pytest.mark.clause("MUF-10.1")
def test_before_the_first_vehicle_cost_no_deposit_is_taken(custody: Custody) -> None:
    with pytest.raises(VehicleCostMissing) as refused:
        custody.move("DEPOSIT_IN", 100, at=AT - timedelta(days=1))
    assert refused.value.facts["on"] == str(DAY - timedelta(days=1))


def test_a_day_has_one_vehicle_cost_and_the_same_again_is_no_error(custody: Custody) -> None:
    record_cost(custody.operator, 199_999, DAY)
    assert VehicleCost.objects.count() == 1
    with pytest.raises(VehicleCostDiffers) as refused:
        record_cost(custody.operator, 200_000, DAY)
    assert str(refused.value.cite) == "MUF-10.1"


@pytest.mark.usefixtures("adopted", "db")
def test_an_operator_that_takes_no_deposits_needs_no_vehicle_cost() -> None:
    operator = operator_register(
        code=CODE, name="样例单车", kind="BIKE_SHARING", actor=SUPERVISOR, at=AT
    )
    account_open(
        operator=operator,
        money=Money.PREPAID,
        bank_code=BANK,
        number="14000000000001",
        actor=CUSTODIAN,
        at=AT,
    )
    take_in(operator, [("样例甲0001", "INDIVIDUAL")])
    Custody(operator).move("TOP_UP", 100)
