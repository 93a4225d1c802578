"""The reserve, to the fen: what may be paid out, and when somebody is warned."""

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from mobility.bikes import AT, CUSTODIAN, DAY, OWN_NUMBER, Custody, clerk_of, open_operator
from ringfence import rulebook
from ringfence.kernel.credit_code import credit_code_check_character
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.mobility import reserve
from ringfence.regimes.mobility.domain import (
    PPM,
    Money,
    PayeeRelation,
    Reserve,
    ReserveState,
    reserve_ratio_ppm,
)
from ringfence.regimes.mobility.models import Payout, ReserveWarning
from ringfence.regimes.mobility.operators import account_open
from ringfence.regimes.mobility.payees import payee_list
from ringfence.regimes.mobility.payouts import payout_make
from ringfence.regimes.mobility.refusals import (
    BankMoneyShort,
    DedicatedAccountTaken,
    DepositNotForPayout,
    NominatedAccountTaken,
    PayeeBusinessMissing,
    PayeeNotAllowed,
    PayoutBelowReserve,
    PayoutDiffers,
)
from ringfence.regimes.mobility.reserve import reserve_of, reserve_replenish, reserve_watch
from ringfence.regimes.mobility.riders import riders_open

FEN = st.integers(min_value=0, max_value=4 * 10**18)


@pytest.fixture
def floor_ppm(adopted: Path) -> int:
    return rulebook.value("reserve.payout_floor", on=DAY).number


@pytest.fixture
def margin_ppm(adopted: Path) -> int:
    return rulebook.value("reserve.warning_margin", on=DAY).number


@given(bank_fen=FEN, liabilities_fen=FEN.filter(bool))
@pytest.mark.clause("MUF-11.4")
def test_the_ratio_is_rounded_down_and_never_shown_better(
    bank_fen: int, liabilities_fen: int
) -> None:
    ratio = reserve_ratio_ppm(bank_fen=bank_fen, liabilities_fen=liabilities_fen)
    assert ratio * liabilities_fen <= bank_fen * PPM < (ratio + 1) * liabilities_fen


@given(bank_fen=FEN, liabilities_fen=FEN, floor_ppm=st.integers(0, PPM))
@pytest.mark.clause("MUF-17.2")
def test_what_is_payable_leaves_the_reserve_above_the_floor_and_one_fen_more_does_not(
    bank_fen: int, liabilities_fen: int, floor_ppm: int
) -> None:
    reserve = Reserve(bank_fen, liabilities_fen, floor_ppm, floor_ppm, 0)
    payable_fen = reserve.payable_fen
    assert 0 <= payable_fen <= bank_fen
    if payable_fen:
        assert reserve.after_payout(payable_fen).state is ReserveState.ABOVE
    if payable_fen < bank_fen:
        over = reserve.after_payout(payable_fen + 1)
        assert over.state is ReserveState.REFUNDS_ONLY


@pytest.mark.clause("MUF-17.2")
def test_the_state_changes_exactly_at_the_floor_and_at_the_margin() -> None:
    def state(bank_fen: int) -> ReserveState:
        return Reserve(bank_fen, 1_000, 400_000, 400_000, 50_000).state

    assert (state(400), state(401)) == (ReserveState.REFUNDS_ONLY, ReserveState.NEAR)
    assert (state(450), state(451)) == (ReserveState.NEAR, ReserveState.ABOVE)


def test_without_liabilities_the_ratio_is_whole() -> None:
    assert reserve_ratio_ppm(bank_fen=0, liabilities_fen=0) == PPM


@pytest.mark.clause("MUF-17.2", "MUF-11.4")
def test_a_payout_that_leaves_the_floor_exactly_is_refused_and_one_fen_less_is_not(
    custody: Custody, floor_ppm: int
) -> None:
    custody.move("TOP_UP", 10_000)
    must_stay_fen = 10_000 * floor_ppm // PPM
    with pytest.raises(PayoutBelowReserve) as refused:
        custody.pay(10_000 - must_stay_fen)
    assert str(refused.value.cite) == "MUF-17.2 (样例〔2022〕1号)"
    assert refused.value.facts["payable_fen"] == 10_000 - must_stay_fen - 1
    custody.pay(10_000 - must_stay_fen - 1)
    assert custody.bank_fen() == must_stay_fen + 1
    with pytest.raises(PayoutBelowReserve):
        custody.pay(1)


@pytest.mark.clause("MUF-17.2")
def test_at_the_floor_only_refunds_leave_the_prepaid_account(custody: Custody) -> None:
    custody.move("TOP_UP", 10_000)
    custody.move("TOP_UP", 10_000, rider="样例甲0002")
    custody.pay(reserve_of(operator=custody.operator, at=AT).payable_fen)
    custody.move("REFUND", 5_000)
    assert reserve_of(operator=custody.operator, at=AT).state is ReserveState.REFUNDS_ONLY
    with pytest.raises(PayoutBelowReserve):
        custody.pay(1)
    custody.move("REFUND", 1_000)
    assert custody.rider_fen() == 4_000


@given(bank_fen=FEN, liabilities_fen=FEN, required_ppm=st.integers(0, PPM))
@pytest.mark.clause("MUF-11.4")
def test_the_shortfall_is_the_least_that_brings_the_required_share(
    bank_fen: int, liabilities_fen: int, required_ppm: int
) -> None:
    def is_enough(fen: int) -> bool:
        return fen * PPM >= required_ppm * liabilities_fen

    shortfall_fen = Reserve(bank_fen, liabilities_fen, required_ppm, 0, 0).shortfall_fen
    assert is_enough(bank_fen + shortfall_fen)
    assert shortfall_fen == 0 or not is_enough(bank_fen + shortfall_fen - 1)


@pytest.mark.clause("MUF-11.4")
def test_below_the_required_share_the_operator_brings_money_and_the_key_counts_once(
    custody: Custody,
) -> None:
    custody.move("TOP_UP", 10_000)
    custody.pay(reserve_of(operator=custody.operator, at=AT).payable_fen)
    custody.move("REFUND", 4_000)
    shortfall_fen = reserve_of(operator=custody.operator, at=AT).shortfall_fen
    key = uuid7()
    for _ in range(2):
        reserve_replenish(
            operator=custody.operator,
            amount_fen=shortfall_fen,
            key=key,
            actor=clerk_of(custody.operator),
            at=AT,
        )
    reserve = reserve_of(operator=custody.operator, at=AT)
    assert (reserve.shortfall_fen, reserve.liabilities_fen) == (0, 6_000)
    assert reserve.bank_fen == 2_400


@pytest.mark.clause("MUF-11.4")
def test_a_refund_that_the_bank_cannot_pay_says_that_the_operator_must_bring_it(
    custody: Custody,
) -> None:
    custody.move("TOP_UP", 10_000)
    custody.pay(reserve_of(operator=custody.operator, at=AT).payable_fen)
    with pytest.raises(BankMoneyShort) as refused:
        custody.move("REFUND", 10_000)
    assert str(refused.value.cite) == "MUF-11.4"
    assert custody.rider_fen() == 10_000


def test_fares_that_rides_have_earned_may_leave(custody: Custody) -> None:
    custody.move("TOP_UP", 10_000)
    custody.move("RIDE", 10_000)
    custody.pay(10_000)
    assert custody.bank_fen() == 0


@pytest.mark.clause("MUF-17.2")
def test_coming_near_the_floor_is_warned_of_once_and_so_is_the_way_back(
    custody: Custody, floor_ppm: int, margin_ppm: int
) -> None:
    custody.move("TOP_UP", 10_000)
    custody.pay(10_000 - 10_000 * (floor_ppm + margin_ppm) // PPM)
    custody.pay(1)
    custody.move("RIDE", 5_000)
    warnings = ReserveWarning.objects.filter(operator=custody.operator).order_by("id")
    assert list(warnings.values_list("state", "ratio_ppm")) == [
        ("NEAR", floor_ppm + margin_ppm),
        ("ABOVE", reserve_ratio_ppm(bank_fen=4_499, liabilities_fen=5_000)),
    ]


@pytest.mark.clause("MUF-17.2")
def test_a_warning_that_another_movement_has_written_meanwhile_is_not_written_again(
    custody: Custody, monkeypatch: pytest.MonkeyPatch
) -> None:
    custody.move("TOP_UP", 10_000)
    custody.pay(5_500)
    stale = iter([ReserveState.ABOVE])
    true_state = reserve._last_state
    monkeypatch.setattr(
        reserve, "_last_state", lambda operator: next(stale, None) or true_state(operator)
    )
    reserve_watch(operator=custody.operator, at=AT)
    assert ReserveWarning.objects.filter(operator=custody.operator).count() == 1


@pytest.mark.clause("MUF-17.4")
def test_only_the_nominated_account_and_listed_payees_are_paid(custody: Custody) -> None:
    custody.move("TOP_UP", 10_000)
    with pytest.raises(PayeeNotAllowed) as refused:
        custody.pay(100, payee="14000000000009")
    assert str(refused.value.cite) == "MUF-17.4"
    payee_list(
        operator=custody.operator,
        number="14000000000009",
        name="样例修车厂",
        relation=PayeeRelation.MAIN_BUSINESS,
        business="车辆维修",
        actor=CUSTODIAN,
        at=AT,
    )
    custody.pay(100, payee="14000000000009")
    assert custody.bank_fen() == 9_900


@pytest.mark.clause("MUF-11.5")
def test_a_payee_says_what_it_does_for_the_main_business(custody: Custody) -> None:
    with pytest.raises(PayeeBusinessMissing):
        payee_list(
            operator=custody.operator,
            number="14000000000009",
            name="样例地产",
            relation=PayeeRelation.MAIN_BUSINESS,
            business=" ",
            actor=CUSTODIAN,
            at=AT,
        )


@pytest.mark.clause("MUF-17.4")
def test_an_operator_nominates_one_own_account(custody: Custody) -> None:
    with pytest.raises(NominatedAccountTaken):
        payee_list(
            operator=custody.operator,
            number="14000000000008",
            name="样例单车",
            relation=PayeeRelation.NOMINATED,
            actor=CUSTODIAN,
            at=AT,
        )


@pytest.mark.parametrize(
    ("payee", "clause"),
    [
        pytest.param(OWN_NUMBER, "MUF-4.2", marks=pytest.mark.clause("MUF-4.2")),
        pytest.param("14000000000009", "MUF-15.4", marks=pytest.mark.clause("MUF-15.4")),
    ],
    ids=["the operator itself", "anybody else"],
)
def test_deposits_are_paid_out_to_nobody(custody: Custody, payee: str, clause: str) -> None:
    custody.move("DEPOSIT_IN", 10_000)
    with pytest.raises(DepositNotForPayout) as refused:
        payout_make(
            operator=custody.operator,
            money=Money.DEPOSIT,
            payee_number=payee,
            amount_fen=1,
            key=uuid7(),
            actor=CUSTODIAN,
            at=AT,
        )
    assert str(refused.value.cite) == clause
    assert custody.bank_fen(Money.DEPOSIT) == custody.rider_fen(Money.DEPOSIT) == 10_000


@pytest.mark.clause("MUF-6.1")
def test_a_second_dedicated_account_for_the_same_money_is_refused(custody: Custody) -> None:
    with pytest.raises(DedicatedAccountTaken):
        account_open(
            operator=custody.operator,
            money=Money.PREPAID,
            bank_code="102161000001",
            number="14000000000077",
            actor=CUSTODIAN,
            at=AT,
        )


def test_a_repeated_payout_is_made_once_and_another_under_its_key_is_refused(
    custody: Custody,
) -> None:
    custody.move("TOP_UP", 10_000)
    key = uuid7()

    def pay(amount_fen: int) -> Payout:
        return payout_make(
            operator=custody.operator,
            money=Money.PREPAID,
            payee_number=OWN_NUMBER,
            amount_fen=amount_fen,
            key=key,
            actor=CUSTODIAN,
            at=AT,
        )

    assert pay(5_500) == pay(5_500)
    assert custody.bank_fen() == 4_500
    with pytest.raises(PayoutDiffers):
        pay(5_499)


@pytest.mark.clause("MUF-17.2")
def test_payouts_at_the_same_time_do_not_pass_the_floor_together(
    adopted: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Committed for real: each connection sees what the other did. The books keep it."""
    with django_db_blocker.unblock():
        payload = f"91149100MA{uuid7().int % 10_000_000:07d}"
        code = payload + credit_code_check_character(payload)
        operator = open_operator(code=code, suffix=payload)
        riders = [("样例甲0001", "INDIVIDUAL")]
        riders_open(operator=operator, riders=riders, actor=clerk_of(operator), at=AT)
        custody = Custody(operator)
        custody.move("TOP_UP", 10_000)
        outcomes = _at_once(4, lambda: custody.pay(3_001))
        assert sorted(outcomes) == ["PAID", *["PAYOUT_BELOW_RESERVE"] * 3]
        assert custody.bank_fen() == 6_999
        connection.close()


def _at_once(count: int, act: Callable[[], None]) -> list[str]:
    barrier = Barrier(count)
    outcomes: list[str] = []

    def run() -> None:
        barrier.wait()
        try:
            act()
            outcomes.append("PAID")
        except PayoutBelowReserve as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
