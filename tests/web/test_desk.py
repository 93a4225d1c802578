"""The pages of the desk: one duty, approval, case; notices; and what may be done there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model

from actors import actor
from desk.kinds_sample import (
    AGENCY,
    APPROVER,
    AT,
    BANK,
    BREAK,
    CALENDAR,
    CLERK,
    MANAGER,
    PAY,
    PAYMENT,
    SAMPLE,
)
from ringfence.desk import declared
from ringfence.desk.approvals import approval_ask
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.duties import duty_start
from ringfence.desk.models import Approval, Case, Duty, Notice
from ringfence.desk.notices import Message, notices_post
from ringfence.interfaces.web.pages import cases
from web.acting import ClientOf

STRANGER = actor("sample-stranger", "desk.read", "case.work", organisation="SAMPLE-Z")
ITEM = ("run_item", "SAMPLE-1/7")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sample_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only what the tests of the desk declare."""
    monkeypatch.setattr(declared, "declaring_modules", lambda: [SAMPLE])
    declared.kinds.cache_clear()
    yield
    declared.kinds.cache_clear()


def a_case() -> Case:
    return case_open(
        type_code=BREAK, organisation=AGENCY, calendar=CALENDAR, actor=CLERK, at=AT,
        matter=Matter(ITEM, {"outcome": "ACCOUNT_CLOSED", "amount_fen": 123456}),
    )  # fmt: skip


def an_approval() -> Approval:
    return approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", "SAMPLE-1"), calendar=CALENDAR,
        actor=CLERK, at=AT, amount_fen=100, reason="样例事由",
    )  # fmt: skip


def a_duty() -> Duty:
    return duty_start(
        kind=PAY, organisation=AGENCY, owed_to=BANK, subject=("run", "SAMPLE-1"), started_at=AT,
        calendar=CALENDAR, actor=CLERK, at=AT,
    )  # fmt: skip


def test_a_case_tells_what_was_found_in_words(client_of: ClientOf) -> None:
    page = client_of(CLERK).get(f"/desk/case/{a_case().id}/").text
    assert "账户已销户" in page
    assert "1,234.56" in page


def test_a_note_is_said_and_its_markup_is_only_text(client_of: ClientOf) -> None:
    case, clerk = a_case(), client_of(CLERK)
    clerk.post(f"/desk/case/{case.id}/note/", {"text": "<b>样例</b>"})
    assert "&lt;b&gt;样例&lt;/b&gt;" in clerk.get(f"/desk/case/{case.id}/").text


def test_a_case_is_taken_moved_on_and_closed(client_of: ClientOf) -> None:
    case, clerk = a_case(), client_of(CLERK)
    steps = [step.code for step in declared.kinds().cases[BREAK].steps]
    outcome = declared.kinds().cases[BREAK].outcomes[0].code
    for act, form in (
        ("assign", {"to": CLERK.code}),
        ("step", {"step": steps[1]}),
        ("close", {"outcome": outcome}),
    ):
        assert clerk.post(f"/desk/case/{case.id}/{act}/", form).status_code == 302
    case.refresh_from_db()
    assert (case.assigned_to, case.step, case.outcome) == (CLERK.code, steps[1], outcome)


def test_an_unknown_act_is_not_found(client_of: ClientOf) -> None:
    assert client_of(CLERK).post(f"/desk/case/{a_case().id}/erase/").status_code == 404


def test_an_attachment_goes_in_and_comes_out_as_a_file(
    client_of: ClientOf, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cases, "config", lambda: type("Sample", (), {"home": home}))
    case, clerk = a_case(), client_of(CLERK)
    table = "姓名,金额\n样例甲0001,1.00\n".encode()
    upload = SimpleUploadedFile("../样例.exe.csv", table)
    clerk.post(f"/desk/case/{case.id}/attach/", {"file": upload})
    kept = case.attachments.get()
    answer = clerk.get(f"/desk/attachment/{kept.id}/")
    assert answer.content == table
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "text/csv"


def test_a_program_is_not_attached(client_of: ClientOf) -> None:
    case = a_case()
    upload = SimpleUploadedFile("样例.pdf", b"MZ\x90\x00")
    answer = client_of(CLERK).post(f"/desk/case/{case.id}/attach/", {"file": upload})
    assert answer.status_code == 422
    assert not case.attachments.exists()


@pytest.mark.clause("OP-25")
def test_who_asked_sees_no_button_and_may_not_decide(client_of: ClientOf) -> None:
    approval, clerk = an_approval(), client_of(CLERK)
    assert "本人提交或经办的事项须由他人审批。" in clerk.get(f"/desk/approval/{approval.id}/").text
    decided = clerk.post(f"/desk/approval/{approval.id}/decide/", {"verdict": "APPROVE"})
    assert decided.status_code in {403, 422}
    approval.refresh_from_db()
    assert approval.state == "PENDING"


@pytest.mark.clause("OP-25")
def test_another_returns_it_with_a_reason_and_not_without(client_of: ClientOf) -> None:
    approval, approver = an_approval(), client_of(APPROVER)
    address = f"/desk/approval/{approval.id}/decide/"
    assert approver.post(address, {"verdict": "RETURN"}).status_code == 422
    approver.post(address, {"verdict": "RETURN", "reason": "样例理由"})
    approval.refresh_from_db()
    assert approval.state == "RETURNED"
    assert "样例理由" in approver.get(f"/desk/approval/{approval.id}/").text


def test_a_duty_is_cancelled_by_who_may_for_a_reason(client_of: ClientOf) -> None:
    duty = a_duty()
    address = f"/desk/duty/{duty.id}/cancel/"
    assert client_of(CLERK).post(address, {"reason": "样例"}).status_code == 403
    client_of(MANAGER).post(address, {"reason": "样例原因"})
    duty.refresh_from_db()
    assert (duty.state, duty.cancel_reason) == ("CANCELLED", "样例原因")


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize("make", [a_case, an_approval, a_duty])
def test_what_is_another_organisations_stays_closed(
    client_of: ClientOf, make: Callable[[], Model]
) -> None:
    thing = make()
    name = type(thing).__name__.lower()
    assert client_of(STRANGER).get(f"/desk/{name}/{thing.pk}/").status_code == 404


def test_a_notice_is_read_once_and_gone(client_of: ClientOf) -> None:
    message = Message(
        key="sample-1", organisation=AGENCY, zh="样例通知一", en="sample notice", clause="OP-16.2",
        subject=("run", "SAMPLE-1"),
    )  # fmt: skip
    notices_post(messages=[message], at=AT)
    clerk = client_of(CLERK)
    assert "样例通知一" in clerk.get("/desk/notices/").text
    clerk.post(f"/desk/notices/{Notice.objects.get().id}/read/")
    assert "没有未读通知。" in clerk.get("/desk/notices/").text


def test_the_tray_leads_to_each_thing(client_of: ClientOf) -> None:
    case, duty = a_case(), a_duty()
    page = client_of(CLERK).get("/").text
    assert f"/desk/case/{case.id}/" in page
    assert f"/desk/duty/{duty.id}/" in page


def test_what_nobody_knows_is_told_so(client_of: ClientOf) -> None:
    answer = client_of(CLERK).get(f"/desk/case/{uuid4()}/")
    assert answer.status_code == 404
    assert '<h1 class="page-title">没有此页</h1>' in answer.text
