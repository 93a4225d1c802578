"""The first three administrators, made by whoever sets the installation up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from ringfence.access.areas import area_find
from ringfence.access.domain import (
    COUNTRY_CODE,
    INSTALLATION,
    Administration,
    is_organisation_code,
)
from ringfence.access.memberships import membership_make
from ringfence.access.models import Capacity, Membership, Organisation, User
from ringfence.access.passwords import one_time_password
from ringfence.access.refusals import (
    NAMED_PEOPLE,
    AdministratorsExist,
    AdministratorsNotThree,
    OrganisationCodeWrong,
)
from ringfence.access.users import user_make
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7

ROLES = {
    Administration.SYSTEM: "SYSTEM_ADMINISTRATOR",
    Administration.SECURITY: "SECURITY_ADMINISTRATOR",
    Administration.AUDIT: "AUDIT_ADMINISTRATOR",
}


@dataclass(frozen=True, slots=True)
class FirstAdmin:
    """One of the three, with the one-time password that is told once."""

    code: str
    role: str
    password: str = field(repr=False)


@transaction.atomic
def first_admins_make(
    *,
    people: Mapping[Administration, tuple[str, str]],
    organisation_code: str,
    organisation_name: str,
    at: datetime,
) -> list[FirstAdmin]:
    """Return the first administrators of system, security and audit, with one-time passwords.

    `people` gives code and name for each of the three. They belong to the organisation that runs
    the installation, which is opened for it, over the whole country. Works once.
    Refuses: AdministratorsExist, AdministratorsNotThree, OrganisationCodeWrong, UserCodeWrong,
    UserKnown. Source: OP-22.1.
    """
    if User.objects.exclude(administration=Administration.BUSINESS.value).exists():
        raise AdministratorsExist(cite=NAMED_PEOPLE)
    codes, names = zip(*people.values(), strict=True)
    if set(people) != set(ROLES) or len(set(codes)) < len(ROLES) or len(set(names)) < len(ROLES):
        raise AdministratorsNotThree(cite=NAMED_PEOPLE)
    organisation = _organisation(organisation_code, organisation_name, at)
    return [
        _first_admin(side, code, name, organisation=organisation, at=at)
        for side, (code, name) in people.items()
    ]


def _organisation(code: str, name: str, at: datetime) -> Organisation:
    if not is_organisation_code(code):
        raise OrganisationCodeWrong(organisation=code[:40])
    on = business_date(at)
    organisation = Organisation.objects.create(
        code=code, name=name, area=area_find(COUNTRY_CODE), opened_on=on
    )
    Capacity.objects.create(organisation=organisation, type_id=INSTALLATION, since_on=on)
    return organisation


def _first_admin(
    side: Administration, code: str, name: str, *, organisation: Organisation, at: datetime
) -> FirstAdmin:
    user = user_make(code=code, name=name, administration=side, actor=INSTALLATION, at=at)
    membership_make(
        Membership(
            id=uuid7(),
            user=user,
            administration=side.value,
            organisation=organisation,
            role_id=ROLES[side],
            area=organisation.area,
            valid_from_at=at,
            granted_by=INSTALLATION,
            granted_at=at,
            confirmed_by=INSTALLATION,
            confirmed_at=at,
        )
    )
    password = one_time_password(user=user, actor=INSTALLATION, at=at)
    return FirstAdmin(code=code, role=ROLES[side], password=password)
