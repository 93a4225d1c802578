"""Which organisations, people and programs an administrator sees: those of the own area."""

from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from ringfence.access.actor import Actor
from ringfence.access.client_refusals import CALLS, ClientNotSeen
from ringfence.access.in_force import memberships_in_force
from ringfence.access.models import ApiClient, Membership, Organisation, User
from ringfence.access.refusals import NAMED_PEOPLE, PARTIES, OrganisationNotSeen, UserNotSeen


def organisations_seen(*, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations in the areas where the actor may see some, by code.

    Refuses: NotPermitted. Source: OP-22.1.
    """
    actor.require("organisation.read")
    areas = _areas(actor, "organisation.read", field="area__code")
    return Organisation.objects.filter(areas).order_by("code")


def organisation_seen(*, code: str, actor: Actor) -> Organisation:
    """Return one of the organisations that the actor sees.

    Refuses: NotPermitted (sees none at all), OrganisationNotSeen. Source: OP-22.1.
    """
    found = organisations_seen(actor=actor).filter(code=code).first()
    if found is not None:
        return found
    unknown = OrganisationNotSeen(cite=PARTIES, organisation=code)
    there = Organisation.objects.filter(code=code).first()
    if there is not None:
        area = there.significant
        actor.require_or_unknown("organisation.read", area=area, unknown=unknown)
    raise unknown


def users_seen(*, actor: Actor) -> QuerySet[User]:
    """Return the people with a role, ever, in the areas where the actor may see people, by code.

    And those who have had none anywhere: somebody has to give them one.
    Refuses: NotPermitted. Source: OP-22.1.
    """
    actor.require("user.read")
    there = memberships_seen(actor=actor).values("user_id")
    return User.objects.filter(Q(code__in=there) | Q(memberships__isnull=True)).order_by("code")


def user_seen(*, code: str, actor: Actor) -> User:
    """Return one of the people whom the actor sees.

    Refuses: NotPermitted (sees nobody at all), UserNotSeen. Source: OP-22.1.
    """
    found = users_seen(actor=actor).filter(code=code).first()
    if found is not None:
        return found
    unknown = UserNotSeen(cite=NAMED_PEOPLE, user=code)
    elsewhere = Membership.objects.filter(user_id=code).select_related("organisation").first()
    if elsewhere is not None:
        area = elsewhere.organisation.significant
        actor.require_or_unknown("user.read", area=area, unknown=unknown)
    raise unknown


def memberships_seen(*, actor: Actor) -> QuerySet[Membership]:
    """Return the memberships, past and present, in the areas where the actor may see people.

    The newest first. Refuses: NotPermitted. Source: OP-22.1.
    """
    actor.require("user.read")
    areas = _areas(actor, "user.read", field="organisation__area__code")
    return Membership.objects.filter(areas).order_by("-granted_at", "-id")


def waiting_seen(*, actor: Actor, at: datetime) -> QuerySet[Membership]:
    """Return the roles of administrations that wait for an auditor and are not over, as seen.

    Refuses: NotPermitted. Source: OP-22.1.
    """
    lasting = Q(valid_until_at__isnull=True) | Q(valid_until_at__gt=at)
    rows = memberships_seen(actor=actor).filter(lasting, confirmed_at__isnull=True)
    return rows.exclude(administration="BUSINESS").select_related("user", "organisation")


def counting_seen(*, actor: Actor, at: datetime) -> "Prefetch[str]":
    """Return what puts the memberships that count at `at`, as seen, into a person's `counting`."""
    counting = memberships_in_force(at=at).values("id")
    rows = memberships_seen(actor=actor).filter(id__in=counting).select_related("organisation")
    return Prefetch("memberships", queryset=rows, to_attr="counting")


def client_seen(*, code: str, actor: Actor) -> ApiClient:
    """Return one of the programs that the actor sees.

    Refuses: NotPermitted (sees none at all), ClientNotSeen. Source: OP-22.1.
    """
    found = clients_seen(actor=actor).filter(code=code).first()
    if found is not None:
        return found
    unknown = ClientNotSeen(cite=CALLS, client=code)
    there = ApiClient.objects.filter(code=code).select_related("organisation").first()
    if there is not None:
        area = there.organisation.significant
        actor.require_or_unknown("client.read", area=area, unknown=unknown)
    raise unknown


def clients_seen(*, actor: Actor) -> QuerySet[ApiClient]:
    """Return the programs of organisations in the areas where the actor may see them, by code.

    Refuses: NotPermitted. Source: OP-22.1.
    """
    actor.require("client.read")
    areas = _areas(actor, "client.read", field="organisation__area__code")
    return ApiClient.objects.filter(areas).order_by("code").select_related("organisation")


def _areas(actor: Actor, permission: str, *, field: str) -> Q:
    """Return the test that an area's code begins as one of the actor's areas does."""
    within = Q(pk__in=[])
    for area in {each.area for each in actor.grants if each.permission == permission}:
        within |= Q(**{f"{field}__startswith": area})
    return within
