"""The pages of people: one registers, another gives roles and passwords, an auditor confirms."""

import pytest

from access.acting import ON, sample_areas, sample_insurer, sample_membership, sample_user
from actors import holder
from ringfence.access.domain import Administration
from ringfence.access.models import Capacity, Membership, Organisation, User
from web.acting import ClientOf
from web.people import trail

SYSTEM = holder("SYSTEM_ADMINISTRATOR", "sample-sys")
SECURITY = holder("SECURITY_ADMINISTRATOR", "sample-sec")
AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-aud")
CLERK = holder("BENEFIT_CLERK", "sample-clerk")
OF_CITY = holder("SECURITY_ADMINISTRATOR", "sample-city", area="1401")

pytestmark = pytest.mark.django_db


@pytest.fixture
def insurer() -> Organisation:
    """An insurance agency of a city, in a small sample country."""
    sample_areas()
    return sample_insurer()


def test_business_sees_no_people(client_of: ClientOf) -> None:
    sample_user("sample-a")
    client = client_of(CLERK)
    for path in ("/people/", "/people/register/", "/people/of/sample-a/"):
        assert client.get(path).status_code == 403


@pytest.mark.clause("OP-22.1")
def test_one_registers_and_another_gives_the_role_and_the_password(
    client_of: ClientOf, insurer: Organisation
) -> None:
    form = {"code": "sample-new", "name": "样例新", "administration": "BUSINESS"}
    assert client_of(SYSTEM).post("/people/register/", form).status_code == 302
    security = client_of(SECURITY)
    role = {"organisation": insurer.code, "role": "BENEFIT_CLERK"}
    security.post("/people/of/sample-new/grant/", role)
    assert Membership.objects.get(user__code="sample-new").role_id == "BENEFIT_CLERK"
    answer = security.post("/people/of/sample-new/password/")
    assert answer["Cache-Control"] == "no-store"
    user = User.objects.get(code="sample-new")
    password = answer.context["password"]
    assert password in answer.text
    assert user.check_password(password)
    assert password not in security.get("/people/of/sample-new/").text


@pytest.mark.clause("OP-22.1")
def test_no_administration_does_the_others_work(client_of: ClientOf, insurer: Organisation) -> None:
    sample_user("sample-a")
    role = {"organisation": insurer.code, "role": "BENEFIT_CLERK"}
    system = client_of(SYSTEM)
    assert system.post("/people/of/sample-a/grant/", role).status_code == 403
    assert system.post("/people/of/sample-a/password/").status_code == 403
    assert system.post("/people/of/sample-a/sessions/").status_code == 403
    security = client_of(SECURITY)
    assert security.get("/people/register/").status_code == 403
    assert security.post("/people/of/sample-a/close/").status_code == 403
    assert not Membership.objects.exists()


@pytest.mark.clause("OP-22.1")
def test_a_role_of_an_administration_waits_for_the_auditor(
    client_of: ClientOf, insurer: Organisation
) -> None:
    Capacity.objects.create(organisation=insurer, type_id="INSTALLATION", since_on=ON)
    sample_user("sample-b", Administration.SYSTEM)
    form = {"organisation": insurer.code, "role": "SYSTEM_ADMINISTRATOR"}
    security = client_of(SECURITY)
    security.post("/people/of/sample-b/grant/", form)
    waiting = Membership.objects.get(user__code="sample-b")
    confirm = f"/people/roles/{waiting.id}/confirm/"
    assert security.post(confirm).status_code == 403
    auditor = client_of(AUDITOR)
    assert "sample-b" in auditor.get("/people/").text
    assert confirm in auditor.get("/people/of/sample-b/").text
    assert auditor.post(confirm).status_code == 302
    waiting.refresh_from_db()
    assert waiting.confirmed_by == AUDITOR.code


def test_a_role_is_taken(client_of: ClientOf, insurer: Organisation) -> None:
    sample_membership(sample_user(), insurer, "BENEFIT_CLERK")
    held = Membership.objects.get()
    client_of(SECURITY).post(f"/people/roles/{held.id}/end/")
    held.refresh_from_db()
    assert held.ended_by == SECURITY.code


@pytest.mark.clause("OP-22.1")
def test_an_administrator_of_a_city_sees_its_people_alone(
    client_of: ClientOf, insurer: Organisation
) -> None:
    sample_membership(sample_user("sample-here"), insurer, "BENEFIT_CLERK")
    elsewhere = sample_insurer("INS-1410", "141000000000")
    sample_membership(sample_user("sample-away"), elsewhere, "BENEFIT_CLERK")
    sample_user("sample-new")
    city = client_of(OF_CITY)
    page = city.get("/people/").text
    assert "sample-here" in page
    assert "sample-new" in page
    assert "sample-away" not in page
    for path in ("", "password/", "sessions/", "grant/"):
        answer = city.get if not path else city.post
        assert answer(f"/people/of/sample-away/{path}").status_code == 404
    there = Membership.objects.get(user__code="sample-away")
    assert city.post(f"/people/roles/{there.id}/end/").status_code == 404


def test_the_sessions_of_another_are_ended_and_that_is_audited(client_of: ClientOf) -> None:
    clerk = client_of(CLERK)
    assert clerk.get("/clauses/").status_code == 200
    client_of(SECURITY).post(f"/people/of/{CLERK.code}/sessions/")
    assert clerk.get("/clauses/").status_code == 302
    assert ("session.end_all", "DONE", CLERK.code) in trail()


def test_nobody_acts_on_oneself(client_of: ClientOf) -> None:
    security = client_of(SECURITY)
    assert (
        "NOT_FOR_ONESELF"
        in security.post(
            f"/people/of/{SECURITY.code}/password/", headers={"Accept": "application/json"}
        ).text
    )
    assert (
        f"/people/of/{SECURITY.code}/password/"
        not in security.get(f"/people/of/{SECURITY.code}/").text
    )


def test_a_person_is_closed(client_of: ClientOf) -> None:
    sample_user("sample-a")
    client_of(SYSTEM).post("/people/of/sample-a/close/")
    assert not User.objects.get(code="sample-a").is_active


def test_people_are_found_by_name_and_side(client_of: ClientOf) -> None:
    sample_user("sample-a", name="样例寻")
    sample_user("sample-b", Administration.AUDIT, name="样例乙")
    system = client_of(SYSTEM)
    assert "sample-b" not in system.get("/people/", {"words": "例寻"}).text
    assert "sample-a" not in system.get("/people/", {"side": "AUDIT"}).text
    assert "sample-a" in system.get("/people/", {"words": "例寻"}).text
