"""Organisations are opened, take on further capacities, and are closed."""

from datetime import date, datetime

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.areas import area_find
from ringfence.access.declared import declared
from ringfence.access.domain import is_organisation_code
from ringfence.access.models import Capacity, Organisation
from ringfence.access.refusals import (
    PARTIES,
    CapacityKnown,
    OrganisationClosed,
    OrganisationCodeWrong,
    OrganisationHasOpenParts,
    OrganisationKnown,
    OrganisationNotOpenYet,
    OrganisationTypeUnknown,
    OrganisationUnknown,
)


@transaction.atomic
def organisation_open(
    *,
    code: str,
    name: str,
    type_code: str,
    area_code: str,
    on: date,
    actor: Actor,
    at: datetime,
    parent_code: str | None = None,
) -> Organisation:
    """Return a new organisation of a type, open from the day `on`.

    `code` is the one that agreements and runs know it by. The area is the whole of what it may
    answer for. Refuses: AreaUnknown, NotPermitted, OrganisationCodeWrong, OrganisationTypeUnknown,
    OrganisationKnown, OrganisationUnknown and OrganisationClosed (the parent). Source: OP-2, MUF-3.
    """
    area = area_find(area_code)
    actor.require("organisation.change", area=area.significant)
    if not is_organisation_code(code):
        raise OrganisationCodeWrong(cite=PARTIES, organisation=code[:40])
    _require_type(type_code)
    known = Organisation.objects.filter(code=code).first()
    if known is not None:
        raise OrganisationKnown(cite=PARTIES, organisation=code, name=known.name)
    parent = organisation_find(parent_code, on=on) if parent_code else None
    opened = Organisation.objects.create(
        code=code, name=name, area=area, parent=parent, opened_on=on
    )
    Capacity.objects.create(organisation=opened, type_id=type_code, since_on=on)
    act_record(
        action="organisation.open",
        actor=actor,
        at=at,
        subject=("organisation", code),
        organisation=code,
        clause=PARTIES.clause,
        type=type_code,
        area=area.code,
        parent=parent_code or "",
        on=on,
    )
    return opened


@transaction.atomic
def organisation_take_on(
    *, code: str, type_code: str, on: date, actor: Actor, at: datetime
) -> Capacity:
    """Return a further capacity of an organisation: it is of this type too, from the day `on`.

    Refuses: OrganisationUnknown, OrganisationNotOpenYet, OrganisationClosed, NotPermitted,
    OrganisationTypeUnknown, CapacityKnown. Source: OP-2, MUF-3.
    """
    organisation = organisation_find(code, on=on)
    actor.require("organisation.change", area=organisation.significant)
    _require_type(type_code)
    if organisation.capacities.filter(type=type_code).exists():
        raise CapacityKnown(cite=PARTIES, organisation=code, type=type_code)
    capacity = Capacity.objects.create(organisation=organisation, type_id=type_code, since_on=on)
    act_record(
        action="organisation.take_on",
        actor=actor,
        at=at,
        subject=("organisation", code),
        organisation=code,
        clause=PARTIES.clause,
        type=type_code,
        on=on,
    )
    return capacity


@transaction.atomic
def organisation_close(*, code: str, on: date, actor: Actor, at: datetime) -> Organisation:
    """Return the organisation, closed from the day `on`: from then on nobody acts in its name.

    Refuses: OrganisationUnknown, NotPermitted, OrganisationClosed, OrganisationNotOpenYet,
    OrganisationHasOpenParts. Source: OP-2.
    """
    organisation = _found(Organisation.objects.select_for_update().filter(code=code).first(), code)
    actor.require("organisation.change", area=organisation.significant)
    _require_open(organisation, on=on)
    open_count = organisation.children.filter(closed_on__isnull=True).count()
    if open_count:
        raise OrganisationHasOpenParts(cite=PARTIES, organisation=code, count=open_count)
    organisation.closed_on = on
    organisation.save(update_fields=["closed_on"])
    act_record(
        action="organisation.close",
        actor=actor,
        at=at,
        subject=("organisation", code),
        organisation=code,
        clause=PARTIES.clause,
        on=on,
    )
    return organisation


def organisation_find(code: str, *, on: date) -> Organisation:
    """Return an organisation that is open on the day.

    Refuses: OrganisationUnknown, OrganisationNotOpenYet, OrganisationClosed.
    """
    organisation = _found(Organisation.objects.filter(code=code).first(), code)
    _require_open(organisation, on=on)
    return organisation


def types_of(organisation: Organisation) -> set[str]:
    """Return the codes of the types that an organisation is of."""
    return set(organisation.capacities.values_list("type_id", flat=True))


def _require_type(type_code: str) -> None:
    if type_code not in declared().organisation_types:
        raise OrganisationTypeUnknown(cite=PARTIES, type=type_code)


def _found(organisation: Organisation | None, code: str) -> Organisation:
    if organisation is None:
        raise OrganisationUnknown(cite=PARTIES, organisation=code)
    return organisation


def _require_open(organisation: Organisation, *, on: date) -> None:
    facts = {"organisation": organisation.code, "on": on}
    if on < organisation.opened_on:
        raise OrganisationNotOpenYet(cite=PARTIES, opened_on=organisation.opened_on, **facts)
    if organisation.closed_on is not None and on >= organisation.closed_on:
        raise OrganisationClosed(cite=PARTIES, closed_on=organisation.closed_on, **facts)
