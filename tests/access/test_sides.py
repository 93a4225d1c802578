"""The database keeps the administrations apart and rights readable, whatever a program does."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from access.acting import AT, sample_areas, sample_insurer, sample_membership, sample_user
from ringfence.access.domain import Administration
from ringfence.access.models import Membership, Organisation, User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("OP-22.1")]


@pytest.fixture
def insurer() -> Organisation:
    sample_areas()
    return sample_insurer()


def refused(kind: type[DatabaseError], constraint: str) -> pytest.RaisesExc[DatabaseError]:
    return pytest.raises(kind, match=constraint)


def settle() -> None:
    """Let what is checked at commit be checked now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("field", ["administration", "code"])
def test_a_person_keeps_code_and_side_for_ever(field: str) -> None:
    sample_user(side=Administration.AUDIT)
    with refused(DatabaseError, "stays readable"), transaction.atomic():
        User.objects.update(**{field: "SYSTEM" if field == "administration" else "sample-b"})


def test_no_person_has_a_role_of_another_side(insurer: Organisation) -> None:
    user = sample_user(side=Administration.SECURITY)
    with refused(IntegrityError, "membership_side_of_role"), transaction.atomic():
        sample_membership(user, insurer, "BENEFIT_CLERK")
    with refused(IntegrityError, "membership_side_of_user"), transaction.atomic():
        sample_membership(user, insurer, "BENEFIT_CLERK", administration="BUSINESS")


def test_no_role_is_had_in_an_organisation_of_another_type(insurer: Organisation) -> None:
    with refused(IntegrityError, "membership_role_in_type"), transaction.atomic():
        sample_membership(sample_user(), insurer, "HOTLINE_AGENT")
    with refused(IntegrityError, "membership_type_of_organisation"), transaction.atomic():
        sample_membership(sample_user("sample-b"), insurer, "HOTLINE_AGENT", type_id="HOTLINE")


def test_nobody_grants_or_confirms_a_right_of_oneself(insurer: Organisation) -> None:
    user = sample_user()
    with refused(IntegrityError, "membership_not_to_oneself"), transaction.atomic():
        sample_membership(user, insurer, "BENEFIT_CLERK", granted_by=user.code)
    for confirmer in (user.code, "sec"):
        confirmed = {"confirmed_by": confirmer, "confirmed_at": AT}
        with refused(IntegrityError, "membership_confirmed_by_another"), transaction.atomic():
            sample_membership(user, insurer, "BENEFIT_CLERK", **confirmed)


def test_the_same_right_is_not_had_twice_at_one_time(insurer: Organisation) -> None:
    user = sample_user()
    sample_membership(user, insurer, "BENEFIT_CLERK", valid_until_at=AT + timedelta(days=2))
    with refused(IntegrityError, "membership_once_at_a_time"), transaction.atomic():
        sample_membership(user, insurer, "BENEFIT_CLERK", valid_from_at=AT + timedelta(days=1))
    sample_membership(user, insurer, "BENEFIT_CLERK", valid_from_at=AT + timedelta(days=2))
    sample_membership(user, insurer, "BENEFIT_CHECKER")
    assert Membership.objects.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        {"role_id": "BENEFIT_APPROVER"},
        {"granted_by": "another"},
        {"valid_until_at": None},
        {"valid_until_at": AT + timedelta(days=9)},
        {"confirmed_at": AT + timedelta(days=1)},
    ],
)
def test_a_right_that_was_had_stays_as_it_was(
    insurer: Organisation, change: dict[str, object]
) -> None:
    confirmed = {"confirmed_by": "aud", "confirmed_at": AT}
    until = AT + timedelta(days=2)
    sample_membership(sample_user(), insurer, "BENEFIT_CLERK", valid_until_at=until, **confirmed)
    with refused(DatabaseError, "stays readable"), transaction.atomic():
        Membership.objects.update(**change)
    Membership.objects.update(valid_until_at=AT + timedelta(days=1))


@pytest.mark.parametrize("table", ["access_user", "access_membership"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_neither_people_nor_rights_are_ever_removed(
    insurer: Organisation, table: str, statement: str
) -> None:
    sample_membership(sample_user(), insurer, "BENEFIT_CLERK")
    settle()
    with (
        refused(DatabaseError, "stays readable"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
