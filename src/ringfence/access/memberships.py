"""Roles are given, confirmed and taken."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.areas import area_find
from ringfence.access.declarations import DeclaredRole
from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.access.models import Area, Membership, Organisation, User
from ringfence.access.organisations import organisation_find, types_of
from ringfence.access.refusals import (
    NAMED_PEOPLE,
    AreaOutsideOrganisation,
    MembershipEnded,
    MembershipNeedsNoConfirmation,
    MembershipNeverHolds,
    MembershipTwice,
    MembershipUnknown,
    RoleNotInType,
    RoleOfOtherSide,
    RoleUnknown,
)
from ringfence.access.users import require_another, require_not_last, user_find
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7


@transaction.atomic
def membership_grant(
    *,
    user_code: str,
    organisation_code: str,
    role_code: str,
    actor: Actor,
    at: datetime,
    area_code: str | None = None,
    valid_from_at: datetime | None = None,
    valid_until_at: datetime | None = None,
) -> Membership:
    """Return a person's new role in an organisation, over an area and all below it.

    Without an area over all of the organisation's own.
    From `valid_from_at` (`at` without it, inclusive) until `valid_until_at` (exclusive; None: until
    ended). A role of an administration counts only once an auditor has confirmed it.
    Refuses: OrganisationUnknown, OrganisationNotOpenYet, OrganisationClosed, AreaUnknown,
    NotPermitted, UserUnknown, NotForOneself, RoleUnknown, RoleOfOtherSide, RoleNotInType,
    AreaOutsideOrganisation, MembershipNeverHolds, MembershipTwice. Source: OP-22.1.
    """
    organisation = organisation_find(organisation_code, on=business_date(at))
    area = area_find(area_code or organisation.area_id)
    actor.require("membership.grant", area=organisation.significant)
    user = user_find(user_code, lock=True)
    require_another(user, actor=actor)
    membership = Membership(
        id=uuid7(),
        user=user,
        administration=user.administration,
        organisation=organisation,
        role_id=role_code,
        area=area,
        valid_from_at=valid_from_at or at,
        valid_until_at=valid_until_at,
        granted_by=actor.code,
        granted_at=at,
    )
    return membership_make(membership)


def membership_make(membership: Membership) -> Membership:
    """Return the membership, checked and written, without asking who may grant it.

    Refuses: as `membership_grant`, from RoleUnknown on.
    """
    role = _role_for(membership.user, membership.role_id)
    membership.type_id = _capacity_for(role, membership.organisation)
    _area_within(membership.organisation, membership.area)
    _some_time(membership)
    membership.save(force_insert=True)
    act_record(
        action="membership.grant",
        actor=membership.granted_by,
        at=membership.granted_at,
        subject=("membership", str(membership.id)),
        organisation=membership.organisation_id,
        clause=NAMED_PEOPLE.clause,
        user=membership.user_id,
        role=role.code,
        area=membership.area_id,
        valid_from_at=membership.valid_from_at,
        valid_until_at=membership.valid_until_at,
    )
    return membership


@transaction.atomic
def membership_confirm(*, membership_id: UUID, actor: Actor, at: datetime) -> Membership:
    """Return a role of an administration, confirmed by an auditor: from now on it counts.

    Refuses: MembershipUnknown, NotPermitted, NotForOneself, MembershipEnded,
    MembershipNeedsNoConfirmation. Source: OP-22.1.
    """
    membership = _locked(membership_id)
    _require_there(membership, "membership.confirm", actor=actor)
    require_another(membership.user, actor=actor)
    _require_lasting(membership, at=at)
    if not membership.needs_confirmation:
        raise MembershipNeedsNoConfirmation(cite=NAMED_PEOPLE, membership=membership_id)
    membership.confirmed_by = actor.code
    membership.confirmed_at = at
    membership.save(update_fields=["confirmed_by", "confirmed_at"])
    _record_of(membership, action="membership.confirm", actor=actor, at=at)
    return membership


@transaction.atomic
def membership_end(*, membership_id: UUID, actor: Actor, at: datetime) -> Membership:
    """Return the membership, ended at `at`; one that has not begun never begins.

    Refuses: MembershipUnknown, NotPermitted, NotForOneself, MembershipEnded, LastAdministrator.
    Source: OP-22.1.
    """
    membership = _locked(membership_id)
    _require_there(membership, "membership.grant", actor=actor)
    require_another(membership.user, actor=actor)
    _require_lasting(membership, at=at)
    if membership.administration != Administration.BUSINESS and not membership.needs_confirmation:
        require_not_last(membership.user, at=at)
    membership.valid_until_at = max(at, membership.valid_from_at)
    membership.ended_by = actor.code
    membership.ended_at = at
    membership.save(update_fields=["valid_until_at", "ended_by", "ended_at"])
    _record_of(membership, action="membership.end", actor=actor, at=at)
    return membership


def _role_for(user: User, role_code: str) -> DeclaredRole:
    """Return the role, if it is of the person's side."""
    role = declared().roles.get(role_code)
    if role is None:
        raise RoleUnknown(cite=NAMED_PEOPLE, role=role_code)
    if role.administration != user.administration:
        raise RoleOfOtherSide(
            cite=NAMED_PEOPLE,
            role=role_code,
            role_administration=role.administration.value,
            user=user.code,
            user_administration=user.administration,
        )
    return role


def _capacity_for(role: DeclaredRole, organisation: Organisation) -> str:
    """Return the type in which the organisation has the role; the first where it has it in two."""
    types = types_of(organisation)
    fitting = sorted(types & role.organisation_types)
    if not fitting:
        facts = {"organisation": organisation.code, "types": ", ".join(sorted(types))}
        raise RoleNotInType(cite=NAMED_PEOPLE, role=role.code, **facts)
    return fitting[0]


def _area_within(organisation: Organisation, area: Area) -> None:
    if not area.significant.startswith(organisation.significant):
        raise AreaOutsideOrganisation(
            cite=NAMED_PEOPLE,
            area=area.code,
            organisation=organisation.code,
            organisation_area=organisation.area_id,
        )


def _some_time(membership: Membership) -> None:
    """Return if it holds at some time, and no twin does at one of its times.

    One that was ended before it began holds at none. The person's row is locked, so no other grant
    comes between; the database excludes it too.
    """
    begin, end = membership.valid_from_at, membership.valid_until_at
    if end is not None and end <= begin:
        raise MembershipNeverHolds(cite=NAMED_PEOPLE, valid_from_at=begin, valid_until_at=end)
    twins = Membership.objects.exclude(valid_until_at=F("valid_from_at")).filter(
        Q(valid_until_at__isnull=True) | Q(valid_until_at__gt=begin),
        user=membership.user,
        organisation=membership.organisation,
        role_id=membership.role_id,
        area=membership.area,
    )
    if end is not None:
        twins = twins.filter(valid_from_at__lt=end)
    if twins.exists():
        raise MembershipTwice(
            cite=NAMED_PEOPLE,
            user=membership.user_id,
            role=membership.role_id,
            organisation=membership.organisation_id,
            area=membership.area_id,
        )


def _locked(membership_id: UUID) -> Membership:
    membership = Membership.objects.select_for_update().filter(id=membership_id).first()
    if membership is None:
        raise MembershipUnknown(cite=NAMED_PEOPLE, membership=membership_id)
    return membership


def _require_there(membership: Membership, permission: str, *, actor: Actor) -> None:
    """Return if the actor has the permission there; who may not see it is told of none."""
    area = membership.organisation.significant
    actor.require_or_unknown(
        permission,
        area=area,
        unknown=MembershipUnknown(cite=NAMED_PEOPLE, membership=membership.id),
        is_seen=actor.may("user.read", area=area),
    )


def _require_lasting(membership: Membership, *, at: datetime) -> None:
    ended_at = membership.valid_until_at
    if ended_at is not None and ended_at <= at:
        raise MembershipEnded(cite=NAMED_PEOPLE, membership=membership.id, ended_at=ended_at)


def _record_of(membership: Membership, *, action: str, actor: Actor, at: datetime) -> None:
    act_record(
        action=action,
        actor=actor,
        at=at,
        subject=("membership", str(membership.id)),
        organisation=membership.organisation_id,
        clause=NAMED_PEOPLE.clause,
        user=membership.user_id,
        role=membership.role_id,
    )
