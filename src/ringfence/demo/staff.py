"""The sample installation's administrators, areas, organisations and those who work in them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.areas import COLUMNS, area_load
from ringfence.access.domain import Administration
from ringfence.access.first_admins import first_admins_make
from ringfence.access.memberships import membership_grant
from ringfence.access.models import Area, Organisation, User
from ringfence.access.organisations import organisation_open
from ringfence.access.selectors import actor_of_user
from ringfence.access.users import user_register
from ringfence.demo.sample.files import write_whole
from ringfence.demo.sample.province import CITIES, COUNTIES
from ringfence.kernel.clock import business_date

PROVINCE_AREA = "140000000000"
RUNNING_OFFICE = "SAMPLE-RUN"
ADMINISTRATORS = {
    Administration.SYSTEM: ("sample-system", "样例系统管理员"),
    Administration.SECURITY: ("sample-security", "样例安全管理员"),
    Administration.AUDIT: ("sample-audit", "样例审计管理员"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """A sample organisation."""

    code: str
    name: str
    type: str
    area: str


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody with one role in one sample organisation, over all of its area."""

    code: str
    name: str
    office: str
    role: str


@transaction.atomic
def staff_make(
    *, folder: Path, offices: Sequence[Office], workers: Sequence[Worker], at: datetime
) -> None:
    """Write the sample's areas, and the offices and workers that are not there yet.

    The first administrators are made where there are none, and each does what is theirs: one
    registers, another gives the roles. `folder` gets the list of areas. Safe to repeat.
    """
    system, security = (name for name, _ in list(ADMINISTRATORS.values())[:2])
    if not User.objects.filter(code=system).exists():
        first_admins_make(
            people=ADMINISTRATORS,
            organisation_code=RUNNING_OFFICE,
            organisation_name="样例系统运行单位",
            at=at,
        )
    registrar = actor_of_user(code=system, at=at)
    _areas_load(folder / "areas.csv", registrar, at)
    _offices_open(offices, registrar, at)
    _workers_take(workers, registrar, actor_of_user(code=security, at=at), at)


def _areas_load(path: Path, actor: Actor, at: datetime) -> None:
    write_whole(path, _areas_write)
    if not Area.objects.filter(code=PROVINCE_AREA).exists():
        area_load(path=path, actor=actor, at=at)


def _areas_write(path: Path) -> None:
    names = {PROVINCE_AREA: "样例省"}
    names |= {f"{city.code}000000": city.name for city in CITIES}
    names |= {f"{county.code}000000": county.name for county in COUNTIES}
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(names.items())


def _offices_open(offices: Iterable[Office], actor: Actor, at: datetime) -> None:
    known = set(Organisation.objects.values_list("code", flat=True))
    for office in offices:
        if office.code not in known:
            organisation_open(
                code=office.code,
                name=office.name,
                type_code=office.type,
                area_code=office.area,
                on=business_date(at),
                actor=actor,
                at=at,
            )


def _workers_take(
    workers: Iterable[Worker], registrar: Actor, security: Actor, at: datetime
) -> None:
    known = set(User.objects.values_list("code", flat=True))
    for worker in workers:
        if worker.code not in known:
            user_register(
                code=worker.code,
                name=worker.name,
                administration=Administration.BUSINESS,
                actor=registrar,
                at=at,
            )
            membership_grant(
                user_code=worker.code,
                organisation_code=worker.office,
                role_code=worker.role,
                actor=security,
                at=at,
            )
