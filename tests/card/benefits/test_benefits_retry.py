"""What failed goes into a further run, once, to the account that the registry holds now."""

import pytest

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run, RunItem
from ringfence.banking.runs.services import run_cancel
from ringfence.regimes.card.benefits.domain import NothingToRetry
from ringfence.regimes.card.models import Card, CardChange
from sample_month import (
    BANK,
    OTHER_BANK,
    SampleMonth,
    account,
    at,
    identity,
    registry_row,
    roster_row,
)
from sample_people import CLERK, REGISTRY_APPROVER

PAID, CLOSED = Outcome.SUCCESS, Outcome.ACCOUNT_CLOSED


@pytest.mark.clause("OP-16.4", "OP-15")
def test_a_failed_item_goes_into_a_further_run_with_the_corrected_account(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: CLOSED})
    month.correct((identity(3), "62229", BANK))
    (again,) = month.retry()
    item = RunItem.objects.get(run_id=again.id)
    assert (item.amount_fen, item.account_number) == (200, "62229")
    assert (item.retry_run_id, item.retry_line) == (run.id, 2)
    change = CardChange.objects.get()
    assert (change.before, change.after, change.actor) == (
        account(3),
        "62229",
        REGISTRY_APPROVER.code,
    )


@pytest.mark.clause("OP-16.4")
def test_each_failed_item_is_retried_once(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: CLOSED})
    month.retry()
    with pytest.raises(NothingToRetry) as refused:
        month.retry()
    assert refused.value.cite
    assert refused.value.cite.clause == "OP-16.4"


@pytest.mark.clause("OP-16.4")
def test_what_fails_again_goes_into_a_run_after_that(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    month.answer(run, {1: CLOSED})
    (second,) = month.retry()
    month.sent(second)
    month.answer(second, {1: CLOSED})
    (third,) = month.retry()
    assert RunItem.objects.get(run_id=third.id).retry_run_id == second.id


@pytest.mark.clause("OP-16.4")
def test_a_person_whose_card_went_to_another_bank_is_paid_through_that_bank(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00"))
    month.answer(run, {1: CLOSED})
    month.correct((identity(1), "62229", OTHER_BANK))
    (again,) = month.retry()
    assert again.agreement.branch.bank_id == OTHER_BANK


@pytest.mark.clause("OP-16.4", "OP-9.2")
def test_an_exception_waits_until_the_registry_is_put_right(month: SampleMonth) -> None:
    month.people(registry_row(1, card_state="LOST"))
    month.roster(roster_row(1, "3.00"))
    with pytest.raises(NothingToRetry):
        month.retry()
    Card.objects.update(state="NORMAL", updated_at=at(20))
    (again,) = month.retry()
    assert (again.item_count, again.sum_fen) == (1, 300)
    with pytest.raises(NothingToRetry):
        month.retry()


@pytest.mark.clause("OP-16.4", "OP-9.2")
def test_a_withdrawn_item_goes_into_a_further_run_before_the_first_is_answered(
    month: SampleMonth,
) -> None:
    run = month.approved(month.drafted("1.00", "2.00"))
    month.correct((identity(1), "62229", BANK), hour=11)
    month.fund(run.sum_fen)
    assert month.release(run).sent_count == 1
    (again,) = month.retry()
    item = RunItem.objects.get(run_id=again.id)
    assert (item.account_number, item.amount_fen) == ("62229", 100)


@pytest.mark.clause("OP-16.4")
def test_the_items_of_a_cancelled_run_may_be_drafted_again_once(month: SampleMonth) -> None:
    run = month.drafted("1.00", "2.00")
    run_cancel(run_id=run.id, actor=CLERK, at=at(10))
    (again,) = month.retry()
    assert (again.item_count, again.sum_fen) == (2, 300)
    with pytest.raises(NothingToRetry):
        month.retry()
    assert Run.objects.count() == 2


@pytest.mark.clause("OP-16.4")
def test_an_item_whose_outcome_is_unknown_is_never_carried_on(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: Outcome.UNKNOWN_OUTCOME, 2: CLOSED})
    (again,) = month.retry()
    assert (again.item_count, again.sum_fen) == (1, 200)


@pytest.mark.clause("OP-16.4")
def test_nothing_is_retried_while_the_bank_has_not_answered(month: SampleMonth) -> None:
    month.sent(month.drafted("1.00"))
    with pytest.raises(NothingToRetry):
        month.retry()
