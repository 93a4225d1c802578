"""Who calls: the signature of each call is checked, and the call is used up by that."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.http import HttpRequest

from ringfence.access.actor import Actor
from ringfence.access.call_rate import CallRate
from ringfence.access.calls import Caller, signed_request_check
from ringfence.access.signed_request import SignedRequest
from ringfence.installation.config import config
from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.interfaces.web.request import PageRequest

_RATE = CallRate()
# Characters that a path is signed with as they are; all others percent-encoded (RFC 3986).
_PLAIN = "/-._~!$&'()*+,;=:@"

HEADERS = {
    "Ringfence-Key": "the key's id",
    "Ringfence-Time": "the instant in UTC, to the second: 2026-03-02T01:00:00Z",
    "Ringfence-Nonce": "16 to 64 letters, digits, `-` and `_`, never used before by this client",
    "Ringfence-Signature": "the signature over the nine lines, in base64",
}
_META = [f"HTTP_{name.upper().replace('-', '_')}" for name in HEADERS]


@dataclass(frozen=True, slots=True)
class Call:
    """Who calls: the client, as one who acts in its organisation's name."""

    actor: Actor
    client: str
    organisation: str


class ApiRequest(PageRequest):
    """A request whose signature was checked: for annotations; nobody makes one."""

    auth: Call


class Signature:
    """What ninja asks of each operation; its description in OpenAPI is in `description.py`."""

    def __call__(self, request: HttpRequest) -> Call:
        """Return who calls. The call is used up at once, whatever becomes of it.

        Refuses: CallNotTrusted, CallOutOfTime, CallRepeated, CallsTooMany.
        """
        at = request.at  # type: ignore[attr-defined] # set by the trace middleware
        caller = _checked(_signed(request), at)
        _RATE.require(client=caller.client, calls_per_minute=caller.calls_per_minute, at=at)
        organisations = {grant.organisation for grant in caller.actor.grants}
        return Call(caller.actor, caller.client, "".join(organisations))


def _checked(request: SignedRequest, at: datetime) -> Caller:
    """Return who calls; asked again where a restart of the database had cut the connection off.

    It shows here first, and nothing of the call has happened yet. Refuses: as the check.
    """
    skew = timedelta(seconds=config().api_skew_seconds)
    try:
        return signed_request_check(request=request, at=at, skew=skew)
    except DATABASE_FAULTS:
        connection.close()
        return signed_request_check(request=request, at=at, skew=skew)


def _signed(request: HttpRequest) -> SignedRequest:
    meta = request.META
    key, time, nonce, signature = (meta.get(name, "") for name in _META)
    return SignedRequest(
        method=request.method or "",
        host=meta.get("HTTP_HOST", ""),
        path=quote(request.path, safe=_PLAIN),
        query=meta.get("QUERY_STRING", ""),
        body=request.body,
        key_id=key,
        signed_at=time,
        nonce=nonce,
        signature=signature,
    )


def call_of(request: Any) -> Call:
    """Return who makes this call."""
    found: Call = request.auth
    return found
