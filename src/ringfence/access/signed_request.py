"""What a client signs of a call to the API, and the keys it signs with.

The signed text is nine lines joined by a line feed, without one at the end:

    RINGFENCE-1
    the method, in capitals
    the path as sent, percent-encoded, without the host
    the query as sent, without the question mark; empty where there is none
    the digest of the body in hexadecimal, SM3 for an SM2 key, SHA-256 for an Ed25519 key
    the instant, UTC, ISO 8601 to the second: 2026-03-02T01:00:00Z
    the nonce: 16 to 64 letters, digits, `-` and `_`, never used before by this client
    the key's id: the first 32 hexadecimal digits of that digest over its SubjectPublicKeyInfo
    the host as sent

The signature is 64 bytes (Ed25519) or DER of (r, s) under the default identity (SM2), in base64.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ringfence.access.domain import KeyAlgorithm
from ringfence.crypto.digest import DigestAlgorithm, digest_bytes
from ringfence.crypto.sm2 import verify as sm2_verify

VERSION = "RINGFENCE-1"
KEY_ID_LENGTH = 32
NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")

_INSTANT = "%Y-%m-%dT%H:%M:%SZ"
_DIGESTS = {KeyAlgorithm.SM2: DigestAlgorithm.SM3, KeyAlgorithm.ED25519: DigestAlgorithm.SHA_256}


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A call as it arrived; `signed_at`, `nonce`, `key_id` and `signature` are header texts."""

    method: str
    host: str
    path: str
    query: str
    body: bytes
    key_id: str
    signed_at: str
    nonce: str
    signature: str


def signed_text(request: SignedRequest, algorithm: KeyAlgorithm) -> bytes:
    """Return what the client signs."""
    lines = (
        VERSION,
        request.method.upper(),
        request.path,
        request.query,
        digest_bytes(_DIGESTS[algorithm], request.body).hex(),
        request.signed_at,
        request.nonce,
        request.key_id,
        request.host,
    )
    return "\n".join(lines).encode()


def signature_is_right(request: SignedRequest, *, algorithm: KeyAlgorithm, spki: bytes) -> bool:
    """Return whether the key made the signature over just this call."""
    try:
        signature = base64.b64decode(request.signature, validate=True)
    except (binascii.Error, ValueError):
        return False
    text = signed_text(request, algorithm)
    if algorithm is KeyAlgorithm.SM2:
        return sm2_verify(spki, text, signature)
    try:
        _ed25519_key(spki).verify(signature, text)
    except InvalidSignature:
        return False
    return True


@lru_cache
def _ed25519_key(spki: bytes) -> Ed25519PublicKey:
    key = serialization.load_der_public_key(spki)
    assert isinstance(key, Ed25519PublicKey)
    return key


def instant_of(text: str) -> datetime | None:
    """Return the instant that a header says; None where it says none of the one form."""
    try:
        return datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None


def key_digest(spki: bytes, algorithm: KeyAlgorithm) -> str:
    """Return the digest of a key's DER in hexadecimal."""
    return digest_bytes(_DIGESTS[algorithm], spki).hex()


def key_id_of(spki: bytes, algorithm: KeyAlgorithm) -> str:
    """Return the id by which both sides know the key."""
    return key_digest(spki, algorithm)[:KEY_ID_LENGTH]
