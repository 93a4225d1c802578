"""The people of the sample month: as those who act, and registered for what goes by commands."""

from datetime import datetime

import pytest

from actors import holder
from ringfence.access.actor import Actor
from ringfence.access.declared import declared
from ringfence.access.domain import COUNTRY_CODE
from ringfence.access.memberships import membership_confirm, membership_grant
from ringfence.access.organisations import organisation_open
from ringfence.access.users import user_register
from ringfence.kernel.clock import SHANGHAI

AGENCY, CARD_CENTRE = "YLBX0001", "KGLZX001"
OPENED_AT = datetime(2025, 1, 1, tzinfo=SHANGHAI)

CLERK = holder("BENEFIT_CLERK", "sample-clerk", organisation=AGENCY)
CHECKER = holder("BENEFIT_CHECKER", "sample-checker", organisation=AGENCY)
APPROVER = holder("BENEFIT_APPROVER", "sample-approver", organisation=AGENCY)
CASHIER = holder("FUND_CASHIER", "sample-cashier", organisation=AGENCY)
ACCOUNTANT = holder("FUND_ACCOUNTANT", "sample-accountant", organisation=AGENCY)
MANAGER = holder("AGENCY_MANAGER", "sample-manager", organisation=AGENCY)
KEEPER = holder("REGISTRY_KEEPER", "sample-keeper", organisation=CARD_CENTRE)
REGISTRY_APPROVER = holder(
    "REGISTRY_APPROVER", "sample-registry-approver", organisation=CARD_CENTRE
)

KEYMASTER = holder("SECURITY_ADMINISTRATOR", "sample-security", organisation="SAMPLE-RUN")
AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-audit", organisation="SAMPLE-RUN")

_REGISTRAR = holder("SYSTEM_ADMINISTRATOR", "sample-registrar")
_GRANTER = holder("SECURITY_ADMINISTRATOR", "sample-granter")
_AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-auditor")

_TYPES = {AGENCY: "INSURER", CARD_CENTRE: "CARD_CENTRE", "SAMPLE-RUN": "INSTALLATION"}
_ROLES = {
    CLERK: (AGENCY, "BENEFIT_CLERK"),
    CHECKER: (AGENCY, "BENEFIT_CHECKER"),
    APPROVER: (AGENCY, "BENEFIT_APPROVER"),
    CASHIER: (AGENCY, "FUND_CASHIER"),
    ACCOUNTANT: (AGENCY, "FUND_ACCOUNTANT"),
    MANAGER: (AGENCY, "AGENCY_MANAGER"),
    KEEPER: (CARD_CENTRE, "REGISTRY_KEEPER"),
    REGISTRY_APPROVER: (CARD_CENTRE, "REGISTRY_APPROVER"),
    KEYMASTER: ("SAMPLE-RUN", "SECURITY_ADMINISTRATOR"),
    AUDITOR: ("SAMPLE-RUN", "AUDIT_ADMINISTRATOR"),
}


def people_write(*people: Actor) -> None:
    """Open the organisations of these people, register them, and give them their roles."""
    for organisation in dict.fromkeys(_ROLES[person][0] for person in people):
        organisation_open(
            code=organisation, name=f"样例机构{organisation}", type_code=_TYPES[organisation],
            area_code=COUNTRY_CODE, on=OPENED_AT.date(), actor=_REGISTRAR, at=OPENED_AT,
        )  # fmt: skip
    for person in people:
        organisation, role = _ROLES[person]
        user_register(
            code=person.code, name=f"样例人员{person.code}",
            administration=declared().roles[role].administration, actor=_REGISTRAR, at=OPENED_AT,
        )  # fmt: skip
        given = membership_grant(
            user_code=person.code, organisation_code=organisation, role_code=role, actor=_GRANTER,
            at=OPENED_AT,
        )  # fmt: skip
        if given.needs_confirmation:
            membership_confirm(membership_id=given.id, actor=_AUDITOR, at=OPENED_AT)


@pytest.fixture
def people(own_database: str) -> None:
    """The sample people in the test's own database, for what goes by commands."""
    assert own_database
    people_write(*_ROLES)
