"""What one rider's account may hold: enforced in the database, at the fen."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from mobility.bikes import AT, Custody, clerk_of
from ringfence import rulebook
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger.refusals import KeyReused
from ringfence.regimes.mobility.domain import Money, Movement, MovementKind
from ringfence.regimes.mobility.movements import MovementAnswer, movement_post, movements_post
from ringfence.regimes.mobility.refusals import (
    DepositOverCap,
    RiderBalanceShort,
    RiderUnknown,
    TopUpOverCap,
)
from ringfence.rulebook.refusals import NoEditionInForce


def post(custody: Custody, movement: Movement) -> MovementAnswer:
    actor = clerk_of(custody.operator)
    return movement_post(operator=custody.operator, movement=movement, actor=actor, at=AT)


def post_all(custody: Custody, movements: list[Movement]) -> list[MovementAnswer]:
    actor = clerk_of(custody.operator)
    return movements_post(operator=custody.operator, movements=movements, actor=actor, at=AT)


@pytest.mark.clause("MUF-11.2")
def test_a_top_up_may_reach_the_cap_exactly(custody: Custody, cap_fen: Callable[[], int]) -> None:
    custody.move("TOP_UP", cap_fen() - 1)
    custody.move("TOP_UP", 1)
    assert custody.rider_fen() == cap_fen()


@pytest.mark.clause("MUF-11.2")
def test_a_top_up_one_fen_over_the_cap_is_refused_with_its_clause(
    custody: Custody, cap_fen: Callable[[], int]
) -> None:
    custody.move("TOP_UP", cap_fen() - 1)
    with pytest.raises(TopUpOverCap) as refused:
        custody.move("TOP_UP", 2)
    assert refused.value.cite is not None
    assert (refused.value.cite.clause, refused.value.cite.edition) == (
        "MUF-11.2",
        "样例〔2022〕1号",
    )
    assert refused.value.facts == {
        "balance_fen": cap_fen() - 1,
        "cap_fen": cap_fen(),
        "amount_fen": 2,
    }
    assert custody.rider_fen() == cap_fen() - 1
    assert custody.bank_fen() == cap_fen() - 1


@pytest.mark.clause("MUF-10.1")
def test_a_deposit_is_at_most_the_share_of_the_vehicle_cost_rounded_down(custody: Custody) -> None:
    with pytest.raises(DepositOverCap) as refused:
        custody.move("DEPOSIT_IN", 20_000)
    assert str(refused.value.cite) == "MUF-10.1 (样例〔2022〕1号)"
    custody.move("DEPOSIT_IN", 19_999)
    assert custody.rider_fen(Money.DEPOSIT) == 19_999


def test_a_ride_takes_no_more_than_the_rider_has(custody: Custody) -> None:
    custody.move("TOP_UP", 500)
    with pytest.raises(RiderBalanceShort):
        custody.move("RIDE", 501)
    custody.move("RIDE", 500)
    assert custody.rider_fen() == 0


@pytest.mark.clause("MUF-27")
def test_on_a_day_outside_every_edition_no_money_is_taken_but_refunds_are_paid(
    custody: Custody,
) -> None:
    custody.move("TOP_UP", 500)
    later = datetime(2028, 1, 1, 2, 0, tzinfo=UTC)
    with pytest.raises(NoEditionInForce):
        custody.move("TOP_UP", 500, at=later)
    custody.move("REFUND", 500, at=later)
    assert custody.rider_fen() == 0


def test_a_repeated_key_does_nothing_again(custody: Custody) -> None:
    movement = Movement(uuid7(), MovementKind.TOP_UP, "样例甲0001", 700, AT)
    first, again = (post(custody, movement) for _ in range(2))
    assert (first.code, again.code) == ("POSTED", "REPEATED")
    assert custody.rider_fen() == 700


def test_a_key_with_another_content_is_refused(custody: Custody) -> None:
    key = uuid7()
    movements = [Movement(key, MovementKind.TOP_UP, "样例甲0001", fen, AT) for fen in (700, 701)]
    post(custody, movements[0])
    with pytest.raises(KeyReused):
        post(custody, movements[1])


@pytest.mark.clause("MUF-11.2")
def test_in_a_file_each_line_is_answered_and_one_refusal_stops_no_other(
    custody: Custody, cap_fen: Callable[[], int]
) -> None:
    lines = [
        ("TOP_UP", "样例甲0001", cap_fen()),
        ("TOP_UP", "样例甲0001", 1),
        ("RIDE", "样例甲0001", 150),
        ("TOP_UP", "样例甲0001", 150),
        ("DEPOSIT_IN", "样例甲0002", 1_000),
        ("TOP_UP", "无此用户", 100),
        ("DEPOSIT_REFUND", "样例甲0002", 1_001),
        ("DEPOSIT_REFUND", "样例甲0002", 1_000),
    ]
    movements = [Movement(uuid7(), MovementKind(k), r, fen, AT) for k, r, fen in lines]
    answers = post_all(custody, movements)
    assert [answer.code for answer in answers] == [
        "POSTED",
        TopUpOverCap.code,
        "POSTED",
        "POSTED",
        "POSTED",
        RiderUnknown.code,
        RiderBalanceShort.code,
        "POSTED",
    ]
    again = post_all(custody, movements)
    assert {answer.code for answer in again if not answer.refusal} == {"REPEATED"}
    assert custody.rider_fen() == cap_fen()


@pytest.mark.clause("MUF-11.2", "MUF-26")
def test_a_cap_that_a_place_lowers_holds_from_its_first_day(
    custody: Custody, adopted: Path
) -> None:
    custody.move("TOP_UP", 3_000)
    custody.move("TOP_UP", 6_000, rider="样例甲0002")
    own_rule = {
        "value": "prepaid.balance_cap",
        "operator_kind": "BIKE_SHARING",
        "is": 5_000,
        "area": "149100",
        "cite": "样例市〔2026〕2号",
        "from": "2026-12-01",
        "to": "open",
    }
    text = yaml.safe_dump({"supersede": [own_rule]}, allow_unicode=True).replace("'2026", "2026")
    text = text.replace("-01'", "-01")
    (adopted / "rulebook" / "own.yaml").write_text(text, encoding="utf-8")
    rulebook.use_home(adopted)
    after = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    custody.move("TOP_UP", 3_000)
    with pytest.raises(TopUpOverCap) as over:
        custody.move("TOP_UP", 1, at=after)
    assert (over.value.facts["balance_fen"], over.value.facts["cap_fen"]) == (6_000, 5_000)
    custody.move("RIDE", 2_000, at=after)
    custody.move("TOP_UP", 1_000, at=after)
    with pytest.raises(TopUpOverCap) as refused:
        custody.move("TOP_UP", 1, at=after)
    assert refused.value.cite is not None
    assert refused.value.cite.edition == "样例市〔2026〕2号"
