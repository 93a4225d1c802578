"""The pages of funds: whose may be seen, what stands there, and one person's statement."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from actors import holder
from ringfence.access.actor import Actor
from ringfence.access.models import Area, Organisation
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.banking.funds import verification
from ringfence.interfaces.jobs import asked as asked_work
from ringfence.interfaces.jobs.worker import work_off
from ringfence.interfaces.web.middleware import actor as actor_middleware
from ringfence.kernel.clock import now
from ringfence.ledger.domain import Hold
from ringfence.ledger.seals import seal
from ringfence.ledger.services import hold_place
from ringfence.regimes.card.models import Person
from ringfence.regimes.card.programmes import fund_id_of
from sample_month import (
    LEAF,
    PROGRAMME,
    SampleMonth,
    identity,
    month,  # noqa: F401 - a fixture
    registry_row,
)
from sample_people import AGENCY
from web.acting import ClientOf
from web.people import MakeUser, sign_in

FUND = f"/funds/{fund_id_of(PROGRAMME)}/"
ACCOUNTANT = holder("FUND_ACCOUNTANT", "yangli01", organisation=AGENCY)
OPENED = {"purpose": "CARD_INSPECTION", "from_on": "2026-01-01", "to_on": "2026-01-31"}

SignIn = Callable[[Actor], Client]


@pytest.fixture
def sign_in_as(client: Client, make_user: MakeUser, monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Sign in as somebody with these grants."""

    def as_(actor: Actor) -> Client:
        monkeypatch.setattr(actor_middleware, "actor_of_user", lambda *, code, at: actor)
        make_user()
        sign_in(client)
        return client

    return as_


@pytest.fixture
def filled(month: SampleMonth) -> SampleMonth:  # noqa: F811
    """Two people with balances brought along, money at a bank, and a hold."""
    month.people(registry_row(1, personal_fen=12_345), registry_row(3, personal_fen=5_000))
    month.fund(1_000_000)
    hold_place(leaf_id=LEAF, holds=[Hold(uuid4(), account_of(3), 700)], at=now())
    seal(leaf_id=LEAF, at=now())
    return month


def account_of(number: int) -> UUID:
    return Person.objects.get(identity_number=identity(number)).id


def statement_of(number: int) -> str:
    return f"{FUND}statements/{account_of(number)}/"


def entries(action: str) -> list[dict[str, object]]:
    found = search(AuditCriteria(action=action), limit=100).records
    return [
        {"outcome": each.outcome, "subject": each.subject_id, "purpose": each.purpose}
        for each in found
    ]


def test_an_organisation_sees_its_own_funds(filled: SampleMonth, sign_in_as: SignIn) -> None:
    page = sign_in_as(ACCOUNTANT).get("/funds/").text
    assert "样例养老保险" in page
    assert f'href="{FUND}"' in page


@pytest.mark.clause("OP-22.1")
def test_another_organisation_sees_none_of_them(filled: SampleMonth, sign_in_as: SignIn) -> None:
    stranger = sign_in_as(holder("FUND_ACCOUNTANT", "yangli01", organisation="YLBX0002"))
    assert "没有您可以查看的专户。" in stranger.get("/funds/").text
    for page in ("", "trial-balance/", "seals/", "statements/", f"statements/{account_of(1)}/"):
        assert stranger.get(FUND + page).status_code == 404
    assert stranger.post(f"{FUND}verify/").status_code == 404


@pytest.mark.parametrize(("area", "is_seen"), [("1491", True), ("14", True), ("15", False)])
def test_a_supervisor_sees_the_funds_of_the_area(
    filled: SampleMonth, sign_in_as: SignIn, area: str, is_seen: bool
) -> None:
    place, _ = Area.objects.get_or_create(code="149101000000", defaults={"name": "样例县"})
    Organisation.objects.create(
        code=AGENCY, name="样例机构", area=place, opened_on=date(2025, 1, 1)
    )
    supervisor = sign_in_as(holder("CARD_SUPERVISOR", "yangli01", organisation="RSJ1", area=area))
    assert ("样例养老保险" in supervisor.get("/funds/").text) is is_seen
    assert supervisor.get(FUND).status_code == (200 if is_seen else 404)
    assert supervisor.post(f"{FUND}verify/").status_code == (403 if is_seen else 404)


def test_a_fund_shows_what_it_holds_and_how_it_moved(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    browser = sign_in_as(ACCOUNTANT)
    page = browser.get(FUND, {"from_on": "2026-01-01", "to_on": "2026-01-31"}).text
    for text in ("个人账户", "173.45", "10,000.00", "7.00", "2026-01-05", 'id="curve-option"'):
        assert text in page
    assert "重新计算并校验" in page


def test_a_code_that_the_fund_does_not_have_shows_the_usual_curve(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    response = sign_in_as(ACCOUNTANT).get(FUND, {"code": "NONE", "from_on": "x", "to_on": "y"})
    assert response.status_code == 200


def test_the_trial_balance_balances(filled: SampleMonth, sign_in_as: SignIn) -> None:
    page = sign_in_as(ACCOUNTANT).get(f"{FUND}trial-balance/", {"to_on": "2026-01-31"}).text
    assert "10,173.45" in page
    assert ">平衡<" in page


def test_the_seals_are_listed_with_their_digests(filled: SampleMonth, sign_in_as: SignIn) -> None:
    page = sign_in_as(ACCOUNTANT).get(f"{FUND}seals/").text
    assert "共 1 条" in page


def test_a_fund_is_found_by_its_name_by_who_may_see_it(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    assert f'href="{FUND}"' in sign_in_as(ACCOUNTANT).get("/search/", {"q": "pension"}).text


def test_a_fund_is_not_found_by_others(filled: SampleMonth, sign_in_as: SignIn) -> None:
    stranger = sign_in_as(holder("FUND_ACCOUNTANT", "yangli01", organisation="YLBX0002"))
    assert f'href="{FUND}"' not in stranger.get("/search/", {"q": "pension"}).text


def test_an_unknown_fund_is_told(filled: SampleMonth, sign_in_as: SignIn) -> None:
    assert "UNKNOWN_FUND" in sign_in_as(ACCOUNTANT).get(f"/funds/{uuid4()}/").text


def test_the_number_of_a_person_travels_in_no_address(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    form = {**OPENED, "number": identity(1)}
    response = sign_in_as(ACCOUNTANT).post(f"{FUND}statements/", form)
    assert response.status_code == 302
    assert response["Location"].startswith(statement_of(1))
    assert identity(1) not in response["Location"]


def test_who_is_not_in_the_fund_is_told_without_the_number(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    form = {**OPENED, "number": identity(5)}
    response = sign_in_as(ACCOUNTANT).post(f"{FUND}statements/", form)
    assert "HOLDER_UNKNOWN" in response.text
    assert identity(5) not in response.text


@pytest.mark.clause("OP-22.1")
def test_a_statement_is_masked_marked_and_written_down(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    page = sign_in_as(ACCOUNTANT).get(statement_of(1), OPENED).text
    assert "123.45" in page
    assert identity(1) not in page
    assert f"{identity(1)[:3]}***********{identity(1)[-4:]}" in page
    assert 'class="watermark"' in page
    assert entries("person.statement") == [
        {"outcome": "DONE", "subject": str(account_of(1)), "purpose": "CARD_INSPECTION"}
    ]


@pytest.mark.clause("OP-22.1")
def test_without_a_purpose_nothing_is_shown_and_the_refusal_is_written_down(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    response = sign_in_as(ACCOUNTANT).get(statement_of(1), OPENED | {"purpose": ""})
    assert response.status_code == 422
    assert "123.45" not in response.text
    assert [each["outcome"] for each in entries("person.statement")] == ["PURPOSE_NOT_GIVEN"]


@pytest.mark.clause("OP-22.1")
def test_a_person_of_another_area_is_not_opened(filled: SampleMonth, sign_in_as: SignIn) -> None:
    elsewhere = holder("FUND_ACCOUNTANT", "yangli01", organisation=AGENCY, area="1402")
    response = sign_in_as(elsewhere).get(statement_of(1), OPENED)
    assert response.status_code == 404
    assert [each["outcome"] for each in entries("person.statement")] == ["NOT_PERMITTED"]
    assert entries("page.refused") == []


def test_days_that_end_before_they_begin_are_put_right(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    days = OPENED | {"from_on": "2026-02-01", "to_on": "2026-01-31"}
    page = sign_in_as(ACCOUNTANT).get(statement_of(1), days).text
    assert "2026-01-31 – 2026-01-31" in page


@pytest.mark.clause("OP-22.1")
def test_the_workbook_says_who_took_it_and_the_trail_has_its_digest(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    response = sign_in_as(ACCOUNTANT).get(f"{statement_of(1)}file.xlsx", OPENED)
    assert identity(1) not in response["Content-Disposition"]
    workbook = zipfile.ZipFile(io.BytesIO(response.content))
    cells = workbook.read("xl/sharedStrings.xml").decode()
    assert "<t>123.45</t>" in cells
    assert identity(1) not in cells
    assert "<t>yangli01 " in cells
    assert "&amp;Cyangli01 " in workbook.read("xl/worksheets/sheet1.xml").decode()
    assert len(entries("statement.download")) == len(entries("person.statement")) == 1


def test_the_statement_is_printed(filled: SampleMonth, sign_in_as: SignIn) -> None:
    response = sign_in_as(ACCOUNTANT).get(f"{statement_of(1)}file.pdf", OPENED)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


@pytest.mark.clause("OP-22.2")
@pytest.mark.parametrize(
    ("address", "scheme", "status"),
    [("10.2.3.4", "https", 200), ("10.2.3.4", "http", 422), ("203.0.113.7", "https", 422)],
    ids=["inside, encrypted", "inside, open", "outside"],
)
def test_a_statement_is_taken_away_inside_the_intranet_and_encrypted_alone(
    filled: SampleMonth, sign_in_as: SignIn, address: str, scheme: str, status: int
) -> None:
    response = sign_in_as(ACCOUNTANT).get(
        f"{statement_of(1)}file.xlsx", OPENED, REMOTE_ADDR=address, secure=scheme == "https"
    )
    assert response.status_code == status
    if status != 200:
        assert "FILE_LEAVES_OPEN" in response.text
        assert entries("statement.download") == []


def test_there_is_no_other_form_of_a_statement(filled: SampleMonth, sign_in_as: SignIn) -> None:
    assert sign_in_as(ACCOUNTANT).get(f"{statement_of(1)}file.docx", OPENED).status_code == 404
    assert entries("person.statement") == []


def test_looking_cannot_verify(filled: SampleMonth, sign_in_as: SignIn) -> None:
    assert sign_in_as(ACCOUNTANT).get(f"{FUND}verify/").status_code == 405


def test_large_books_are_verified_by_a_worker_and_the_result_stays(
    filled: SampleMonth, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "MOST_TRANSFERS", 0)
    monkeypatch.setattr(asked_work, "actor_of_user", lambda *, code, at: ACCOUNTANT)
    accountant = client_of(ACCOUNTANT)
    answer = accountant.post(f"{FUND}verify/")
    assert "后台任务服务没有运行" in accountant.get(answer["Location"]).text
    assert accountant.post(f"{FUND}verify/")["Location"] == answer["Location"]
    work_off(concurrency=1, at=now())
    page = accountant.get(answer["Location"]).text
    assert "重新计算的结果与账簿完全一致。" in page
    assert "every 2s" not in page
    assert answer["Location"] in accountant.get(FUND).text


def test_a_verification_of_another_fund_is_not_there(
    filled: SampleMonth, sign_in_as: SignIn
) -> None:
    page = f"{FUND}verifications/{uuid4()}/"
    assert sign_in_as(ACCOUNTANT).get(page).status_code == 404
