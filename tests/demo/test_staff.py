"""The sample's people: somebody signs in with each role that there is."""

from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.demo import custody_staff, month_staff
from ringfence.demo.staff import ADMINISTRATORS, RUNNING_OFFICE, Office, Worker

OFFICES: tuple[Office, ...] = (*month_staff.OFFICES, *custody_staff.OFFICES)
WORKERS: tuple[Worker, ...] = (*month_staff.WORKERS, *custody_staff.WORKERS)


def test_each_role_has_somebody_to_sign_in_as() -> None:
    roles = declared().roles.values()
    business = {role.code for role in roles if role.administration is Administration.BUSINESS}
    assert {worker.role for worker in WORKERS} == business
    others = {role.administration for role in roles} - {Administration.BUSINESS}
    assert set(ADMINISTRATORS) == others


def test_each_role_is_held_where_it_may_be() -> None:
    types = {office.code: office.type for office in OFFICES}
    roles = declared().roles
    assert [
        worker.code
        for worker in WORKERS
        if types[worker.office] not in roles[worker.role].organisation_types
    ] == []


def test_codes_are_nobody_elses() -> None:
    offices = [RUNNING_OFFICE, *(office.code for office in OFFICES)]
    people = [*(code for code, _ in ADMINISTRATORS.values()), *(w.code for w in WORKERS)]
    assert len(set(offices)) == len(offices)
    assert len(set(people)) == len(people)
