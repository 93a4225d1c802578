"""Each service of runs is done by those who may, in their own organisation's name."""

import pytest

from authority.acts import acts, facts_of
from authority.services import Service, assert_refused, services_in
from ringfence.banking import runs
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run
from ringfence.banking.runs.booking import run_book
from ringfence.banking.runs.domain import RunKind
from ringfence.banking.runs.drafting import RunPurpose, runs_draft
from ringfence.banking.runs.services import (
    run_approve,
    run_cancel,
    run_check,
    run_close,
    run_release,
)
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.uuid7 import uuid7
from sample_month import CALENDAR, LEAF, PERIOD, PROGRAMME, SampleMonth, at
from sample_people import ACCOUNTANT, AGENCY, APPROVER, CASHIER, CHECKER

PURPOSE = RunPurpose(
    kind=RunKind.CREDIT, agency=AGENCY, programme=PROGRAMME, period=PERIOD, purpose="PENS",
    leaf_id=LEAF, pool_account_id=uuid7(), source_digest=b"",
)  # fmt: skip

SERVICES = {
    "drafting:runs_draft": Service(
        "run.draft", lambda _, actor: runs_draft(purpose=PURPOSE, actor=actor, at=at(9))
    ),
    "services:run_check": Service(
        "run.check",
        lambda run, actor: run_check(run_id=run.id, calendar=CALENDAR, actor=actor, at=at(9)),
    ),
    "services:run_approve": Service(
        "run.approve", lambda run, actor: run_approve(run_id=run.id, actor=actor, at=at(9))
    ),
    "services:run_release": Service(
        "run.release",
        lambda run, actor: run_release(run_id=run.id, withdraw=lambda _: 0, actor=actor, at=at(9)),
    ),
    "services:run_cancel": Service(
        "run.cancel", lambda run, actor: run_cancel(run_id=run.id, actor=actor, at=at(9))
    ),
    "services:run_close": Service(
        "run.close", lambda run, actor: run_close(run_id=run.id, actor=actor, at=at(9))
    ),
    "booking:run_book": Service(
        "run.book", lambda run, actor: run_book(run_id=run.id, actor=actor, at=at(9))
    ),
}
# Parts of a service, within its transaction: the service has asked.
STEPS = {
    "approval:run_approval_ask",
    "approval:run_decided",
    "steps:run_act",
    "steps:run_record",
    "steps:run_move",
    "steps:step_write",
}


def test_every_service_is_in_the_table() -> None:
    assert services_in(runs) == {f"{runs.__name__}.{name}" for name in (*SERVICES, *STEPS)}


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("name", SERVICES)
def test_who_may_not_is_refused_and_leaves_nothing(month: SampleMonth, name: str) -> None:
    run = month.drafted("1.00")
    assert_refused(SERVICES[name], run)
    assert Run.objects.get(pk=run.pk).state == "DRAFT"


@pytest.mark.clause("OP-22.1", "OP-16.1")
def test_each_act_on_a_run_leaves_one_entry_with_its_count_and_sum(month: SampleMonth) -> None:
    run = month.sent(month.drafted("100.00", "0.01"))
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.ACCOUNT_CLOSED})
    month.book(run)
    month.close(run)
    done = [(action, by) for action, by, agency in acts() if agency == AGENCY]
    assert [each for each in done if each[0] in {"run.check", "run.approve", "run.release",
                                                 "run.book", "run.close"}] == [
        ("run.check", CHECKER.code),
        ("run.approve", APPROVER.code),
        ("run.release", CASHIER.code),
        ("run.book", ACCOUNTANT.code),
        ("run.close", CASHIER.code),
    ]  # fmt: skip
    facts = facts_of("run.release")
    assert (facts["number"], facts["state"]) == (run.number, "RELEASED")
    assert (facts["sent_count"], facts["sent_fen"]) == (2, 10_001)


@pytest.mark.clause("OP-22.1")
def test_an_act_that_is_refused_leaves_no_entry(month: SampleMonth) -> None:
    run = month.approved(month.drafted("100.00"))
    before = acts()
    with pytest.raises(Refusal):
        month.release(run)
    assert acts() == before
