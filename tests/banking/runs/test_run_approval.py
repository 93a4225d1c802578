"""A run's approval is the desk's: enough people, of what was checked, by whichever door."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections

from actors import also, holder
from ringfence.access.actor import Actor, NotPermitted
from ringfence.banking.models import Run, RunStep
from ringfence.banking.runs.approval import run_approval_pending, run_approved
from ringfence.banking.runs.domain import IllegalRunStep
from ringfence.banking.runs.services import run_approve, run_cancel, run_check
from ringfence.desk.approvals import approval_decide, approval_withdraw
from ringfence.desk.delegations import delegation_make
from ringfence.desk.domain import Verdict
from ringfence.desk.models import Approval
from ringfence.desk.refusals import (
    ApprovalDecidedBefore,
    ApprovalMissing,
    ApprovalSubjectChanged,
    FourEyes,
)
from ringfence.desk.tray import TrayItem, tray
from ringfence.kernel.refusal import Refusal
from sample_month import CALENDAR, SampleMonth, at
from sample_people import ACCOUNTANT, AGENCY, APPROVER, CHECKER, CLERK

SECOND = holder("BENEFIT_APPROVER", "sample-second", organisation=AGENCY)
# The limit of one signature is a million yuan until an installation says otherwise.
ABOVE_LIMIT = ("999999.99", "0.02")
AT_LIMIT = ("999999.99", "0.01")

pytestmark = pytest.mark.clause("OP-25")


def checked(month: SampleMonth, *amounts: str) -> Run:
    run = month.drafted(*amounts)
    return run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(10))


def approve(run: Run, actor: Actor = APPROVER) -> Run:
    return run_approve(run_id=run.id, actor=actor, at=at(11))


def waiting_of(run: Run) -> UUID:
    approval = run_approval_pending(run)
    assert approval
    return approval.id


def decide(run: Run, actor: Actor, verdict: Verdict = Verdict.APPROVE, reason: str = "") -> None:
    waiting = waiting_of(run)
    approval_decide(approval_id=waiting, verdict=verdict, reason=reason, actor=actor, at=at(11))


def state_of(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


def steps_of(run: Run) -> list[tuple[str, str]]:
    return list(RunStep.objects.filter(run=run).order_by("id").values_list("event", "actor"))


def test_the_checker_asks_and_the_approvers_find_it_in_their_tray(month: SampleMonth) -> None:
    run = checked(month, "100.00")
    approval = run_approval_pending(run)
    assert approval
    assert (approval.asked_by, approval.amount_fen) == (CHECKER.code, 10_000)
    assert approval.prepared_by == [CLERK.code]
    assert approval.due_at
    waiting = {
        actor.code: [item.subject_id for item in _approvals(actor)]
        for actor in (APPROVER, also(CHECKER, APPROVER), also(CLERK, APPROVER))
    }
    assert waiting == {APPROVER.code: [run.number], CHECKER.code: [], CLERK.code: []}


def _approvals(actor: Actor) -> list[TrayItem]:
    found = tray(organisation=AGENCY, actor=actor, at=at(11)).items
    return [item for item in found if item.what == "APPROVAL"]


@pytest.mark.parametrize(("amounts", "needed"), [(AT_LIMIT, 1), (ABOVE_LIMIT, 2)])
def test_a_sum_above_the_limit_needs_two_people(
    month: SampleMonth, amounts: tuple[str, str], needed: int
) -> None:
    run = checked(month, *amounts)
    first = approve(run)
    if needed == 1:
        assert first.state == "APPROVED"
        return
    assert first.state == "CHECKED"
    approved = run_approved(first)
    assert approved
    assert (approved.approved_count, approved.decider_count) == (1, 2)
    with pytest.raises(ApprovalDecidedBefore):
        approve(run)
    assert approve(run, SECOND).state == "APPROVED"
    assert steps_of(run)[2:] == [("SIGN", APPROVER.code), ("APPROVE", SECOND.code)]


def test_deciding_on_the_desk_is_the_same_act(month: SampleMonth) -> None:
    run = checked(month, *ABOVE_LIMIT)
    decide(run, APPROVER)
    assert state_of(run) == "CHECKED"
    assert approve(run, SECOND).state == "APPROVED"
    assert Approval.objects.get(kind="RUN_APPROVAL").state == "APPROVED"


@pytest.mark.parametrize("one", [CLERK, CHECKER], ids=str)
def test_on_the_desk_too_neither_drafter_nor_checker_decides(
    month: SampleMonth, one: Actor
) -> None:
    run = checked(month, "100.00")
    with pytest.raises(FourEyes):
        decide(run, also(one, APPROVER))
    assert state_of(run) == "CHECKED"


def test_a_delegate_approves_for_a_time_unless_he_prepared_the_run(
    month: SampleMonth, people: None
) -> None:
    run = checked(month, "100.00")
    with pytest.raises(NotPermitted):
        approve(run, ACCOUNTANT)
    for deputy in (ACCOUNTANT, CLERK):
        delegation_make(
            kind="RUN_APPROVAL", organisation=AGENCY, from_code=APPROVER.code,
            to_code=deputy.code, valid_from_at=at(9), valid_until_at=at(9) + timedelta(days=7),
            actor=APPROVER, at=at(9),
        )  # fmt: skip
    with pytest.raises(FourEyes):
        approve(run, CLERK)
    assert approve(run, ACCOUNTANT).state == "APPROVED"
    step = RunStep.objects.get(run=run, event="APPROVE")
    assert (step.actor, step.facts["authority"]) == (ACCOUNTANT.code, APPROVER.code)


def test_a_returned_run_is_a_draft_again_with_the_reason_in_its_history(
    month: SampleMonth,
) -> None:
    run = checked(month, *ABOVE_LIMIT)
    approve(run)
    decide(run, SECOND, Verdict.RETURN, "样例理由")
    assert state_of(run) == "DRAFT"
    assert RunStep.objects.get(run=run, event="SEND_BACK").facts == {"reason": "样例理由"}
    with pytest.raises(IllegalRunStep):
        approve(run)
    run_check(run_id=run.id, calendar=CALENDAR, actor=CHECKER, at=at(12))
    # Both are asked anew: what was approved before the return does not count.
    assert approve(run).state == "CHECKED"
    assert approve(run, SECOND).state == "APPROVED"


def test_a_returned_run_can_be_cancelled(month: SampleMonth) -> None:
    run = checked(month, "100.00")
    decide(run, APPROVER, Verdict.RETURN, "样例理由")
    assert run_cancel(run_id=run.id, actor=CLERK, at=at(12)).state == "CANCELLED"


def test_a_cancelled_run_waits_for_nobody(month: SampleMonth) -> None:
    run = checked(month, "100.00")
    run_cancel(run_id=run.id, actor=CLERK, at=at(12))
    assert Approval.objects.get(kind="RUN_APPROVAL").state == "WITHDRAWN"
    assert not _approvals(APPROVER)
    with pytest.raises(IllegalRunStep):
        approve(run)


def test_the_checker_takes_a_check_back_by_withdrawing(month: SampleMonth) -> None:
    run = checked(month, "100.00")
    approval = run_approval_pending(run)
    assert approval
    approval_withdraw(approval_id=approval.id, actor=CHECKER, at=at(11))
    assert state_of(run) == "DRAFT"


def test_another_content_than_was_asked_for_is_neither_approved_nor_released(
    month: SampleMonth,
) -> None:
    run = checked(month, "100.00")
    Run.objects.filter(pk=run.pk).update(source_digest=b"1" * 32)
    with pytest.raises(ApprovalSubjectChanged):
        approve(run)
    Run.objects.filter(pk=run.pk).update(source_digest=run.source_digest)
    approve(run)
    Run.objects.filter(pk=run.pk).update(source_digest=b"1" * 32)
    month.fund(10_000)
    with pytest.raises(ApprovalMissing):
        month.release(run)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Return what became of acts begun together, each on its own connection: a state or a code."""
    barrier = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        barrier.wait()
        try:
            return str(act())
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as workers:
        return list(workers.map(one, acts))


@pytest.fixture
def big_run(month: SampleMonth) -> Run:
    """A checked run that needs two."""
    return checked(month, *ABOVE_LIMIT)


def test_two_who_approve_at_once_by_two_doors_are_both_counted(big_run: Run) -> None:
    waiting = waiting_of(big_run)
    at_once(
        lambda: approve(big_run).state,
        lambda: approval_decide(
            approval_id=waiting, verdict=Verdict.APPROVE, reason="", actor=SECOND, at=at(11)
        ),
    )
    assert state_of(big_run) == "APPROVED"
    assert [event for event, _ in steps_of(big_run)][2:] == ["SIGN", "APPROVE"]


def test_one_who_approves_twice_at_once_counts_once(big_run: Run) -> None:
    outcomes = at_once(*[lambda: approve(big_run).state] * 3)
    assert sorted(outcomes) == ["APPROVAL_DECIDED_BEFORE", "APPROVAL_DECIDED_BEFORE", "CHECKED"]
    assert state_of(big_run) == "CHECKED"


def test_approving_and_cancelling_at_once_end_in_one_of_both(month: SampleMonth) -> None:
    run = checked(month, "100.00")
    waiting = waiting_of(run)
    at_once(
        lambda: approval_decide(
            approval_id=waiting, verdict=Verdict.APPROVE, reason="", actor=APPROVER, at=at(11)
        ),
        lambda: run_cancel(run_id=run.id, actor=CLERK, at=at(12)).state,
    )
    approval = Approval.objects.get(kind="RUN_APPROVAL").state
    assert (state_of(run), approval) in {("CANCELLED", "WITHDRAWN"), ("CANCELLED", "APPROVED")}
