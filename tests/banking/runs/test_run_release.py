"""From the draft to the release: agreement, four eyes, and the money there to the fen."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F

from actors import also
from ringfence.access.actor import Actor
from ringfence.banking.models import AgencyAgreement, ItemResult, OwnAccount, Run, RunStep
from ringfence.banking.runs.domain import (
    AgreementNotInForce,
    IllegalRunStep,
    NothingLeftToSend,
    PayoutAccountShort,
    RunChanged,
)
from ringfence.banking.runs.services import run_approve, run_cancel, run_check
from ringfence.banking.runs.steps import UnknownRun
from ringfence.desk.refusals import FourEyes
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card.models import Card, Person
from sample_month import CALENDAR, DAY, SampleMonth, at, identity, name
from sample_people import APPROVER, CHECKER, CLERK


def steps_of(run: Run) -> list[tuple[str, str]]:
    return list(RunStep.objects.filter(run=run).order_by("id").values_list("event", "actor"))


@pytest.mark.clause("OP-16.1")
def test_one_fen_short_the_ledger_refuses_the_release_and_nothing_has_moved(
    month: SampleMonth,
) -> None:
    run = month.approved(month.drafted("100.00", "0.01"))
    month.fund(10_000)
    with pytest.raises(PayoutAccountShort) as refused:
        month.release(run)
    assert refused.value.cite
    assert refused.value.cite.clause == "OP-16.1"
    assert refused.value.facts["needed_fen"] - refused.value.facts["available_fen"] == 1
    run.refresh_from_db()
    assert (run.state, run.sent_fen, month.own_fen()) == ("APPROVED", None, 10_000)


@pytest.mark.clause("OP-16.1")
def test_exactly_enough_is_released_and_moves_into_transit(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00", "0.01"))
    month.fund(10_001)
    released = month.release(run)
    assert (released.state, released.sent_count, released.sent_fen) == ("RELEASED", 2, 10_001)
    assert (month.own_fen(), month.transit_fen(run)) == (0, 10_001)


@pytest.mark.clause("OP-16.1")
def test_money_of_another_bank_does_not_pay_this_banks_run(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00"))
    month.fund(10_000, bank="105161000029")
    with pytest.raises(PayoutAccountShort):
        month.release(run)


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize("actor", [CLERK, CHECKER], ids=str)
def test_who_drafted_or_checked_a_run_does_not_approve_it(month: SampleMonth, actor: Actor) -> None:
    run = month.drafted("100.00")
    run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10))
    with pytest.raises(FourEyes) as refused:
        run_approve(run_id=run.id, actor=also(actor, APPROVER), at=at(11))
    assert refused.value.cite
    assert refused.value.cite.clause == "OP-25"
    assert run_approve(run_id=run.id, actor=APPROVER, at=at(11)).state == "APPROVED"
    assert steps_of(run) == [
        ("DRAFT", CLERK.code),
        ("CHECK", CHECKER.code),
        ("APPROVE", APPROVER.code),
    ]


def test_a_run_is_not_approved_unchecked_nor_released_unapproved(month: SampleMonth) -> None:
    run = month.drafted("100.00")
    with pytest.raises(IllegalRunStep):
        run_approve(run_id=run.id, actor=APPROVER, at=at(11))
    with pytest.raises(IllegalRunStep):
        month.release(run)
    assert steps_of(run) == [("DRAFT", CLERK.code)]


def test_a_second_release_is_refused_and_takes_no_money(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00"))
    month.fund(20_000)
    month.release(run)
    with pytest.raises(IllegalRunStep):
        month.release(run)
    assert (month.own_fen(), month.transit_fen(run)) == (10_000, 10_000)


def the_agreement_ran_out() -> None:
    AgencyAgreement.objects.update(valid_to=DAY - timedelta(days=1))


def the_agreement_ended_today() -> None:
    AgencyAgreement.objects.update(ended_on=DAY)


def the_agreement_begins_tomorrow() -> None:
    AgencyAgreement.objects.update(valid_from=DAY + timedelta(days=1))


def the_account_was_closed_today() -> None:
    OwnAccount.objects.update(closed_on=DAY)


def the_agreement_is_to_collect_only() -> None:
    AgencyAgreement.objects.update(collection_account=F("payout_account"), payout_account=None)


@pytest.mark.clause("OP-8.2")
@pytest.mark.parametrize(
    "happened",
    [
        the_agreement_ran_out,
        the_agreement_ended_today,
        the_agreement_begins_tomorrow,
        the_account_was_closed_today,
        the_agreement_is_to_collect_only,
    ],
)
def test_no_run_goes_on_without_an_agreement_in_force_and_an_open_account(
    month: SampleMonth, happened: Callable[[], None]
) -> None:
    run = month.drafted("100.00")
    month.fund(10_000)
    happened()
    with pytest.raises(AgreementNotInForce) as refused:
        run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10))
    assert refused.value.cite
    assert refused.value.cite.clause == "OP-8.2"
    assert steps_of(run) == [("DRAFT", CLERK.code)]


@pytest.mark.clause("OP-8.2")
def test_an_agreement_that_ends_after_the_check_still_stops_the_release(
    month: SampleMonth,
) -> None:
    run = month.approved(month.drafted("100.00"))
    month.fund(10_000)
    the_agreement_ended_today()
    with pytest.raises(AgreementNotInForce):
        month.release(run)
    assert month.own_fen() == 10_000


@pytest.mark.clause("OP-8.2")
def test_the_last_day_of_an_agreement_is_in_force(month: SampleMonth) -> None:
    run = month.drafted("100.00")
    AgencyAgreement.objects.update(valid_to=DAY, valid_from=DAY, ended_on=DAY + timedelta(days=1))
    assert run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10)).state == "CHECKED"


def test_a_run_that_says_another_sum_than_its_items_is_not_checked(month: SampleMonth) -> None:
    run = month.drafted("100.00", "50.00")
    Run.objects.filter(pk=run.pk).update(sum_fen=F("sum_fen") + 1)
    with pytest.raises(RunChanged) as refused:
        run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10))
    assert (refused.value.facts["sum_fen"], refused.value.facts["found_fen"]) == (15_001, 15_000)


def card_of(number: int) -> Card:
    return Card.objects.get(person__identity_number=identity(number))


def card_lost() -> None:
    Card.objects.filter(pk=card_of(1).pk).update(state="LOST", updated_at=at(11))


def card_cancelled() -> None:
    Card.objects.filter(pk=card_of(1).pk).update(state="CANCELLED", updated_at=at(11))


def account_changed() -> None:
    Card.objects.filter(pk=card_of(1).pk).update(account_number="62229", updated_at=at(11))


def account_not_active() -> None:
    Card.objects.filter(pk=card_of(1).pk).update(account_active=False, updated_at=at(11))


def bank_changed() -> None:
    Card.objects.filter(pk=card_of(1).pk).update(bank_code="105161000029", updated_at=at(11))


def name_corrected() -> None:
    Person.objects.filter(name=name(1)).update(name="样例乙0001", updated_at=at(11))


CHANGES = (
    card_lost,
    card_cancelled,
    account_changed,
    account_not_active,
    bank_changed,
    name_corrected,
)


@pytest.mark.clause("OP-9.2", "OP-15")
@pytest.mark.parametrize("changed", CHANGES)
def test_what_the_registry_no_longer_bears_out_is_withdrawn_at_the_release(
    month: SampleMonth, changed: Callable[[], None]
) -> None:
    run = month.approved(month.drafted("100.00", "50.00"))
    changed()
    month.fund(5_000)
    released = month.release(run)
    assert (released.sent_count, released.sent_fen, month.own_fen()) == (1, 5_000, 0)
    withdrawn = ItemResult.objects.filter(run_id=run.id, outcome="WITHDRAWN")
    assert [result.line for result in withdrawn] == [1]


@pytest.mark.clause("OP-9.2")
def test_a_change_that_leaves_the_item_right_withdraws_nothing(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00"))
    Card.objects.update(updated_at=at(11))
    month.fund(10_000)
    assert month.release(run).sent_count == 1


@pytest.mark.clause("OP-9.2")
def test_a_change_in_the_very_instant_of_the_draft_is_seen(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00", "50.00"))
    Card.objects.filter(pk=card_of(1).pk).update(state="LOST", updated_at=run.resolved_at)
    month.fund(15_000)
    assert month.release(run).sent_count == 1


@pytest.mark.clause("OP-9.2")
def test_with_every_item_withdrawn_the_release_is_refused_and_the_run_can_be_cancelled(
    month: SampleMonth,
) -> None:
    run = month.approved(month.drafted("100.00"))
    card_lost()
    month.fund(10_000)
    with pytest.raises(NothingLeftToSend):
        month.release(run)
    assert not ItemResult.objects.exists()
    assert run_cancel(run_id=run.id, actor=CLERK, at=at(12)).state == "CANCELLED"


def test_a_run_that_nobody_knows_is_refused(month: SampleMonth) -> None:
    with pytest.raises(UnknownRun):
        run_check(run_id=uuid7(), calendar=CALENDAR, actor=CHECKER, at=at(10))


def test_a_release_that_is_given_up_leaves_no_withdrawal(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00", "50.00"))
    card_lost()
    with pytest.raises(PayoutAccountShort):
        month.release(run)
    assert not ItemResult.objects.exists()
