"""Programs of organisations are opened, keyed and closed."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.client_refusals import (
    CALLS,
    ApiKeyKnown,
    ApiKeyNeverHolds,
    ApiKeyUnknown,
    ClientClosed,
    ClientCodeWrong,
    ClientKnown,
    ClientUnknown,
    ScopeNotForClients,
)
from ringfence.access.declared import declared
from ringfence.access.domain import Administration, KeyAlgorithm, is_user_code
from ringfence.access.key_material import spki_of
from ringfence.access.models import ApiClient, ApiKey
from ringfence.access.organisations import organisation_find, types_of
from ringfence.access.signed_request import key_id_of
from ringfence.kernel.clock import business_date


def scopes_of(types: set[str]) -> set[str]:
    """Return what a program of an organisation of these types may have: what business roles do."""
    roles = declared().roles.values()
    business = (role for role in roles if role.administration is Administration.BUSINESS)
    in_type = (role for role in business if types & role.organisation_types)
    return {permission for role in in_type for permission in role.permissions}


@transaction.atomic
def client_open(
    *,
    code: str,
    name: str,
    organisation_code: str,
    scopes: Sequence[str],
    calls_per_minute: int,
    actor: Actor,
    at: datetime,
) -> ApiClient:
    """Return a new program of an organisation. Once it has a key it may call with these
    permissions, in the organisation's name and area.

    Refuses: OrganisationUnknown, OrganisationNotOpenYet, OrganisationClosed, NotPermitted,
    ClientCodeWrong, ClientKnown, ScopeNotForClients. Source: OP-A2.
    """
    organisation = organisation_find(organisation_code, on=business_date(at))
    actor.require("client.change", area=organisation.significant)
    if not is_user_code(code):
        raise ClientCodeWrong(cite=CALLS, client=code[:40])
    if ApiClient.objects.filter(code=code).exists():
        raise ClientKnown(cite=CALLS, client=code)
    types = types_of(organisation)
    for scope in sorted(set(scopes) - scopes_of(types)):
        raise ScopeNotForClients(cite=CALLS, scope=scope, types=", ".join(sorted(types)))
    client = ApiClient.objects.create(
        code=code,
        name=name,
        organisation=organisation,
        scopes=sorted(set(scopes)),
        calls_per_minute=calls_per_minute,
        opened_at=at,
    )
    _record(client, "client.open", actor, at, scopes=client.scopes)
    return client


@transaction.atomic
def client_close(*, code: str, actor: Actor, at: datetime) -> ApiClient:
    """Return the client, whose calls are refused from now on.

    Refuses: ClientUnknown, NotPermitted, ClientClosed. Source: OP-A2.
    """
    client = _locked(code, actor)
    client.closed_at = at
    client.save(update_fields=["closed_at"])
    _record(client, "client.close", actor, at)
    return client


@transaction.atomic
def api_key_add(
    *,
    client_code: str,
    algorithm: KeyAlgorithm,
    pem: str,
    valid_until_at: datetime,
    actor: Actor,
    at: datetime,
    valid_from_at: datetime | None = None,
) -> ApiKey:
    """Return a further key of a client. Older ones go on until their own end: rotation overlaps.

    `pem` may be hexadecimal too (`spki_of`). Refuses: ClientUnknown, NotPermitted, ClientClosed,
    PrivateKeyGiven, KeyMaterialWrong, ApiKeyNeverHolds, ApiKeyKnown. Source: OP-23.
    """
    client = _locked(client_code, actor)
    spki = spki_of(pem, algorithm)
    begin = valid_from_at or at
    if valid_until_at <= begin:
        raise ApiKeyNeverHolds(cite=CALLS, valid_from_at=begin, valid_until_at=valid_until_at)
    key_id = key_id_of(spki, algorithm)
    if ApiKey.objects.filter(key_id=key_id).exists():
        raise ApiKeyKnown(cite=CALLS, key=key_id)
    key = ApiKey.objects.create(
        key_id=key_id,
        client=client,
        algorithm=algorithm.value,
        spki=spki,
        valid_from_at=begin,
        valid_until_at=valid_until_at,
    )
    _record(client, "client.key_add", actor, at, key=key_id, valid_until_at=valid_until_at)
    return key


@transaction.atomic
def api_key_end(*, key_id: str, actor: Actor, at: datetime) -> ApiKey:
    """Return the key, good for nothing from now on.

    Refuses: ApiKeyUnknown, NotPermitted, ClientClosed. Source: OP-23.
    """
    key = ApiKey.objects.filter(key_id=key_id).first()
    if key is None:
        raise ApiKeyUnknown(cite=CALLS, key=key_id)
    client = _locked(key.client_id, actor)
    key.valid_until_at = min(key.valid_until_at, max(at, key.valid_from_at))
    key.save(update_fields=["valid_until_at"])
    _record(client, "client.key_end", actor, at, key=key_id)
    return key


def _locked(code: str, actor: Actor) -> ApiClient:
    """Return the open client, locked. Refuses: ClientUnknown, NotPermitted, ClientClosed."""
    client = ApiClient.objects.select_for_update().filter(code=code).first()
    if client is None:
        raise ClientUnknown(cite=CALLS, client=code)
    actor.require("client.change", area=client.organisation.significant)
    if client.closed_at is not None:
        raise ClientClosed(cite=CALLS, client=code, closed_at=client.closed_at)
    return client


def _record(client: ApiClient, action: str, actor: Actor, at: datetime, **facts: object) -> None:
    act_record(
        action=action,
        actor=actor,
        at=at,
        subject=("client", client.code),
        organisation=client.organisation_id,
        clause=CALLS.clause,
        **facts,
    )
