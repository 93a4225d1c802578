"""Who gives which role to whom, and from when it counts."""

from datetime import date, timedelta

import pytest

from access.acting import (
    ADMINISTRATORS,
    AT,
    AUDITOR,
    ON,
    SECURITY,
    SYSTEM,
    sample_areas,
    sample_insurer,
    sample_user,
)
from actors import holder
from ringfence.access.actor import Actor, NotPermitted
from ringfence.access.domain import COUNTRY_CODE, Administration
from ringfence.access.memberships import membership_confirm, membership_end, membership_grant
from ringfence.access.models import Membership, Organisation
from ringfence.access.organisations import organisation_close, organisation_open
from ringfence.access.refusals import (
    AreaOutsideOrganisation,
    LastAdministrator,
    MembershipEnded,
    MembershipNeedsNoConfirmation,
    MembershipNeverHolds,
    MembershipTwice,
    MembershipUnknown,
    NotForOneself,
    OrganisationClosed,
    RoleNotInType,
    RoleOfOtherSide,
    RoleUnknown,
    UserUnknown,
)
from ringfence.access.selectors import actor_of_user, unconfirmed_rows
from ringfence.access.users import user_close
from ringfence.kernel.refusal import Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-22.1")]

CITY = "140100000000"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def insurer() -> Organisation:
    sample_areas()
    sample_user()
    return sample_insurer()


def grant(**other: object) -> Membership:
    facts: dict[str, object] = {
        "user_code": "sample-a",
        "organisation_code": "INS-1401",
        "role_code": "BENEFIT_CLERK",
        "area_code": CITY,
        "actor": SECURITY,
        "at": AT,
    }
    return membership_grant(**(facts | other))  # type: ignore[arg-type]


def test_a_role_permits_what_is_declared_in_the_organisations_name_and_area() -> None:
    grant(area_code="140105000000")
    actor = actor_of_user(code="sample-a", at=AT)
    assert actor.may("roster.import", organisation="INS-1401", area="140105001")
    assert not actor.may("roster.import", area="1401")
    assert not actor.may("roster.import", organisation="INS-1410")
    assert not actor.may("run.approve")


def test_a_role_counts_from_its_first_instant_to_before_its_last() -> None:
    grant(valid_from_at=AT + HOUR, valid_until_at=AT + 2 * HOUR)
    counted = [
        actor_of_user(code="sample-a", at=AT + HOUR * hours).may("run.draft") for hours in (0, 1, 2)
    ]
    assert counted == [False, True, False]


def test_only_a_security_administrator_gives_and_takes_roles() -> None:
    granted = grant()
    business = actor_of_user(code="sample-a", at=AT)
    told = {SYSTEM: NotPermitted, AUDITOR: NotPermitted, business: MembershipUnknown}
    for actor, refusal in told.items():
        with pytest.raises(NotPermitted):
            grant(actor=actor, role_code="BENEFIT_CHECKER")
        with pytest.raises(refusal):
            membership_end(membership_id=granted.id, actor=actor, at=AT)


def test_an_administrator_of_one_city_grants_nothing_in_another() -> None:
    with pytest.raises(NotPermitted):
        grant(actor=holder("SECURITY_ADMINISTRATOR", "sec-1410", area="1410"))
    grant(actor=holder("SECURITY_ADMINISTRATOR", "sec-1401", area="1401"))


@pytest.mark.usefixtures("platform")
def test_an_administrator_of_a_province_touches_nothing_of_the_whole_country() -> None:
    sample_user("new-admin", Administration.SYSTEM)
    with pytest.raises(NotPermitted):
        grant(
            user_code="new-admin",
            organisation_code="PLATFORM",
            role_code="SYSTEM_ADMINISTRATOR",
            actor=holder("SECURITY_ADMINISTRATOR", "sec-14", area="14"),
        )


def test_no_administrator_may_do_business_and_nobody_in_business_administers() -> None:
    grant()
    actor = actor_of_user(code="sample-a", at=AT)
    for permission in ("run.read", "item.read", "person.read", "fund.read", "roster.import"):
        assert not any(administrator.may(permission) for administrator in ADMINISTRATORS)
    for permission in ("membership.grant", "user.change", "audit.read"):
        assert not actor.may(permission)


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"user_code": "nobody"}, UserUnknown),
        ({"role_code": "KING"}, RoleUnknown),
        ({"role_code": "AUDIT_ADMINISTRATOR"}, RoleOfOtherSide),
        ({"role_code": "HOTLINE_AGENT"}, RoleNotInType),
        ({"area_code": "141000000000"}, AreaOutsideOrganisation),
        ({"area_code": COUNTRY_CODE}, AreaOutsideOrganisation),
        ({"valid_until_at": AT}, MembershipNeverHolds),
        ({"actor": holder("SECURITY_ADMINISTRATOR", "sample-a")}, NotForOneself),
    ],
)
def test_a_role_that_cannot_be_had_is_refused(
    other: dict[str, object], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        grant(**other)
    assert not Membership.objects.exists()


def test_a_role_that_is_had_is_not_granted_again_for_the_same_time() -> None:
    grant(valid_until_at=AT + HOUR)
    with pytest.raises(MembershipTwice):
        grant(valid_from_at=AT + HOUR / 2)
    grant(valid_from_at=AT + HOUR)


def test_an_ended_role_permits_nothing_and_is_not_ended_again() -> None:
    granted = grant()
    membership_end(membership_id=granted.id, actor=SECURITY, at=AT + HOUR)
    assert actor_of_user(code="sample-a", at=AT + HOUR / 2).grants
    assert not actor_of_user(code="sample-a", at=AT + HOUR).grants
    with pytest.raises(MembershipEnded):
        membership_end(membership_id=granted.id, actor=SECURITY, at=AT + HOUR)


def test_a_role_that_has_not_begun_never_begins_once_it_is_ended() -> None:
    granted = grant(valid_from_at=AT + HOUR)
    membership_end(membership_id=granted.id, actor=SECURITY, at=AT)
    assert not actor_of_user(code="sample-a", at=AT + 2 * HOUR).grants
    grant()


def test_who_has_left_and_whose_organisation_is_closed_may_nothing() -> None:
    grant()
    organisation_close(code="INS-1401", on=date(2026, 3, 3), actor=SYSTEM, at=AT)
    day = timedelta(days=1)
    assert actor_of_user(code="sample-a", at=AT).grants
    assert not actor_of_user(code="sample-a", at=AT + day).grants
    with pytest.raises(OrganisationClosed):
        grant(at=AT + day, role_code="BENEFIT_CHECKER")
    user_close(code="sample-a", actor=SYSTEM, at=AT + day)
    with pytest.raises(UserUnknown):
        actor_of_user(code="sample-a", at=AT + day)


def administrator(side: Administration, code: str) -> Membership:
    sample_user(code, side)
    return grant(
        user_code=code,
        organisation_code="PLATFORM",
        role_code=f"{side}_ADMINISTRATOR",
        area_code=COUNTRY_CODE,
    )


@pytest.fixture
def platform() -> None:
    organisation_open(
        code="PLATFORM",
        name="样例运行单位",
        type_code="INSTALLATION",
        area_code=COUNTRY_CODE,
        on=ON,
        actor=SYSTEM,
        at=AT,
    )


@pytest.mark.usefixtures("platform")
@pytest.mark.parametrize(
    "side", [Administration.SYSTEM, Administration.SECURITY, Administration.AUDIT]
)
def test_a_role_of_an_administration_counts_once_an_auditor_confirms_it(
    side: Administration,
) -> None:
    granted = administrator(side, "new-admin")
    assert [row["id"] for row in unconfirmed_rows(at=AT)] == [granted.id]
    assert not actor_of_user(code="new-admin", at=AT).grants
    of_a_city = holder("AUDIT_ADMINISTRATOR", "aud-1401", area="1401")
    told = {SECURITY: NotPermitted, SYSTEM: NotPermitted, of_a_city: MembershipUnknown}
    for actor, refusal in told.items():
        with pytest.raises(refusal):
            membership_confirm(membership_id=granted.id, actor=actor, at=AT)
    own = holder("AUDIT_ADMINISTRATOR", "new-admin")
    with pytest.raises(NotForOneself):
        membership_confirm(membership_id=granted.id, actor=own, at=AT)
    membership_confirm(membership_id=granted.id, actor=AUDITOR, at=AT + HOUR)
    assert not actor_of_user(code="new-admin", at=AT).grants
    assert actor_of_user(code="new-admin", at=AT + HOUR).grants
    with pytest.raises(MembershipNeedsNoConfirmation):
        membership_confirm(membership_id=granted.id, actor=AUDITOR, at=AT + HOUR)
    assert unconfirmed_rows(at=AT) == []


@pytest.mark.usefixtures("platform")
def test_the_last_administrator_of_a_side_stays() -> None:
    first = administrator(Administration.SECURITY, "sec-1")
    membership_confirm(membership_id=first.id, actor=AUDITOR, at=AT)
    with pytest.raises(LastAdministrator):
        membership_end(membership_id=first.id, actor=SECURITY, at=AT + HOUR)
    with pytest.raises(LastAdministrator):
        user_close(code="sec-1", actor=SYSTEM, at=AT + HOUR)
    second = administrator(Administration.SECURITY, "sec-2")
    with pytest.raises(LastAdministrator):
        membership_end(membership_id=first.id, actor=SECURITY, at=AT + HOUR)
    membership_confirm(membership_id=second.id, actor=AUDITOR, at=AT)
    membership_end(membership_id=first.id, actor=SECURITY, at=AT + HOUR)


def test_a_person_as_actor_takes_two_queries(django_assert_num_queries: object) -> None:
    grant()
    grant(role_code="BENEFIT_CHECKER")
    with django_assert_num_queries(2):  # type: ignore[operator]
        actor = actor_of_user(code="sample-a", at=AT)
    assert isinstance(actor, Actor)
    assert {grant.permission for grant in actor.grants} >= {"run.draft", "run.check"}
