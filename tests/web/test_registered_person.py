"""A person's page: for a purpose, masked, every look and every reveal written down."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from actors import actor, also, holder
from ringfence.access.actor import Actor
from ringfence.audit import selectors as trail
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.regimes.card.benefits.exceptions_watch import exceptions_watch
from ringfence.regimes.card.models import Card, Person
from sample_month import (
    CALENDAR,
    SampleMonth,
    account,
    at,
    identity,
    name,
    registry_row,
    roster_row,
)
from sample_people import AGENCY, CARD_CENTRE, CLERK
from web.acting import ClientOf

WINDOW = holder("WINDOW_CLERK", "sample-window", organisation=CARD_CENTRE, area="1491")
KEEPER = holder("REGISTRY_KEEPER", "sample-keeper", organisation=CARD_CENTRE, area="1491")
INSPECTOR = holder("INSPECTOR", "sample-inspector", organisation=AGENCY)
OTHER_AGENCY = holder("BENEFIT_CLERK", "sample-other", organisation="YLBX0002")
PURPOSE = {"purpose": "HOLDER_SERVICE"}


def path(number: int = 1) -> str:
    return f"/registry/{Person.objects.get(identity_number=identity(number)).id}/"


def opened(client: Client, number: int = 1, **form: str) -> str:
    answer = client.post(path(number), PURPOSE | form)
    assert answer.status_code == 200
    return answer.text


def entries(action: str) -> list[tuple[str, str, str]]:
    found = trail.search(trail.AuditCriteria(action=action), limit=50).records
    return [(each.actor, each.purpose, each.outcome) for each in found]


@pytest.mark.clause("OP-22.1")
def test_nothing_is_shown_before_a_purpose_is_given(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1))
    window = client_of(WINDOW)
    for page in (window.get(path()), window.post(path(), {"purpose": ""})):
        assert name(1) not in page.text
        assert account(1)[-4:] not in page.text
    assert entries("person.read") == [("sample-window", "", "PURPOSE_NOT_GIVEN")]


@pytest.mark.clause("OP-22.1")
def test_a_record_is_shown_masked_and_revealed_by_right_alone(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1, personal_fen=12_345))
    window = client_of(WINDOW)
    page = opened(window)
    assert all(each in page for each in (name(1), "正常", "已激活", "123.45", "watermark"))
    assert identity(1)[-4:] in page
    assert account(1)[-4:] in page
    assert not any(each in page for each in (identity(1), account(1)))
    page = opened(window, reveal="1")
    assert all(each in page for each in (identity(1), account(1)))
    assert entries("person.reveal") == [("sample-window", "HOLDER_SERVICE", "DONE")]
    assert len(entries("person.read")) == 2
    clerk = client_of(CLERK)
    assert "显示完整号码" not in opened(clerk)
    assert clerk.post(path(), PURPOSE | {"reveal": "1"}).status_code == 403
    assert ("sample-clerk", "HOLDER_SERVICE", "NOT_PERMITTED") in entries("person.reveal")


@pytest.mark.clause("OP-22.1")
def test_another_areas_person_is_unknown(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1, area_code="149201"))
    window = client_of(WINDOW)
    known, unknown = path(), f"/registry/{uuid4()}/"
    for method in (window.get, window.post):
        told = [method(each) for each in (known, unknown)]
        assert [each.status_code for each in told] == [404, 404]
        assert name(1) not in told[0].text
    assert entries("person.read") == []


@pytest.mark.clause("OP-22.1")
def test_payments_are_shown_to_their_agency_and_to_who_serves_the_holder(
    month: SampleMonth, client_of: ClientOf
) -> None:
    run = month.drafted("100.00")
    month.fund(run.sum_fen)
    month.sent(run)
    month.answer(run, {1: Outcome.ACCOUNT_CLOSED})
    link = f'href="/runs/{run.number}/items/1/"'
    assert link in opened(client_of(CLERK))
    page = opened(client_of(WINDOW))
    assert "账户已销户" in page
    assert run.number in page
    assert 'href="/runs/' not in page.split("<main")[1]
    for other in (KEEPER, OTHER_AGENCY):
        page = client_of(other).post(path(), {"purpose": "RECORD_COMPARISON"}).text
        assert name(1) in page
        assert run.number not in page


def test_the_statement_is_a_link_for_who_may_open_it(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1, personal_fen=500))
    inspector = client_of(INSPECTOR)
    page = opened(inspector)
    assert "?purpose=HOLDER_SERVICE" in page
    other = inspector.post(path(), {"purpose": "BENEFIT_PAYMENT"}).text
    assert "?purpose=" not in other
    assert "/statements/" in other
    assert "/statements/" not in opened(client_of(WINDOW))


def test_exceptions_of_rosters_and_cases_are_shown(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1, account_active="false"), registry_row(3))
    month.roster(roster_row(1, "88.00"), roster_row(3))
    exceptions_watch(calendar=CALENDAR, actor=CLERK, at=at(23))
    clerk = client_of(CLERK)
    page = opened(clerk)
    assert all(each in page for each in ("88.00", "账户未激活", "/desk/case/"))
    assert "/desk/case/" not in opened(client_of(WINDOW))
    assert "88.00" not in opened(clerk, 3)


def test_all_cards_are_shown_the_one_that_lives_first(
    month: SampleMonth, client_of: ClientOf
) -> None:
    month.people(registry_row(1))
    card = Card.objects.get()
    Card.objects.create(
        id=uuid4(), person=card.person, number="6299", state="CANCELLED", bank_code="1",
        account_number="1", account_active=False, updated_at=card.updated_at - timedelta(days=1),
    )  # fmt: skip
    page = opened(client_of(WINDOW))
    assert page.index("正常") < page.index("注销")


def test_a_name_with_markup_is_only_shown(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1, name="<b>样例</b>"))
    assert "<b>样例" not in opened(client_of(WINDOW))


@pytest.mark.clause("OP-22.1")
def test_each_look_is_in_the_name_of_who_may(month: SampleMonth, client_of: ClientOf) -> None:
    month.people(registry_row(1))
    both: Actor = also(
        actor("sample-both", "person.read", organisation="A-ELSEWHERE", area="99"),
        actor("sample-both", "person.read", organisation=CARD_CENTRE, area="1491"),
    )
    opened(client_of(both))
    found = trail.search(trail.AuditCriteria(action="person.read"), limit=5).records
    assert [each.organisation for each in found] == [CARD_CENTRE]
