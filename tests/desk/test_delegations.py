"""Deciding in another's stead: for a time, by a right that the other has, never for the asker."""

from datetime import timedelta

import pytest

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from actors import actor
from desk.kinds_sample import AT, CALENDAR, CLERK, MANAGER, PAYMENT
from ringfence.access.actor import Actor, NotPermitted
from ringfence.access.models import Membership
from ringfence.access.refusals import UserUnknown
from ringfence.desk.approvals import approval_ask, approval_decide
from ringfence.desk.delegations import delegation_end, delegation_make
from ringfence.desk.domain import ApprovalState, Verdict
from ringfence.desk.models import Approval, Delegation
from ringfence.desk.refusals import (
    ApprovalDecidedBefore,
    DelegationNeverHolds,
    DelegationToSelf,
    DelegationUnknown,
    FourEyes,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people")]

PLACE = "INS-1401"
DAY = timedelta(days=1)
# Registered, an approver by membership; and a colleague who is none.
BOSS = actor("sample-boss", "desk.read", "run.approve", organisation=PLACE)
DEPUTY = actor("sample-deputy", "desk.read", organisation=PLACE)
ABOVE_LIMIT_FEN = 100_000_001


@pytest.fixture
def people() -> None:
    """An agency with an approver and a clerk."""
    sample_areas()
    organisation = sample_insurer(PLACE)
    for person, role in ((BOSS, "BENEFIT_APPROVER"), (DEPUTY, "BENEFIT_CHECKER")):
        user = sample_user(person.code, name=f"样例{person.code}")
        sample_membership(user, organisation, role)


def delegate(by: Actor = BOSS, to: str = DEPUTY.code, days: int = 7) -> Delegation:
    return delegation_make(
        kind=PAYMENT, organisation=PLACE, from_code=BOSS.code, to_code=to, valid_from_at=AT,
        valid_until_at=AT + days * DAY, actor=by, at=AT,
    )  # fmt: skip


def ask(by: Actor = CLERK, amount_fen: int | None = None) -> Approval:
    return approval_ask(
        kind=PAYMENT, organisation=PLACE, subject=("run", "1"), calendar=CALENDAR, actor=by, at=AT,
        amount_fen=amount_fen,
    )  # fmt: skip


def decide(approval: Approval, by: Actor, days: int = 0) -> Approval:
    return approval_decide(
        approval_id=approval.id, verdict=Verdict.APPROVE, reason="", actor=by, at=AT + days * DAY
    )


def test_a_delegate_decides_by_the_delegators_right() -> None:
    approval = ask()
    with pytest.raises(NotPermitted):
        decide(approval, DEPUTY)
    delegate()
    assert decide(approval, DEPUTY).state == ApprovalState.APPROVED
    decision = approval.decisions.get()
    assert (decision.decider, decision.authority) == (DEPUTY.code, BOSS.code)


@pytest.mark.parametrize("days", [-1, 7])
def test_a_delegation_holds_from_its_first_instant_until_its_last(days: int) -> None:
    delegate()
    with pytest.raises(NotPermitted):
        decide(ask(), DEPUTY, days)


def test_a_delegation_that_was_ended_holds_no_more() -> None:
    delegation = delegate()
    with pytest.raises(NotPermitted):
        delegation_end(delegation_id=delegation.id, actor=DEPUTY, at=AT)
    delegation_end(delegation_id=delegation.id, actor=BOSS, at=AT + DAY)
    with pytest.raises(NotPermitted):
        decide(ask(), DEPUTY, 1)
    with pytest.raises(DelegationUnknown):
        delegation_end(delegation_id=delegation.id, actor=BOSS, at=AT + DAY)


@pytest.mark.clause("OP-25")
def test_a_delegate_does_not_decide_what_they_asked_for() -> None:
    delegate()
    with pytest.raises(FourEyes):
        decide(ask(DEPUTY), DEPUTY)


@pytest.mark.clause("OP-25")
def test_nobody_has_a_delegate_decide_what_they_asked_for() -> None:
    delegate()
    with pytest.raises(FourEyes):
        decide(ask(BOSS), DEPUTY)


@pytest.mark.clause("OP-25")
def test_a_delegate_and_the_delegator_count_once() -> None:
    delegate()
    approval = ask(amount_fen=ABOVE_LIMIT_FEN)
    assert decide(approval, DEPUTY).state == ApprovalState.PENDING
    with pytest.raises(ApprovalDecidedBefore):
        decide(approval, BOSS)


def test_a_right_that_the_delegator_has_lost_is_nobodys_to_use() -> None:
    delegate()
    Membership.objects.filter(user_id=BOSS.code).update(valid_until_at=AT)
    with pytest.raises(NotPermitted):
        decide(ask(), DEPUTY)


def test_a_delegated_right_is_not_passed_on() -> None:
    delegate()
    with pytest.raises(NotPermitted):
        delegation_make(
            kind=PAYMENT, organisation=PLACE, from_code=DEPUTY.code, to_code=BOSS.code,
            valid_from_at=AT, valid_until_at=AT + DAY, actor=DEPUTY, at=AT,
        )  # fmt: skip


def test_another_names_a_delegate_only_with_the_permission_and_never_oneself() -> None:
    with pytest.raises(NotPermitted):
        delegate(by=CLERK)
    with pytest.raises(NotPermitted):
        delegate(by=MANAGER)  # of another organisation
    manager = actor("sample-manager", "approval.delegate", organisation=PLACE)
    assert delegate(by=manager).made_by == manager.code
    deputy = actor(DEPUTY.code, "approval.delegate", organisation=PLACE)
    with pytest.raises(DelegationToSelf):
        delegate(by=deputy)


def test_a_delegate_is_another_registered_person_and_the_time_lasts() -> None:
    with pytest.raises(DelegationToSelf):
        delegate(to=BOSS.code)
    with pytest.raises(UserUnknown):
        delegate(to="sample-unknown")
    with pytest.raises(DelegationNeverHolds):
        delegate(days=0)
