"""Organisations come and go, each of a declared type, in a known area."""

from datetime import date

import pytest

from access.acting import AT, AUDITOR, ON, SECURITY, SYSTEM, sample_areas, sample_user
from actors import holder
from ringfence.access.actor import NotPermitted
from ringfence.access.memberships import membership_grant
from ringfence.access.models import Organisation
from ringfence.access.organisations import (
    organisation_close,
    organisation_find,
    organisation_open,
    organisation_take_on,
)
from ringfence.access.refusals import (
    AreaUnknown,
    CapacityKnown,
    OrganisationClosed,
    OrganisationCodeWrong,
    OrganisationHasOpenParts,
    OrganisationKnown,
    OrganisationNotOpenYet,
    OrganisationTypeUnknown,
    OrganisationUnknown,
    RoleNotInType,
)
from ringfence.access.selectors import organisation_rows
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-2")]

LATER = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def areas() -> None:
    sample_areas()


def opened(code: str = "INS-14", **other: object) -> Organisation:
    facts: dict[str, object] = {
        "code": code,
        "name": "样例经办机构",
        "type_code": "INSURER",
        "area_code": "140000000000",
        "on": ON,
        "actor": SYSTEM,
        "at": AT,
    }
    return organisation_open(**(facts | other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"area_code": "150000000000"}, AreaUnknown),
        ({"actor": SECURITY}, NotPermitted),
        ({"actor": holder("SYSTEM_ADMINISTRATOR", "sys", area="1401")}, NotPermitted),
        ({"code": "ins 14"}, OrganisationCodeWrong),
        ({"code": "A" * 19}, OrganisationCodeWrong),
        ({"type_code": "CASINO"}, OrganisationTypeUnknown),
        ({"parent_code": "NONE"}, OrganisationUnknown),
    ],
)
def test_an_organisation_that_cannot_be_is_not_opened(
    other: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        opened(**other)  # type: ignore[arg-type]
    assert not Organisation.objects.exists()


def test_a_code_stands_for_one_organisation() -> None:
    opened()
    with pytest.raises(OrganisationKnown):
        opened(name="样例机构乙")


def test_a_closed_organisation_is_found_until_the_day_it_closed() -> None:
    opened()
    with pytest.raises(OrganisationNotOpenYet):
        organisation_find("INS-14", on=date(2026, 3, 1))
    organisation_close(code="INS-14", on=LATER, actor=SYSTEM, at=AT)
    assert organisation_find("INS-14", on=date(2026, 3, 31)).closed_on == LATER
    with pytest.raises(OrganisationClosed):
        organisation_find("INS-14", on=LATER)
    with pytest.raises(OrganisationClosed):
        organisation_close(code="INS-14", on=LATER, actor=SYSTEM, at=AT)


def test_an_organisation_closes_after_the_ones_below_it() -> None:
    opened()
    opened("INS-1401", area_code="140100000000", parent_code="INS-14")
    with pytest.raises(OrganisationHasOpenParts):
        organisation_close(code="INS-14", on=LATER, actor=SYSTEM, at=AT)
    organisation_close(code="INS-1401", on=LATER, actor=SYSTEM, at=AT)
    organisation_close(code="INS-14", on=LATER, actor=SYSTEM, at=AT)


@pytest.mark.clause("MUF-3")
def test_a_bank_may_be_of_two_types() -> None:
    opened(type_code="ISSUING_BANK")
    take_on = {"code": "INS-14", "type_code": "CUSTODIAN_BANK", "on": ON, "at": AT}
    with pytest.raises(NotPermitted):
        organisation_take_on(**take_on, actor=SECURITY)  # type: ignore[arg-type]
    organisation_take_on(**take_on, actor=SYSTEM)  # type: ignore[arg-type]
    with pytest.raises(CapacityKnown):
        organisation_take_on(**take_on, actor=SYSTEM)  # type: ignore[arg-type]
    with pytest.raises(OrganisationTypeUnknown):
        organisation_take_on(code="INS-14", type_code="CASINO", on=ON, actor=SYSTEM, at=AT)
    [row] = organisation_rows()
    assert row["types"] == ["CUSTODIAN_BANK", "ISSUING_BANK"]
    for code, role in (("sample-a", "CUSTODY_CLERK"), ("sample-b", "BANK_AGENCY_CLERK")):
        sample_user(code)
        membership_grant(
            user_code=code, organisation_code="INS-14", role_code=role, actor=SECURITY, at=AT
        )
    with pytest.raises(RoleNotInType):
        membership_grant(
            user_code="sample-a",
            organisation_code="INS-14",
            role_code="BENEFIT_CLERK",
            actor=SECURITY,
            at=AT,
        )


def test_opening_and_closing_stand_in_the_audit_trail() -> None:
    opened()
    organisation_close(code="INS-14", on=LATER, actor=SYSTEM, at=AT)
    with pytest.raises(NotPermitted):
        organisation_close(code="INS-14", on=LATER, actor=AUDITOR, at=AT)
    page = search(AuditCriteria(organisation="INS-14"), limit=10)
    assert [(row.action, row.actor) for row in page.records] == [
        ("organisation.close", "sys"),
        ("organisation.open", "sys"),
    ]
