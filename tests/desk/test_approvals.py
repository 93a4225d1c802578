"""One asks, another decides; enough of them; and of what they were asked for."""

from uuid import UUID

import pytest

from actors import actor
from desk.kinds_sample import (
    AGENCY,
    APPROVER,
    AT,
    BANK,
    CALENDAR,
    CLERK,
    CONTENT,
    EFFECTS,
    PAYMENT,
    SECOND,
)
from ringfence.access.actor import Actor, NotPermitted
from ringfence.audit import selectors as trail
from ringfence.desk.approvals import (
    approval_ask,
    approval_decide,
    approval_drop,
    approval_may_decide,
    approval_require,
    approval_withdraw,
)
from ringfence.desk.domain import ApprovalState, IllegalDeskStep, Verdict
from ringfence.desk.models import Approval
from ringfence.desk.refusals import (
    ApprovalAskedOtherwise,
    ApprovalDecidedBefore,
    ApprovalMissing,
    ApprovalSubjectChanged,
    FourEyes,
    NotTheAsker,
    ReasonMissing,
)
from ringfence.desk.tray import tray

pytestmark = pytest.mark.django_db

RUN = ("run", "SAMPLE-2026-03-1")
LIMIT_FEN = 100_000_000


def ask(actor: Actor = CLERK, amount_fen: int | None = None) -> Approval:
    return approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=RUN, calendar=CALENDAR, actor=actor, at=AT,
        amount_fen=amount_fen,
    )  # fmt: skip


def decide(
    approval_id: UUID, actor: Actor, verdict: Verdict = Verdict.APPROVE, reason: str = ""
) -> Approval:
    return approval_decide(
        approval_id=approval_id, verdict=verdict, reason=reason, actor=actor, at=AT
    )


@pytest.mark.clause("OP-25")
def test_nobody_approves_what_they_asked_for() -> None:
    approval = ask(APPROVER)
    with pytest.raises(FourEyes):
        decide(approval.id, APPROVER)
    assert decide(approval.id, SECOND).state == ApprovalState.APPROVED


@pytest.mark.clause("OP-25")
def test_who_prepared_it_does_not_decide_it_nor_see_it_waiting() -> None:
    approval = approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=RUN, calendar=CALENDAR, actor=CLERK, at=AT,
        prepared_by=[APPROVER.code, CLERK.code],
    )  # fmt: skip
    assert approval.prepared_by == [APPROVER.code]
    with pytest.raises(FourEyes) as refused:
        decide(approval.id, APPROVER)
    assert refused.value.facts == {"person": APPROVER.code, "subject": RUN[1]}
    seen = {one.code: tray(organisation=AGENCY, actor=one, at=AT) for one in (APPROVER, SECOND)}
    assert [len(each.items) for each in seen.values()] == [0, 1]
    assert [sum(each.counts.values()) for each in seen.values()] == [0, 1]


def test_each_decision_has_the_kinds_effect_in_its_own_transaction() -> None:
    approval = ask(amount_fen=LIMIT_FEN + 1)
    decide(approval.id, APPROVER)
    decide(approval.id, SECOND)
    assert [(each.state, each.approved_count, each.decider_count) for each in EFFECTS] == [
        ("PENDING", 1, 2),
        ("APPROVED", 2, 2),
    ]
    approval = ask()
    decide(approval.id, APPROVER, Verdict.RETURN, " 样例原因 ")
    assert (EFFECTS[-1].state, EFFECTS[-1].reason) == ("RETURNED", "样例原因")
    approval_withdraw(approval_id=ask().id, actor=CLERK, at=AT)
    assert EFFECTS[-1].state == "WITHDRAWN"


def test_an_effect_that_refuses_undoes_the_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    approval = ask()
    monkeypatch.setitem(CONTENT, "refused", "yes")
    with pytest.raises(ReasonMissing):
        decide(approval.id, APPROVER)
    approval.refresh_from_db()
    assert (approval.state, approval.decisions.count()) == ("PENDING", 0)


def test_what_is_dropped_waits_for_nobody_and_has_no_effect() -> None:
    approval = ask()
    approval_drop(kind=PAYMENT, subject=RUN, actor=CLERK, at=AT)
    approval.refresh_from_db()
    assert (approval.state, EFFECTS) == ("WITHDRAWN", [])
    approval_drop(kind=PAYMENT, subject=RUN, actor=CLERK, at=AT)


def test_whose_decision_is_wanted_is_told_before_it_is_given() -> None:
    approval = ask(amount_fen=LIMIT_FEN + 1)
    stranger = actor("sample-other", "desk.read", organisation=AGENCY)
    people = (CLERK, APPROVER, SECOND, stranger)
    assert [may_decide(approval, one) for one in people] == [False, True, True, False]
    decide(approval.id, APPROVER)
    assert [may_decide(approval, one) for one in people] == [False, False, True, False]
    ended = decide(approval.id, SECOND)
    assert not may_decide(ended, actor("sample-third", "run.approve", organisation=AGENCY))


def may_decide(approval: Approval, one: Actor) -> bool:
    return approval_may_decide(approval=approval, actor=one, at=AT)


def test_who_lacks_the_kinds_permission_there_decides_nothing() -> None:
    approval = ask()
    with pytest.raises(NotPermitted):
        decide(approval.id, actor("sample-other", "desk.read", organisation=AGENCY))
    with pytest.raises(NotPermitted):
        decide(approval.id, actor("sample-other", "run.approve", organisation=BANK))


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize(("amount_fen", "needed"), [(LIMIT_FEN, 1), (LIMIT_FEN + 1, 2)])
def test_an_amount_above_the_limit_needs_two_deciders(amount_fen: int, needed: int) -> None:
    approval = ask(amount_fen=amount_fen)
    assert approval.decider_count == needed
    state = decide(approval.id, APPROVER).state
    assert state == (ApprovalState.APPROVED if needed == 1 else ApprovalState.PENDING)


@pytest.mark.clause("OP-25")
def test_nobody_decides_twice() -> None:
    approval = ask(amount_fen=LIMIT_FEN + 1)
    decide(approval.id, APPROVER)
    with pytest.raises(ApprovalDecidedBefore):
        decide(approval.id, APPROVER)
    assert decide(approval.id, SECOND).state == ApprovalState.APPROVED


def test_one_return_ends_it_and_says_why() -> None:
    approval = ask(amount_fen=LIMIT_FEN + 1)
    with pytest.raises(ReasonMissing):
        decide(approval.id, APPROVER, Verdict.RETURN, " ")
    assert decide(approval.id, APPROVER, Verdict.RETURN, "样例原因").state == "RETURNED"
    with pytest.raises(IllegalDeskStep):
        decide(approval.id, SECOND)
    with pytest.raises(ApprovalMissing):
        approval_require(kind=PAYMENT, subject=RUN)


@pytest.mark.clause("OP-25")
def test_what_has_changed_since_it_was_asked_is_not_approved() -> None:
    approval = ask()
    CONTENT[RUN[1]] = "1" * 64
    with pytest.raises(ApprovalSubjectChanged):
        decide(approval.id, APPROVER)
    assert decide(approval.id, APPROVER, Verdict.RETURN, "已变更").state == "RETURNED"


@pytest.mark.clause("OP-25")
def test_an_approval_does_not_hold_for_what_changed_after_it() -> None:
    approval = ask()
    decide(approval.id, APPROVER)
    assert approval_require(kind=PAYMENT, subject=RUN).id == approval.id
    CONTENT[RUN[1]] = "1" * 64
    with pytest.raises(ApprovalMissing):
        approval_require(kind=PAYMENT, subject=RUN)


def test_asking_again_for_the_same_returns_what_is_pending() -> None:
    first = ask()
    assert ask().id == first.id
    assert ask(SECOND).id == first.id


def test_asking_for_changed_content_withdraws_ones_own_and_no_others() -> None:
    first = ask()
    CONTENT[RUN[1]] = "1" * 64
    with pytest.raises(ApprovalAskedOtherwise):
        ask(SECOND)
    second = ask()
    first.refresh_from_db()
    assert (first.state, second.state) == ("WITHDRAWN", "PENDING")


def test_only_who_asked_withdraws() -> None:
    approval = ask()
    with pytest.raises(NotTheAsker):
        approval_withdraw(approval_id=approval.id, actor=APPROVER, at=AT)
    assert approval_withdraw(approval_id=approval.id, actor=CLERK, at=AT).state == "WITHDRAWN"


def test_asking_and_deciding_are_in_the_audit_trail() -> None:
    approval = ask()
    decide(approval.id, APPROVER)
    entries = trail.search(trail.AuditCriteria(subject_id=str(approval.id)), limit=10).records
    assert {(entry.actor, entry.action) for entry in entries} == {
        (CLERK.code, "approval.ask"),
        (APPROVER.code, "approval.decide"),
    }
