"""Administrators as pure values, and a small sample country, for the tests of access."""

from datetime import UTC, date, datetime

from actors import holder
from ringfence.access.domain import Administration
from ringfence.access.models import Area, Capacity, Membership, Organisation, User
from ringfence.access.reference import reference_load
from ringfence.kernel.uuid7 import uuid7

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ON = date(2026, 3, 2)


SYSTEM = holder("SYSTEM_ADMINISTRATOR", "sys", organisation="PLATFORM")
SECURITY = holder("SECURITY_ADMINISTRATOR", "sec", organisation="PLATFORM")
AUDITOR = holder("AUDIT_ADMINISTRATOR", "aud", organisation="PLATFORM")
ADMINISTRATORS = (SYSTEM, SECURITY, AUDITOR)


def sample_areas() -> None:
    """Make a province with two cities and a county."""
    reference_load()
    for code, name in (
        ("140000000000", "样例省"),
        ("140100000000", "样例市甲"),
        ("141000000000", "样例市乙"),
        ("140105000000", "样例县"),
    ):
        Area.objects.create(code=code, name=name)


def sample_insurer(code: str = "INS-1401", area: str = "140100000000") -> Organisation:
    """Return an insurance agency of a city."""
    organisation = Organisation.objects.create(
        code=code, name="样例经办机构", area_id=area, opened_on=ON
    )
    Capacity.objects.create(organisation=organisation, type_id="INSURER", since_on=ON)
    return organisation


def sample_user(
    code: str = "sample-a", side: Administration = Administration.BUSINESS, name: str = "样例甲"
) -> User:
    """Return a person of the system."""
    return User.objects.create(
        code=code, name=name, administration=side.value, registered_at=AT, password="!"
    )


def sample_membership(user: User, organisation: Organisation, role: str, **other: object) -> None:
    """Write a membership as it stands, past every service."""
    row: dict[str, object] = {
        "id": uuid7(),
        "user": user,
        "administration": user.administration,
        "organisation": organisation,
        "type_id": "INSURER",
        "role_id": role,
        "area_id": organisation.area_id,
        "valid_from_at": AT,
        "granted_by": "sec",
        "granted_at": AT,
    }
    Membership.objects.create(**(row | other))
