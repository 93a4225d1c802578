"""The page on which one lets another decide approvals in the own stead."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from actors import actor
from desk.kinds_sample import AGENCY, APPROVER, CLERK, MANAGER, PAYMENT, SAMPLE, SECOND
from ringfence.access.domain import Administration
from ringfence.access.models import User
from ringfence.desk import declared
from ringfence.desk.models import Delegation
from ringfence.kernel.clock import business_date, day_ends_at, now
from web.acting import ClientOf

pytestmark = pytest.mark.django_db
PAGE = "/desk/delegations/"


@pytest.fixture(autouse=True)
def sample_kinds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Only what the tests of the desk declare."""
    monkeypatch.setattr(declared, "declaring_modules", lambda: [SAMPLE])
    declared.kinds.cache_clear()
    yield
    declared.kinds.cache_clear()


@pytest.fixture
def second() -> str:
    """Another person of the system, who can be named."""
    User.objects.create(
        code=SECOND.code, name="样例乙", administration=Administration.BUSINESS,
        registered_at=now(), password_set_at=now(), password_must_change=False,
    )  # fmt: skip
    return SECOND.code


def form(to_code: str, **changed: str) -> dict[str, str]:
    today = business_date(now()).isoformat()
    return {
        "kind": PAYMENT, "organisation": AGENCY, "from_code": APPROVER.code, "to_code": to_code,
        "from_on": today, "to_on": today,
    } | changed  # fmt: skip


@pytest.mark.clause("OP-25")
def test_an_approver_lets_another_decide_until_a_day_has_ended(
    client_of: ClientOf, second: str
) -> None:
    approver = client_of(APPROVER)
    assert approver.post(PAGE, form(second)).status_code == 302
    made = Delegation.objects.get()
    assert (made.from_code, made.to_code) == (APPROVER.code, second)
    assert made.valid_until_at == day_ends_at(business_date(now()))
    page = approver.get(PAGE).text
    assert second in page
    assert f"{PAGE}{made.id}/end/" in page


@pytest.mark.clause("OP-25")
def test_one_gives_the_own_right_whatever_the_form_says(client_of: ClientOf, second: str) -> None:
    client_of(APPROVER).post(PAGE, form(second, from_code="sample-other"))
    assert Delegation.objects.get().from_code == APPROVER.code


def test_a_delegation_is_ended_by_whose_right_it_is(client_of: ClientOf, second: str) -> None:
    approver = client_of(APPROVER)
    approver.post(PAGE, form(second))
    made = Delegation.objects.get()
    assert approver.post(f"{PAGE}{made.id}/end/").status_code == 302
    made.refresh_from_db()
    assert made.ended_by == APPROVER.code
    assert second not in approver.get(PAGE).text


def test_a_delegate_sees_the_delegation_and_cannot_end_it(client_of: ClientOf) -> None:
    delegate = client_of(actor(SECOND.code, organisation=AGENCY))
    client_of(APPROVER).post(PAGE, form(SECOND.code))
    made = Delegation.objects.get()
    page = delegate.get(PAGE).text
    assert APPROVER.code in page
    assert f"{PAGE}{made.id}/end/" not in page
    assert delegate.post(f"{PAGE}{made.id}/end/").status_code == 403


def test_who_names_delegates_sees_those_of_the_organisation(
    client_of: ClientOf, second: str
) -> None:
    client_of(APPROVER).post(PAGE, form(second))
    assert f"{PAGE}{Delegation.objects.get().id}/end/" in client_of(MANAGER).get(PAGE).text


def test_who_has_no_right_to_give_sees_no_form(client_of: ClientOf) -> None:
    clerk = client_of(CLERK)
    assert "目前没有与您有关的代理。" in clerk.get(PAGE).text
    assert '<form method="post" action="/desk/delegations/"' not in clerk.get(PAGE).text
    clerk.post(PAGE, form(APPROVER.code))
    assert not Delegation.objects.exists()


def test_an_unknown_delegation_is_not_ended(client_of: ClientOf) -> None:
    assert client_of(APPROVER).post(f"{PAGE}{uuid4()}/end/").status_code in (404, 422)
