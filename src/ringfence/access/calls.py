"""Calls of programs are checked, and each is used up by that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.db import connection, transaction

from ringfence.access.actor import Actor, Grant
from ringfence.access.client_refusals import CALLS, CallNotTrusted, CallOutOfTime, CallRepeated
from ringfence.access.declared import declared
from ringfence.access.domain import KeyAlgorithm, significant_digits
from ringfence.access.models import ApiKey, ApiNonce
from ringfence.access.signed_request import NONCE, SignedRequest, instant_of, signature_is_right
from ringfence.installation.prepared import prepared_row
from ringfence.kernel.clock import business_date

_SQL = Path(__file__).parent / "sql"
_CALL_TAKE = (_SQL / "call_take.sql").read_text(encoding="utf-8")
_LAST_USES = (_SQL / "last_uses.sql").read_text(encoding="utf-8")
_KEYS_REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls, and how often the client may."""

    actor: Actor
    client: str
    calls_per_minute: int


def signed_request_check(*, request: SignedRequest, at: datetime, skew: timedelta) -> Caller:
    """Return who calls, with the client's scopes in its organisation's name and area.

    `skew` is how far the call's instant may lie from `at`, either way (inclusive). The call is used
    up in the caller's transaction: one that is rolled back may be made again. One statement once
    the key is known to the process; a key's end and a client's closing hold at once all the same.
    Refuses: CallNotTrusted (unknown or ended key, closed client or organisation, wrong signature:
    which of them is not told), CallOutOfTime, CallRepeated. Source: OP-A2.
    """
    if not NONCE.fullmatch(request.nonce):
        raise CallNotTrusted(cite=CALLS)
    algorithm, spki = _key_material(request.key_id)
    if not signature_is_right(request, algorithm=algorithm, spki=spki):
        raise CallNotTrusted(cite=CALLS)
    signed_at = instant_of(request.signed_at)
    if signed_at is None or abs(at - signed_at) > skew:
        seconds = int(skew.total_seconds())
        facts = {"signed_at": request.signed_at[:40], "at": at, "skew_seconds": seconds}
        raise CallOutOfTime(cite=CALLS, **facts)
    return _call_take(request, at)


@transaction.atomic
def nonces_sweep(*, at: datetime, skew: timedelta) -> int:
    """Return how many nonces were removed: those of calls too old to be taken again.

    A call may be stamped up to `skew` ahead of when it came, and be taken until `skew` after its
    stamp: what came more than twice that long ago can no longer come back. Keys remember when
    they were last used.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LAST_USES)
    count, _ = ApiNonce.objects.filter(at__lt=at - 2 * skew).delete()
    return count


@lru_cache(maxsize=_KEYS_REMEMBERED)
def _key_material(key_id: str) -> tuple[KeyAlgorithm, bytes]:
    """Return what never changes of a key. Refuses: CallNotTrusted (and remembers no unknown)."""
    key = ApiKey.objects.filter(key_id=key_id).first()
    if key is None:
        raise CallNotTrusted(cite=CALLS)
    return KeyAlgorithm(key.algorithm), bytes(key.spki)


def _call_take(request: SignedRequest, at: datetime) -> Caller:
    key_id, nonce, on = request.key_id, request.nonce, business_date(at)
    found = prepared_row(_CALL_TAKE, {"key_id": key_id, "nonce": nonce, "at": at, "on": on})
    if found is None:
        raise CallNotTrusted(cite=CALLS)
    if not found["is_new"]:
        raise CallRepeated(cite=CALLS, nonce=request.nonce)
    organisation, area = found["organisation"], significant_digits(found["area_code"])
    known = declared().permissions
    grants = (Grant(scope, organisation, area) for scope in found["scopes"] if scope in known)
    actor = Actor(f"api:{found['code']}", frozenset(grants))
    return Caller(actor, found["code"], found["calls_per_minute"])
