"""The pages of organisations: a system administrator changes them, those of an area see theirs."""

import pytest

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from actors import holder
from ringfence.access.models import Organisation
from web.acting import ClientOf

SYSTEM = holder("SYSTEM_ADMINISTRATOR", "sample-sys")
SECURITY = holder("SECURITY_ADMINISTRATOR", "sample-sec")
OF_CITY = holder("SYSTEM_ADMINISTRATOR", "sample-city", area="1401")
FORM = {
    "code": "SAMPLE-NEW", "name": "样例新机构", "type_code": "INSURER",
    "area_code": "140100000000", "parent_code": "",
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def insurer() -> Organisation:
    """An insurance agency of a city, in a small sample country."""
    sample_areas()
    return sample_insurer()


@pytest.mark.clause("OP-2")
def test_an_organisation_is_registered_with_its_type(client_of: ClientOf) -> None:
    answer = client_of(SYSTEM).post("/organisations/register/", FORM)
    assert answer["Location"] == "/organisations/of/SAMPLE-NEW/"
    opened = Organisation.objects.get(code="SAMPLE-NEW")
    assert [each.type_id for each in opened.capacities.all()] == ["INSURER"]


def test_others_look_and_do_not_change(client_of: ClientOf, insurer: Organisation) -> None:
    security = client_of(SECURITY)
    assert insurer.code in security.get("/organisations/").text
    assert security.post("/organisations/register/", FORM).status_code == 403
    assert security.post(f"/organisations/of/{insurer.code}/close/").status_code == 403
    clerk = client_of(holder("BENEFIT_CLERK", "sample-clerk"))
    assert clerk.get("/organisations/").status_code == 403


@pytest.mark.clause("OP-22.1")
def test_an_administrator_of_a_city_sees_its_organisations_alone(client_of: ClientOf) -> None:
    sample_insurer("INS-1410", "141000000000")
    city = client_of(OF_CITY)
    page = city.get("/organisations/").text
    assert "INS-1401" in page
    assert "INS-1410" not in page
    assert city.get("/organisations/of/INS-1410/").status_code == 404
    assert city.post("/organisations/of/INS-1410/close/").status_code == 404


def test_an_organisation_shows_its_people_and_types(
    client_of: ClientOf, insurer: Organisation
) -> None:
    sample_membership(sample_user(), insurer, "BENEFIT_CLERK")
    page = client_of(SYSTEM).get(f"/organisations/of/{insurer.code}/").text
    assert "/people/of/sample-a/" in page
    assert insurer.name in page


def test_it_takes_on_a_type_and_is_closed(client_of: ClientOf, insurer: Organisation) -> None:
    system = client_of(SYSTEM)
    path = f"/organisations/of/{insurer.code}/"
    system.post(f"{path}take-on/", {"type_code": "CARD_CENTRE"})
    assert insurer.capacities.count() == 2
    system.post(f"{path}close/")
    insurer.refresh_from_db()
    assert insurer.closed_on is not None
