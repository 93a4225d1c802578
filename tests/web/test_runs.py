"""The pages of runs: who sees which, what is next and who may do it, items for a purpose only."""

import pytest
from django.test import Client

from actors import actor, holder
from ringfence.audit import selectors as trail
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import Run, RunStep
from ringfence.desk.models import Approval
from ringfence.regimes.card.benefits.services import benefit_run_release
from sample_month import BANK, OTHER_BANK, SampleMonth, account, identity, name
from sample_people import AGENCY, APPROVER, CASHIER, CHECKER, CLERK
from web.acting import ClientOf

INSPECTOR = holder("INSPECTOR", "sample-inspector", organisation=AGENCY)
BANKER = holder("BANK_AGENCY_CLERK", "sample-banker", organisation=BANK)
OTHER_BANKER = holder("BANK_AGENCY_CLERK", "sample-other-banker", organisation=OTHER_BANK)
STRANGER = actor("sample-stranger", "run.read", "item.read", organisation="SAMPLE-Z")
FOR_PAYMENT = {"purpose": "BENEFIT_PAYMENT"}


def do(client: Client, run: Run, act: str, **form: str) -> int:
    return client.post(f"/runs/{run.number}/act/{act}/", form).status_code


def entry_count(action: str) -> int:
    """How many readings of this kind the audit trail has, those that were refused left out."""
    found = trail.search(trail.AuditCriteria(action=action), limit=100).records
    return sum(entry.outcome == "DONE" for entry in found)


def state_of(run: Run) -> str:
    run.refresh_from_db()
    return run.state


def test_a_run_goes_its_way_by_the_hands_that_may(month: SampleMonth, client_of: ClientOf) -> None:
    run = month.drafted("100.00", "200.00")
    month.fund(run.sum_fen)
    checker, approver, cashier = client_of(CHECKER), client_of(APPROVER), client_of(CASHIER)
    page = checker.get(f"/runs/{run.number}/").text
    assert "复核通过" in page
    assert "300.00" in page
    assert do(checker, run, "check") == 302
    assert "审批通过" not in checker.get(f"/runs/{run.number}/").text
    assert do(approver, run, "approve") == 302
    assert do(cashier, run, "release") == 302
    assert state_of(run) == "RELEASED"


@pytest.mark.clause("OP-25")
def test_nobody_approves_without_the_permission(month: SampleMonth, client_of: ClientOf) -> None:
    run = month.drafted("100.00")
    checker = client_of(CHECKER)
    do(checker, run, "check")
    assert do(checker, run, "approve") == 403
    assert state_of(run) == "CHECKED"


@pytest.mark.clause("OP-25")
def test_a_run_above_the_limit_tells_how_many_have_approved_and_is_returned_on_the_desk(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("999999.99", "0.02")
    second = holder("BENEFIT_APPROVER", "sample-second", organisation=AGENCY)
    do(client_of(CHECKER), run, "check")
    approver, other = client_of(APPROVER), client_of(second)
    assert "已批准 0 人，共须 2 人" in approver.get(f"/runs/{run.number}/").text
    assert do(approver, run, "approve") == 302
    page = approver.get(f"/runs/{run.number}/").text
    assert "已批准 1 人，共须 2 人" in page
    assert "审批通过" not in page
    assert do(approver, run, "approve") == 422
    approval = Approval.objects.get(kind="RUN_APPROVAL")
    address = f"/desk/approval/{approval.id}/"
    assert f'href="{address}"' in page
    form = {"verdict": "RETURN", "reason": "样例退回理由"}
    assert other.post(f"{address}decide/", form).status_code == 302
    assert state_of(run) == "DRAFT"
    page = other.get(f"/runs/{run.number}/").text
    assert "样例退回理由" in page
    assert "复核" in page


@pytest.mark.clause("OP-16.1")
def test_a_release_that_the_account_cannot_bear_tells_why(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.approved(month.drafted("100.00"))
    answer = client_of(CASHIER).post(f"/runs/{run.number}/act/release/")
    assert answer.status_code == 422
    assert "PAYOUT_ACCOUNT_SHORT" in answer.text
    assert "/clauses/OP-16.1/" in answer.text


def test_a_run_is_cancelled_with_a_reason_only(month: SampleMonth, client_of: ClientOf) -> None:
    run, clerk = month.drafted("100.00"), client_of(CLERK)
    assert do(clerk, run, "cancel", reason=" ") == 422
    assert do(clerk, run, "cancel", reason="样例原因") == 302
    assert state_of(run) == "CANCELLED"
    assert RunStep.objects.get(run=run, event="CANCEL").facts == {"reason": "样例原因"}
    assert "样例原因" in clerk.get(f"/runs/{run.number}/").text


def test_an_unknown_act_is_not_found(month: SampleMonth, client_of: ClientOf) -> None:
    assert do(client_of(CLERK), month.drafted("100.00"), "erase") == 404


@pytest.mark.clause("OP-22.1")
def test_another_organisations_run_is_neither_listed_nor_shown(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run, stranger = month.drafted("100.00"), client_of(STRANGER)
    assert run.number not in stranger.get("/runs/").text
    assert stranger.get(f"/runs/{run.number}/").status_code == 404
    assert stranger.post(f"/runs/{run.number}/items/", FOR_PAYMENT).status_code == 404


def test_a_bank_sees_a_run_once_it_was_sent(month: SampleMonth, client_of: ClientOf) -> None:
    run, banker, other = month.drafted("100.00"), client_of(BANKER), client_of(OTHER_BANKER)
    assert run.number not in banker.get("/runs/").text
    assert banker.get(f"/runs/{run.number}/").status_code == 404
    month.sent(run)
    assert run.number in banker.get("/runs/").text
    assert banker.get(f"/runs/{run.number}/").status_code == 200
    assert run.number not in other.get("/runs/").text


def test_runs_are_narrowed_and_paged(month: SampleMonth, client_of: ClientOf) -> None:
    month.drafted("100.00")
    clerk = client_of(CLERK)
    number = Run.objects.get().number
    assert number in clerk.get("/runs/?state=DRAFT").text
    assert number not in clerk.get("/runs/?state=SENT").text
    assert number not in clerk.get("/runs/?number=NOTHERE").text
    assert number not in clerk.get(f"/runs/?before={Run.objects.get().id}").text
    assert number in clerk.get("/runs/?before=nonsense").text


def test_a_run_at_the_bank_is_asked_after_by_the_page_itself(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.sent(month.drafted("100.00", "200.00"))
    month.answer(run, {1: Outcome.SUCCESS, 2: Outcome.ACCOUNT_CLOSED})
    page = client_of(CLERK).get(f"/runs/{run.number}/").text
    assert "X-Unattended" in page
    assert "账户已销户" in page


@pytest.mark.clause("OP-22.1")
def test_items_are_opened_for_a_purpose_masked_and_written_down(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run, clerk = month.drafted("100.00"), client_of(CLERK)
    address = f"/runs/{run.number}/items/"
    assert name(1) not in clerk.get(address).text
    assert clerk.post(address).status_code == 422
    page = clerk.post(address, FOR_PAYMENT).text
    assert name(1) in page
    assert identity(1) not in page
    assert account(1) not in page
    assert 'class="watermark"' in page
    assert entry_count("item.read") == 1


def test_an_item_leads_to_the_persons_record_of_who_may_open_it(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("100.00")
    item = f"/runs/{run.number}/items/1/"
    assert 'href="/registry/' in client_of(CLERK).post(item, FOR_PAYMENT).text
    assert 'href="/registry/' not in client_of(APPROVER).post(item, FOR_PAYMENT).text


def test_items_are_found_by_whole_number_or_part_of_a_name(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run, clerk = month.drafted("100.00", "200.00"), client_of(CLERK)
    address = f"/runs/{run.number}/items/"
    for words in (identity(3), account(3), name(3)[-3:]):
        page = clerk.post(address, FOR_PAYMENT | {"words": words}).text
        assert name(3) in page
        assert name(1) not in page
    assert name(1) not in clerk.post(address, FOR_PAYMENT | {"words": "%"}).text
    assert name(1) not in clerk.post(address, FOR_PAYMENT | {"outcome": "SUCCESS"}).text
    assert name(1) in clerk.post(address, FOR_PAYMENT | {"outcome": "WAITING"}).text


@pytest.mark.clause("OP-22.1")
def test_whole_numbers_are_for_who_may_and_leave_a_row(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("100.00")
    address = f"/runs/{run.number}/items/1/"
    form = {"purpose": "CARD_INSPECTION"}
    inspector = client_of(INSPECTOR)
    assert identity(1) not in inspector.post(address, form).text
    assert identity(1) in inspector.post(address, form | {"reveal": "1"}).text
    assert entry_count("person.reveal") == 1
    clerk = client_of(CLERK)
    assert "显示完整号码" not in clerk.post(address, form).text
    assert clerk.post(address, form | {"reveal": "1"}).status_code == 403
    assert inspector.post(f"/runs/{run.number}/items/99/", form).status_code == 404


def test_withdrawn_items_are_told_in_words(month: SampleMonth, client_of: ClientOf) -> None:
    run = month.approved(month.drafted("100.00", "200.00"))
    month.fund(run.sum_fen)
    month.correct((identity(3), account(4), OTHER_BANK), hour=11)
    benefit_run_release(run_id=run.id, actor=CASHIER, at=RunStep.objects.latest("at").at)
    assert "发出前撤出" in client_of(CLERK).get(f"/runs/{run.number}/").text
