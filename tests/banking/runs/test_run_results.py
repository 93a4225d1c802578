"""What the bank answers: matched to items, told once, in parts, late, or not at all."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ringfence.banking.exchange.messages import ResultItem
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.exchange.refusals import refusal_reason
from ringfence.banking.files.results import ItemDiffers, OutcomeChanged, ResultOfUnknownRun
from ringfence.banking.models import ItemResult, Run, RunItem
from ringfence.banking.runs.domain import IllegalRunStep, OutcomesUnknown
from ringfence.banking.runs.selectors import outcome_sums
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card.benefits.domain import NothingToRetry
from sample_month import DAY, OTHER_BANK, SampleMonth, result_item, sent_file_id

PAID, CLOSED, UNKNOWN = Outcome.SUCCESS, Outcome.ACCOUNT_CLOSED, Outcome.UNKNOWN_OUTCOME
NEXT_DAY = DAY.replace(day=7)


def told(run: Run) -> dict[str, int]:
    return {row["outcome"]: row["item_count"] for row in outcome_sums(run)}


def item_of(run: Run, line: int) -> RunItem:
    return RunItem.objects.get(run_id=run.id, line=line)


def state_of(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


@pytest.mark.clause("OP-16.2")
def test_a_run_is_returned_when_the_last_of_its_partial_results_is_in(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00", "3.00"))
    month.answer(run, {1: PAID, 3: CLOSED})
    assert state_of(run) == "SENT"
    month.answer(run, {2: UNKNOWN})
    assert state_of(run) == "RETURNED"
    assert told(run) == {"SUCCESS": 1, "ACCOUNT_CLOSED": 1, "UNKNOWN_OUTCOME": 1}


@pytest.mark.clause("OP-16.3", "OP-A5")
@pytest.mark.parametrize(
    ("field", "spoil"),
    [
        ("key", lambda item: replace(item, key=uuid7())),
        ("account", lambda item: replace(item, account="62220")),
        ("amount_fen", lambda item: replace(item, amount_fen=101)),
    ],
)
def test_a_result_of_another_item_account_or_amount_is_refused_whole(
    month: SampleMonth, field: str, spoil: Callable[[ResultItem], ResultItem]
) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    right, item = result_item(item_of(run, 2), PAID), result_item(item_of(run, 1), PAID)
    with pytest.raises(ItemDiffers) as refused:
        month.take_result(run, [right, spoil(item)])
    assert refused.value.facts["field"] == field
    assert refused.value.facts["line"] == 3
    assert not ItemResult.objects.exists()
    assert state_of(run) == "SENT"


@pytest.mark.clause("OP-A5")
def test_a_result_that_names_another_file_than_the_runs_is_refused_whole(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00"))
    item = result_item(item_of(run, 1), PAID)
    for wrong in (
        replace(sent_file_id(run), sequence=2),
        replace(sent_file_id(run), made_on=DAY.replace(day=5)),
    ):
        with pytest.raises(ResultOfUnknownRun) as refused:
            month.take_result(run, [item], run_file_id=wrong)
        assert refused.value.facts["file_id"] == str(wrong)
        assert refusal_reason(refused.value) == "RUN_UNKNOWN"
    assert not ItemResult.objects.exists()
    assert state_of(run) == "SENT"


@pytest.mark.clause("OP-16.3")
def test_a_result_that_names_an_item_twice_is_refused_whole(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    item = result_item(item_of(run, 1), PAID)
    with pytest.raises(ItemDiffers):
        month.take_result(run, [item, item])
    assert not ItemResult.objects.exists()


@pytest.mark.clause("OP-16.3")
@pytest.mark.parametrize(("first", "then"), [(PAID, CLOSED), (CLOSED, PAID), (PAID, UNKNOWN)])
def test_a_definite_outcome_is_never_told_differently(
    month: SampleMonth, first: Outcome, then: Outcome
) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: first})
    with pytest.raises(OutcomeChanged):
        month.answer(run, {1: then, 2: PAID})
    assert told(run) == {first.value: 1}


@pytest.mark.clause("OP-16.3")
def test_the_same_outcome_told_again_has_no_effect(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID})
    month.answer(run, {1: PAID, 2: PAID})
    assert ItemResult.objects.count() == 2
    month.book(run)
    month.answer(run, {1: PAID, 2: PAID})
    assert (ItemResult.objects.count(), state_of(run)) == (2, "BOOKED")
    assert month.pool_fen() == -300


@pytest.mark.clause("OP-16.3")
def test_an_unknown_outcome_is_settled_late_booked_then_and_keeps_the_run_open_until_then(
    month: SampleMonth,
) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: UNKNOWN})
    month.book(run)
    with pytest.raises(OutcomesUnknown) as refused:
        month.close(run)
    assert refused.value.facts["count"] == 1
    assert month.transit_fen(run) == 200
    month.answer(run, {2: PAID}, NEXT_DAY)
    assert state_of(run) == "RETURNED"
    month.book(run, NEXT_DAY)
    month.close(run, NEXT_DAY)
    assert (month.pool_fen(), month.transit_fen(run), month.own_fen()) == (-300, 0, 0)


@pytest.mark.clause("OP-16.4")
def test_an_item_whose_outcome_is_unknown_is_never_sent_again(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID, 2: UNKNOWN})
    with pytest.raises(NothingToRetry):
        month.retry()
    month.answer(run, {2: CLOSED}, NEXT_DAY)
    (again,) = month.retry()
    assert (again.item_count, again.sum_fen) == (1, 200)
    assert item_of(again, 1).retry_line == 2


@pytest.mark.clause("OP-16.2")
def test_a_result_for_a_run_that_was_not_sent_is_refused(month: SampleMonth) -> None:
    run = month.drafted("1.00")
    with pytest.raises(ResultOfUnknownRun):
        month.answer(run, {1: PAID})
    assert not ItemResult.objects.exists()


@pytest.mark.clause("OP-16.2")
def test_a_result_of_another_banks_run_is_refused(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    run.agreement.branch.bank_id = OTHER_BANK  # who answers; the run in the database is BANK's
    with pytest.raises(ResultOfUnknownRun):
        month.answer(run, {1: PAID})
    assert not ItemResult.objects.exists()


def test_a_result_for_a_closed_run_is_refused(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00"))
    month.answer(run, {1: PAID})
    month.book(run)
    month.close(run)
    with pytest.raises(ResultOfUnknownRun):
        month.answer(run, {1: PAID})


def test_what_was_received_is_not_booked_before_it_is_returned(month: SampleMonth) -> None:
    run = month.sent(month.drafted("1.00", "2.00"))
    month.answer(run, {1: PAID})
    with pytest.raises(IllegalRunStep):
        month.book(run)
    assert state_of(run) == "SENT"
