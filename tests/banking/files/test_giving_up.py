"""A run that the bank never took ends by two persons, on the bank's written word alone."""

import pytest

from actors import also
from banking.files.bank_side import BankSide
from ringfence.access.actor import Actor
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.files.giving_up import run_give_up, run_give_up_ask
from ringfence.banking.models import ExchangeFile, Run, RunStep
from ringfence.banking.runs.domain import (
    BankHasAnswered,
    BankNotQuoted,
    IllegalRunStep,
)
from ringfence.desk.refusals import FourEyes
from ringfence.installation.config import config
from ringfence.regimes.card.benefits.domain import NothingToRetry
from sample_month import DAY, at
from sample_people import AGENCY, APPROVER, CLERK

LETTER, REASON = "样例函2026-1", "样例原因"


def ask(run: Run, letter: str = LETTER, reason: str = REASON) -> Run:
    return run_give_up_ask(run_id=run.id, letter=letter, reason=reason, actor=CLERK, at=at(20))


def give_up(run: Run, actor: Actor = APPROVER) -> Run:
    return run_give_up(run_id=run.id, home=config().home, actor=actor, at=at(21))


def unopened(bank_side: BankSide) -> Run:
    """A run whose file was damaged on its way: the bank could not open it."""
    run = bank_side.sent("1.00", "2.00")
    (wire,) = (bank_side.home / "in").glob("CREDIT_RUN*.rfe")
    wire.write_bytes(wire.read_bytes()[:-1] + b"x")
    bank_side.work()
    bank_side.receive()
    return run


@pytest.mark.clause("OP-16.4")
def test_a_run_that_is_given_up_has_its_money_back_and_its_items_in_a_further_run(
    bank_side: BankSide,
) -> None:
    run = unopened(bank_side)
    assert ask(run).state == "SENT"
    with pytest.raises(NothingToRetry):
        bank_side.month.retry()
    assert give_up(run).state == "REFUSED"
    assert (bank_side.month.own_fen(), bank_side.month.transit_fen(run)) == (300, 0)
    steps = RunStep.objects.filter(run=run).order_by("id").values_list("event", "actor", "facts")
    assert list(steps)[-2:] == [
        ("GIVE_UP_ASK", CLERK.code, {"letter": LETTER, "reason": REASON}),
        ("GIVE_UP", APPROVER.code, {"letter": LETTER}),
    ]
    (again,) = bank_side.month.retry()
    assert (again.item_count, again.sum_fen) == (2, 300)


@pytest.mark.clause("OP-16.4")
def test_the_file_of_a_run_that_is_given_up_is_not_sent_again(bank_side: BankSide) -> None:
    run = unopened(bank_side)
    ask(run)
    give_up(run)
    assert [name for name in bank_side.send() if "RUN" in name] == []
    assert ExchangeFile.objects.get(run=run, direction="OUT").state == "REFUSED"
    bank_side.work()
    assert bank_side.executed() == (0, 0)


@pytest.mark.clause("OP-16.4", "OP-A5")
def test_the_bank_takes_the_next_run_after_one_that_was_given_up(bank_side: BankSide) -> None:
    run = unopened(bank_side)
    ask(run)
    give_up(run)
    (again,) = bank_side.month.retry()
    bank_side.month.release(bank_side.month.approved(again))
    bank_side.send()
    bank_side.work()
    assert bank_side.executed() == (0, 0)
    bank_side.bank(
        "decline", "--partner", AGENCY, "--kind", "CREDIT_RUN", "--number", 1, "--on", DAY
    )
    bank_side.work()
    assert bank_side.executed() == (2, 300)
    bank_side.receive()
    assert Run.objects.get(pk=again.pk).state == "RETURNED"


@pytest.mark.clause("OP-25", "OP-16.4")
def test_who_asks_to_give_a_run_up_does_not_decide_it(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00")
    ask(run)
    with pytest.raises(FourEyes):
        give_up(run, actor=also(CLERK, APPROVER))
    assert Run.objects.get(pk=run.pk).state == "SENT"


@pytest.mark.clause("OP-16.4")
@pytest.mark.parametrize(("letter", "reason"), [("", REASON), (" ", REASON), (LETTER, "")])
def test_without_the_banks_letter_and_a_reason_nobody_may_ask(
    bank_side: BankSide, letter: str, reason: str
) -> None:
    run = bank_side.sent("1.00")
    with pytest.raises(BankNotQuoted):
        ask(run, letter, reason)
    with pytest.raises(BankNotQuoted):
        give_up(run)


@pytest.mark.clause("OP-16.4")
def test_a_run_of_which_an_outcome_was_told_is_not_given_up(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00", "2.00")
    ask(run)
    bank_side.month.answer(run, {1: Outcome.UNKNOWN_OUTCOME})
    with pytest.raises(BankHasAnswered):
        give_up(run)
    with pytest.raises(BankHasAnswered):
        ask(run)
    assert bank_side.month.transit_fen(run) == 300


@pytest.mark.clause("OP-16.4")
def test_a_run_that_the_bank_has_received_is_not_given_up(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00")
    ask(run)
    bank_side.work("--out-of-order")
    bank_side.receive()
    with pytest.raises(IllegalRunStep):
        give_up(run)
