"""One lets another decide in the own stead, for a kind of approval and a time."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from ringfence.access.actor import Actor
from ringfence.access.refusals import UserUnknown
from ringfence.access.selectors import actor_of_user
from ringfence.desk.acts import act_record
from ringfence.desk.declared import kinds
from ringfence.desk.kinds import ApprovalKind
from ringfence.desk.models import Delegation
from ringfence.desk.refusals import DelegationNeverHolds, DelegationToSelf, DelegationUnknown
from ringfence.kernel.citation import Citation
from ringfence.kernel.uuid7 import uuid7

DIFFERENT_PEOPLE = Citation("OP-25")
_NAMES = "approval.delegate"


@transaction.atomic
def delegation_make(
    *,
    kind: str,
    organisation: str,
    from_code: str,
    to_code: str,
    valid_from_at: datetime,
    valid_until_at: datetime,
    actor: Actor,
    at: datetime,
) -> Delegation:
    """Return a new delegation, from its first instant (inclusive) to its last (exclusive).

    One's own right by oneself; another's by who may `approval.delegate`. A right that was itself
    delegated is not passed on.
    Refuses: NotPermitted (the delegator's, too), UserUnknown, DelegationToSelf,
    DelegationNeverHolds. Source: OP-25.
    """
    declared = kinds().approvals[kind]
    if from_code == actor.code:
        actor.require(declared.permission, organisation=organisation)
    else:
        actor.require(_NAMES, organisation=organisation)
        delegator = actor_of_user(code=from_code, at=at)
        delegator.require(declared.permission, organisation=organisation)
    if to_code in (from_code, actor.code):
        raise DelegationToSelf(cite=DIFFERENT_PEOPLE, person=to_code)
    actor_of_user(code=to_code, at=at)
    if valid_until_at <= max(valid_from_at, at):
        raise DelegationNeverHolds(
            cite=DIFFERENT_PEOPLE, valid_from_at=valid_from_at, valid_until_at=valid_until_at
        )
    delegation = Delegation.objects.create(
        id=uuid7(),
        kind=kind,
        organisation_code=organisation,
        from_code=from_code,
        to_code=to_code,
        valid_from_at=valid_from_at,
        valid_until_at=valid_until_at,
        made_by=actor.code,
        made_at=at,
    )
    _record_of(delegation, "delegation.make", actor=actor, at=at)
    return delegation


@transaction.atomic
def delegation_end(*, delegation_id: UUID, actor: Actor, at: datetime) -> Delegation:
    """Return the delegation, over from `at` on; one that has not begun never begins.

    By the delegator, or by who may `approval.delegate`.
    Refuses: DelegationUnknown (also: over already, or the actor may not know of it), NotPermitted
    (the delegate).
    """
    unknown = DelegationUnknown(cite=DIFFERENT_PEOPLE, delegation=delegation_id)
    delegation = Delegation.objects.select_for_update().filter(id=delegation_id).first()
    if delegation is None or delegation.valid_until_at <= at:
        raise unknown
    if delegation.from_code != actor.code:
        actor.require_or_unknown(
            _NAMES,
            organisation=delegation.organisation_code,
            unknown=unknown,
            is_seen=delegation.to_code == actor.code,
        )
    delegation.valid_until_at = max(at, delegation.valid_from_at)
    delegation.ended_by, delegation.ended_at = actor.code, at
    delegation.save(update_fields=["valid_until_at", "ended_by", "ended_at"])
    _record_of(delegation, "delegation.end", actor=actor, at=at)
    return delegation


def delegations_to(*, code: str, organisation: str, at: datetime) -> QuerySet[Delegation]:
    """Return the delegations in force at `at` to a person in an organisation, the oldest first."""
    return Delegation.objects.filter(
        to_code=code,
        organisation_code=organisation,
        valid_from_at__lte=at,
        valid_until_at__gt=at,
    ).order_by("made_at", "id")


def delegations_seen(*, actor: Actor, at: datetime) -> QuerySet[Delegation]:
    """Return the delegations not yet over that concern the actor, the newest first.

    Those from and to the actor, and all of an organisation whose delegates the actor may name.
    """
    own = Q(from_code=actor.code) | Q(to_code=actor.code)
    named = Q(organisation_code__in=delegating_organisations(actor))
    return Delegation.objects.filter(own | named, valid_until_at__gt=at).order_by("-made_at", "-id")


def delegating_organisations(actor: Actor) -> set[str]:
    """Return the organisations in whose name the actor may name another's delegate."""
    return {each.organisation for each in actor.grants if each.permission == _NAMES}


def delegated_permissions(*, code: str, at: datetime) -> set[str]:
    """Return what others' delegations in force let a person do, in any organisation."""
    held = Delegation.objects.filter(to_code=code, valid_from_at__lte=at, valid_until_at__gt=at)
    declared = kinds().approvals
    return {declared[kind].permission for kind in held.values_list("kind", flat=True).distinct()}


def authority_of(
    *, actor: Actor, kind: ApprovalKind, organisation: str, at: datetime, not_of: Collection[str]
) -> str:
    """Return whose right an actor decides by: the own one, else that of a delegator who has it now.

    A delegator who is in `not_of` (who asked or prepared) is taken only where there is no other,
    for the caller to refuse. Refuses: NotPermitted.
    """
    if actor.may(kind.permission, organisation=organisation):
        return actor.code
    rows = delegations_to(code=actor.code, organisation=organisation, at=at).filter(kind=kind.code)
    holders = [
        code
        for code in rows.values_list("from_code", flat=True)
        if _has_right(code, kind, organisation, at)
    ]
    if not holders:
        actor.require(kind.permission, organisation=organisation)
    return next((code for code in holders if code not in not_of), holders[0])


def _has_right(code: str, kind: ApprovalKind, organisation: str, at: datetime) -> bool:
    try:
        delegator = actor_of_user(code=code, at=at)
    except UserUnknown:
        return False
    return delegator.may(kind.permission, organisation=organisation)


def _record_of(delegation: Delegation, action: str, *, actor: Actor, at: datetime) -> None:
    act_record(
        action=action,
        actor=actor,
        at=at,
        organisation=delegation.organisation_code,
        subject=("delegation", delegation.id),
        clause=kinds().approvals[delegation.kind].clause,
        kind=delegation.kind,
        delegator=delegation.from_code,
        delegate=delegation.to_code,
        valid_from_at=delegation.valid_from_at,
        valid_until_at=delegation.valid_until_at,
    )
