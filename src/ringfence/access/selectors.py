"""Who acts, with all that they may; and lists of people, organisations and roles."""

from datetime import datetime
from typing import Any

from ringfence.access.actor import Actor, Grant
from ringfence.access.declared import declared
from ringfence.access.domain import significant_digits
from ringfence.access.in_force import memberships_in_force
from ringfence.access.models import ApiClient, ApiKey, Membership, Organisation, User
from ringfence.access.refusals import NAMED_PEOPLE, UserUnknown


class JobUnknown(LookupError):
    """A programming error: no access.yaml declares the job."""


def actor_of_user(*, code: str, at: datetime) -> Actor:
    """Return the person as one who acts, with the grants of all memberships in force at `at`.

    What a role permits is what the installed apps declare today. Two queries.
    Refuses: UserUnknown. Source: OP-22.1.
    """
    user = User.objects.filter(code=code).first()
    if user is None or (user.closed_at is not None and user.closed_at <= at):
        raise UserUnknown(cite=NAMED_PEOPLE, user=code)
    rows = memberships_in_force(at=at).filter(user=user)
    columns = ("role_id", "type_id", "organisation_id", "area_id")
    roles = declared().roles
    return Actor(
        code=user.code,
        grants=frozenset(
            Grant(permission, organisation, significant_digits(area))
            for role, type_code, organisation, area in rows.values_list(*columns)
            if role in roles and type_code in roles[role].organisation_types
            for permission in roles[role].permissions
        ),
    )


def job_actor(*, name: str, organisation: str = "") -> Actor:
    """Return the installation's own job as one who acts, with the permissions it is declared with.

    With `organisation` in its name; everywhere in the country. Raises JobUnknown.
    """
    job = declared().jobs.get(name)
    if job is None:
        raise JobUnknown(name)
    grants = (Grant(permission, organisation, "") for permission in job.permissions)
    return Actor(code=f"job:{name}", grants=frozenset(grants))


def user_rows(*, at: datetime) -> list[dict[str, Any]]:
    """Return everybody by code, with the roles in force at `at`; no telephone, no e-mail."""
    roles: dict[str, list[str]] = {}
    for code, role, organisation in memberships_in_force(at=at).values_list(
        "user__code", "role_id", "organisation_id"
    ):
        roles.setdefault(code, []).append(f"{role} {organisation}")
    return [
        {
            "code": user.code,
            "name": user.name,
            "administration": user.administration,
            "active": user.is_active,
            "roles": sorted(roles.get(user.code, [])),
        }
        for user in User.objects.order_by("code")
    ]


def membership_rows(*, user_code: str, at: datetime) -> list[dict[str, Any]]:
    """Return all memberships of a person, the newest first, and whether each counts at `at`."""
    counting = set(
        memberships_in_force(at=at).filter(user__code=user_code).values_list("id", flat=True)
    )
    rows = Membership.objects.filter(user__code=user_code).order_by("-granted_at", "-id")
    return [
        {
            "id": row.id,
            "organisation": row.organisation_id,
            "role": row.role_id,
            "area": row.area_id,
            "valid_from_at": row.valid_from_at,
            "valid_until_at": row.valid_until_at,
            "granted_by": row.granted_by,
            "confirmed_by": row.confirmed_by,
            "in_force": row.id in counting,
        }
        for row in rows
    ]


def unconfirmed_rows(*, at: datetime) -> list[dict[str, Any]]:
    """Return the roles of administrations that wait for an auditor, the oldest first."""
    rows = Membership.objects.filter(confirmed_at__isnull=True).exclude(administration="BUSINESS")
    return [
        {"id": row.id, "user": row.user_id, "role": row.role_id, "granted_by": row.granted_by}
        for row in rows.order_by("granted_at", "id")
        if row.valid_until_at is None or row.valid_until_at > at
    ]


def organisation_rows() -> list[dict[str, Any]]:
    """Return every organisation by code."""
    return [
        {
            "code": row.code,
            "name": row.name,
            "types": sorted(capacity.type_id for capacity in row.capacities.all()),
            "area": row.area_id,
            "parent": row.parent_id,
            "opened_on": row.opened_on,
            "closed_on": row.closed_on,
        }
        for row in Organisation.objects.order_by("code").prefetch_related("capacities")
    ]


def type_rows() -> list[dict[str, Any]]:
    """Return every declared type of organisation, with the clause that names it."""
    return [
        {"code": kind.code, "zh": kind.zh, "en": kind.en, "clause": kind.clause}
        for kind in declared().organisation_types.values()
    ]


def client_rows() -> list[dict[str, Any]]:
    """Return every API client by code, each with its keys, the newest first."""
    clients = ApiClient.objects.order_by("code").prefetch_related("keys")
    return [
        {
            "code": client.code,
            "name": client.name,
            "organisation": client.organisation_id,
            "scopes": client.scopes,
            "calls_per_minute": client.calls_per_minute,
            "closed_at": client.closed_at,
            "keys": [
                {
                    "key": key.key_id,
                    "algorithm": key.algorithm,
                    "valid_from_at": key.valid_from_at,
                    "valid_until_at": key.valid_until_at,
                }
                for key in sorted(client.keys.all(), key=_begin, reverse=True)
            ],
        }
        for client in clients
    ]


def _begin(key: ApiKey) -> datetime:
    return key.valid_from_at


def role_rows() -> list[dict[str, Any]]:
    """Return every declared role, with where it may be had and what it permits."""
    return [
        {
            "code": role.code,
            "zh": role.zh,
            "en": role.en,
            "administration": role.administration.value,
            "organisation_types": sorted(role.organisation_types),
            "permissions": sorted(role.permissions),
        }
        for role in declared().roles.values()
    ]
