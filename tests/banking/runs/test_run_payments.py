"""A person's payments, and the payment of a receipt."""

from uuid import UUID

import pytest

from ringfence.access.purpose import NotInView, PersonView
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import ItemResult, RunItem
from ringfence.banking.runs.payments import Payment, Receipt, person_payments, receipts_find
from sample_month import LEAF, SampleMonth
from sample_people import AGENCY


def payments(person_id: UUID, limit: int = 12, leaf: int = LEAF) -> list[Payment]:
    view = PersonView("person", frozenset({str(person_id)}))
    return person_payments(person_id=person_id, leaf_ids=[leaf], view=view, limit=limit)


def receipts(number: str, organisation: str = AGENCY) -> list[Receipt]:
    return receipts_find(number=number, organisations=[organisation], limit=20)


def test_a_persons_payments_are_of_all_runs_with_what_is_known_now(month: SampleMonth) -> None:
    run = month.drafted("100.00", "200.00")
    month.fund(run.sum_fen)
    month.sent(run)
    first = RunItem.objects.get(run_id=run.id, line=1)
    assert [each.outcome for each in payments(first.person_id)] == ["WAITING"]
    month.answer(run, {1: Outcome.UNKNOWN_OUTCOME, 2: Outcome.SUCCESS})
    assert [each.outcome for each in payments(first.person_id)] == ["UNKNOWN_OUTCOME"]
    (payment,) = payments(RunItem.objects.get(run_id=run.id, line=2).person_id)
    assert (payment.run_number, payment.line, payment.amount_fen) == (run.number, 2, 20_000)
    assert (payment.programme, payment.period, payment.agency) == (
        run.programme, run.period, AGENCY,
    )  # fmt: skip
    assert (payment.outcome, payment.executed_on is not None) == ("SUCCESS", True)


def test_payments_are_those_of_the_programmes_asked_for(month: SampleMonth) -> None:
    item = RunItem.objects.get(run_id=month.drafted("100.00").id)
    assert len(payments(item.person_id)) == 1
    assert payments(item.person_id, leaf=LEAF + 1) == []
    assert payments(item.person_id, limit=0) == []


@pytest.mark.clause("OP-22.1")
def test_nobodys_payments_are_shown_that_were_not_opened(month: SampleMonth) -> None:
    item = RunItem.objects.get(run_id=month.drafted("100.00").id)
    view = PersonView("person", frozenset())
    with pytest.raises(NotInView):
        person_payments(person_id=item.person_id, leaf_ids=[LEAF], view=view, limit=1)


def test_a_receipt_is_found_by_the_banks_reference(month: SampleMonth) -> None:
    run = month.drafted("100.00", "200.00")
    month.fund(run.sum_fen)
    month.sent(run)
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.SUCCESS})
    reference = ItemResult.objects.get(run_id=run.id, line=2).bank_reference
    assert reference
    assert receipts(reference) == [Receipt(run.number, 2)]
    assert receipts(reference[:-1]) == receipts(reference, "SAMPLE-Z") == []


def test_a_receipt_is_found_by_the_items_key(month: SampleMonth) -> None:
    run = month.drafted("100.00", "200.00")
    item = RunItem.objects.get(run_id=run.id, line=2)
    assert receipts(str(item.key)) == receipts(item.key.hex) == [Receipt(run.number, 2)]
    pooled_part = UUID(int=item.key.int | 1)
    assert receipts(str(pooled_part)) == [Receipt(run.number, 2)]
    assert receipts(str(item.key), "SAMPLE-Z") == []


@pytest.mark.parametrize("number", ["", "f" * 32, "0" * 32, "B1", "\\", "%"])
def test_no_receipt_has_a_number_that_is_none(month: SampleMonth, number: str) -> None:
    month.drafted("100.00")
    assert receipts(number) == []
