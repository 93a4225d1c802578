"""`ringfence doctor` sees roles of another version, and an administration that nobody holds."""

import pytest

from access.acting import AT
from ringfence.access.domain import Administration
from ringfence.access.first_admins import first_admins_make
from ringfence.access.models import RoleType
from ringfence.access.reference import reference_load
from ringfence.interfaces.checkup import access
from ringfence.interfaces.checkup.finding import Finding, Level

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "now", lambda: AT)
    reference_load()


def found() -> dict[str, Finding]:
    return {finding.check: finding for finding in access.access_findings()}


def test_a_role_that_the_database_does_not_know_is_a_fault_until_it_is_prepared() -> None:
    assert found()["roles"].level is Level.OK
    RoleType.objects.filter(role="INSPECTOR").delete()
    assert found()["roles"].level is Level.FAULT
    assert found()["roles"].mend == "ringfence database prepare"
    reference_load()
    assert found()["roles"].level is Level.OK


def test_administrations_that_nobody_holds_are_noted() -> None:
    assert found()["administrators"].level is Level.NOTE
    people: dict[Administration, tuple[str, str]] = {
        side: (f"admin-{side.lower()}", f"样例{side}")
        for side in Administration
        if side is not Administration.BUSINESS
    }
    first_admins_make(
        people=people, organisation_code="PLATFORM", organisation_name="样例运行单位", at=AT
    )
    assert found()["administrators"].level is Level.OK
