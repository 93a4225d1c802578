"""People of the system: the first three, those they register, and their passwords."""

from datetime import timedelta

import pytest

from access.acting import (
    AT,
    AUDITOR,
    SECURITY,
    SYSTEM,
    sample_areas,
    sample_insurer,
    sample_membership,
)
from actors import holder
from ringfence.access.actor import NotPermitted
from ringfence.access.domain import Administration
from ringfence.access.first_admins import FirstAdmin, first_admins_make
from ringfence.access.models import FormerPassword, User
from ringfence.access.passwords import (
    password_change,
    password_is_due,
    password_reset,
    password_was_used,
)
from ringfence.access.reference import reference_load
from ringfence.access.refusals import (
    AdministratorsExist,
    AdministratorsNotThree,
    NotForOneself,
    UserCodeWrong,
    UserKnown,
    UserUnknown,
)
from ringfence.access.selectors import actor_of_user, job_actor, user_rows
from ringfence.access.users import user_close, user_register
from ringfence.audit.selectors import AuditCriteria, search

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-22.1")]

PEOPLE = {
    Administration.SYSTEM: ("admin-system", "样例甲"),
    Administration.SECURITY: ("admin-security", "样例乙"),
    Administration.AUDIT: ("admin-audit", "样例丙"),
}
DAY = timedelta(days=1)


def first_admins(people: dict[Administration, tuple[str, str]] = PEOPLE) -> list[FirstAdmin]:
    reference_load()
    return first_admins_make(
        people=people, organisation_code="PLATFORM", organisation_name="样例运行单位", at=AT
    )


def registered(code: str = "sample-a") -> User:
    return user_register(
        code=code, name="样例丁", administration=Administration.BUSINESS, actor=SYSTEM, at=AT
    )


def test_the_first_three_administrators_are_of_three_sides_and_choose_own_passwords() -> None:
    made = first_admins()
    assert len({admin.password for admin in made}) == 3
    for admin in made:
        user = User.objects.get(code=admin.code)
        assert user.check_password(admin.password)
        assert admin.password not in repr(admin)
        assert password_is_due(user, at=AT, days=0)
        assert actor_of_user(code=admin.code, at=AT).grants
    grants = [
        {grant.permission for grant in actor_of_user(code=admin.code, at=AT).grants}
        for admin in made
    ]
    assert "user.change" in grants[0] - grants[1] - grants[2]
    assert "membership.grant" in grants[1] - grants[0] - grants[2]
    assert "membership.confirm" in grants[2] - grants[0] - grants[1]


def test_first_administrators_are_made_once() -> None:
    first_admins()
    with pytest.raises(AdministratorsExist):
        first_admins()


@pytest.mark.parametrize(
    "twice", [("admin-system", "样例乙"), ("admin-security", "样例甲")], ids=["code", "name"]
)
def test_nobody_is_two_of_the_first_administrators(twice: tuple[str, str]) -> None:
    with pytest.raises(AdministratorsNotThree):
        first_admins(PEOPLE | {Administration.SECURITY: twice})
    assert not User.objects.exists()


def test_an_administrator_alone_makes_nobody_who_acts() -> None:
    user = registered()
    assert not user.has_usable_password()
    assert not actor_of_user(code="sample-a", at=AT).grants
    for actor in (SECURITY, AUDITOR):
        with pytest.raises(NotPermitted):
            user_register(
                code="b2", name="样例", administration=Administration.BUSINESS, actor=actor, at=AT
            )
    for actor in (SYSTEM, AUDITOR):
        with pytest.raises(NotPermitted):
            password_reset(code="sample-a", actor=actor, at=AT)


@pytest.mark.parametrize("code", ["A1", "1a", "x", "job:seal", "a b", "a" * 33, "样例"])
def test_a_code_that_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UserCodeWrong):
        registered(code)


def test_a_code_is_never_given_to_a_second_person() -> None:
    registered()
    user_close(code="sample-a", actor=SYSTEM, at=AT)
    with pytest.raises(UserKnown):
        registered()
    with pytest.raises(UserUnknown):
        user_close(code="sample-a", actor=SYSTEM, at=AT)


def test_nobody_closes_or_resets_oneself() -> None:
    registered()
    with pytest.raises(NotForOneself):
        user_close(code="sample-a", actor=holder("SYSTEM_ADMINISTRATOR", "sample-a"), at=AT)
    own = holder("SECURITY_ADMINISTRATOR", "sample-a")
    with pytest.raises(NotForOneself):
        password_reset(code="sample-a", actor=own, at=AT)


def test_an_administrator_of_one_city_touches_nobody_who_acts_in_another() -> None:
    sample_areas()
    user = registered()
    sample_membership(user, sample_insurer(), "BENEFIT_CLERK")
    for area, is_allowed in (("1410", False), ("140105", False), ("1401", True), ("14", True)):
        security = holder("SECURITY_ADMINISTRATOR", "sec", area=area)
        system = holder("SYSTEM_ADMINISTRATOR", "sys", area=area)
        if is_allowed:
            password_reset(code="sample-a", actor=security, at=AT)
            continue
        with pytest.raises(NotPermitted):
            password_reset(code="sample-a", actor=security, at=AT)
        with pytest.raises(NotPermitted):
            user_close(code="sample-a", actor=system, at=AT)


def test_a_password_of_ones_own_is_due_after_its_days() -> None:
    user = registered()
    password_reset(code="sample-a", actor=SECURITY, at=AT)
    user.refresh_from_db()
    password_change(user=user, password="one-of-my-own-9", at=AT)
    assert not password_is_due(user, at=AT + 89 * DAY, days=90)
    assert password_is_due(user, at=AT + 90 * DAY, days=90)
    assert not password_is_due(user, at=AT + 900 * DAY, days=0)


def test_the_present_password_and_the_last_ones_are_known_as_used() -> None:
    user = registered()
    assert not password_was_used(user, "password-number-1", count=3)
    for number in range(1, 5):
        password_change(user=user, password=f"password-number-{number}", at=AT + number * DAY)
    assert FormerPassword.objects.count() == 3
    used = [password_was_used(user, f"password-number-{number}", count=3) for number in range(1, 5)]
    assert used == [False, True, True, True]


def test_no_password_stands_in_the_audit_trail() -> None:
    made = first_admins()
    page = search(AuditCriteria(), limit=100)
    assert {"user.register", "membership.grant", "password.reset"} <= {
        row.action for row in page.records
    }
    for admin in made:
        assert admin.password not in repr(page)


def test_a_list_of_people_shows_no_telephone() -> None:
    user_register(
        code="sample-a",
        name="样例丁",
        administration=Administration.BUSINESS,
        telephone="010-00000000",
        actor=SYSTEM,
        at=AT,
    )
    assert "00000000" not in repr(user_rows(at=AT))


def test_a_job_may_what_it_is_declared_with_and_no_more() -> None:
    sample_areas()
    actor = job_actor(name="exchange", organisation="INS-1401")
    assert actor.code == "job:exchange"
    assert actor.may("exchange.send", organisation="INS-1401")
    assert not actor.may("exchange.send", organisation="INS-1410")
    assert not actor.may("run.approve")
    with pytest.raises(LookupError):
        job_actor(name="nothing")
