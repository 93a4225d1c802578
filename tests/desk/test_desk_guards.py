"""What the database itself refuses, whoever asks, past every service."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from desk.kinds_sample import AGENCY, APPROVER, AT, BREAK, CALENDAR, CLERK, PAY, PAYMENT
from ringfence.desk.approvals import approval_ask, approval_decide
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.cases import case_close, case_note
from ringfence.desk.domain import Verdict
from ringfence.desk.duties import duty_meet, duty_start
from ringfence.desk.models import (
    Approval,
    ApprovalDecision,
    Case,
    CaseNote,
    Delegation,
    Duty,
    Notice,
)
from ringfence.desk.notices import Message, notices_post
from ringfence.kernel.uuid7 import uuid7

pytestmark = pytest.mark.django_db


def approval() -> Approval:
    return approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", "1"), calendar=CALENDAR, actor=CLERK,
        at=AT,
    )  # fmt: skip


def decision(of: Approval, **other: str) -> ApprovalDecision:
    row = {
        "asked_by": of.asked_by, "decider": "sample-x", "authority": "sample-x",
        "verdict": "APPROVE",
    }  # fmt: skip
    return ApprovalDecision(id=uuid7(), approval=of, at=AT, **(row | other))


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize("column", ["decider", "authority"])
def test_no_row_says_that_the_asker_decided(column: str) -> None:
    row = decision(approval(), **{column: CLERK.code})
    with pytest.raises(IntegrityError, match="decision_not_on_ones_own"), transaction.atomic():
        row.save()


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize("column", ["decider", "authority"])
def test_no_row_says_that_a_preparer_decided(column: str) -> None:
    of = approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", "2"), calendar=CALENDAR, actor=CLERK,
        at=AT, prepared_by=["sample-preparer"],
    )  # fmt: skip
    row = decision(of, **{column: "sample-preparer"})
    with pytest.raises(DatabaseError, match="prepared it"), transaction.atomic():
        row.save()


@pytest.mark.clause("OP-25")
def test_no_row_names_another_asker_than_the_approval_does() -> None:
    row = decision(approval(), asked_by="sample-other", decider=CLERK.code, authority=CLERK.code)
    with pytest.raises(IntegrityError, match="decision_names_the_asker"), transaction.atomic():
        row.save()


@pytest.mark.clause("OP-25")
@pytest.mark.parametrize("same", ["decider", "authority"])
def test_no_second_row_of_a_person_or_of_a_right(same: str) -> None:
    of = approval()
    decision(of).save()
    other = {"decider": "sample-y", "authority": "sample-y"} | {same: "sample-x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        decision(of, **other).save()


def test_no_row_delegates_to_oneself() -> None:
    row = Delegation(
        id=uuid7(), kind=PAYMENT, organisation_code=AGENCY, from_code="sample-x",
        to_code="sample-x", valid_from_at=AT, valid_until_at=AT, made_by="sample-y", made_at=AT,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="delegation_to_another"), transaction.atomic():
        row.save()


def test_decisions_and_notes_are_never_changed_or_removed() -> None:
    of = approval()
    approval_decide(approval_id=of.id, verdict=Verdict.APPROVE, reason="", actor=APPROVER, at=AT)
    case = case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    case_note(case_id=case.id, text="样例备注", actor=CLERK, at=AT)
    for model, change in (
        (ApprovalDecision, {"verdict": "RETURN", "reason": "x"}),
        (CaseNote, {"text": "x"}),
    ):
        rows = model.objects.all()
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
            rows.delete()


@pytest.mark.parametrize("change", [{"digest": "1" * 64}, {"asked_by": "sample-x"}])
def test_what_was_asked_is_not_changed_while_others_decide(change: dict[str, str]) -> None:
    approval()
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Approval.objects.all().update(**change)


def test_what_has_ended_stays_ended() -> None:
    case = case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    case_close(case_id=case.id, outcome="OURS", actor=CLERK, at=AT)
    duty_start(
        kind=PAY, organisation=AGENCY, subject=("run", "1"), started_at=AT, calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    duty_meet(kind=PAY, subject=("run", "1"), evidence=("file", "1"), met_at=AT, actor=CLERK, at=AT)
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Case.objects.all().update(state="OPEN", outcome="", closed_at=None)
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Duty.objects.all().update(state="OPEN", met_at=None, evidence_id="")


def test_a_notice_that_was_sent_never_waits_again() -> None:
    notices_post(
        messages=[Message("sample:1", AGENCY, "样例", "sample", "OP-25", ("run", "1"))], at=AT
    )
    with pytest.raises(DatabaseError, match="stays as it was"), transaction.atomic():
        Notice.objects.all().update(state="QUEUED", next_attempt_at=AT)


@pytest.mark.parametrize("table", ["desk_duty", "desk_case", "desk_approval", "desk_notice"])
def test_no_table_of_the_desk_is_emptied(table: str) -> None:
    with (
        pytest.raises(DatabaseError, match="stays as it was"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")
