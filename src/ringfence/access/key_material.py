"""A client's public key as it is typed or pasted: PEM, or hexadecimal."""

import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ringfence.access.client_refusals import CALLS, PrivateKeyGiven
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.signed_request import key_digest
from ringfence.crypto import sm2
from ringfence.crypto.digest import in_fours
from ringfence.crypto.domain import Suite
from ringfence.crypto.key import public_from_pem
from ringfence.crypto.refusals import KeyMaterialWrong
from ringfence.kernel.words import Words

# DER of SubjectPublicKeyInfo up to the 32 bytes of an Ed25519 key (RFC 8410).
_ED25519_PREFIX = bytes.fromhex("302a300506032b6570032100")
_ED25519_BYTES = 32
_ANOTHER = Words("another text or key", "其他文字或密钥")
_ED25519 = Words("an Ed25519 public key", "Ed25519 公钥")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})+")
_UNCOMPRESSED = b"\x04"


def spki_of(text: str, algorithm: KeyAlgorithm) -> bytes:
    """Return the DER SubjectPublicKeyInfo of a public key.

    From PEM, or from hexadecimal, with blanks and colons anywhere: of that DER, or of the bare key
    (32 bytes of Ed25519; x and y of SM2, 04 before them or not). Refuses: PrivateKeyGiven,
    KeyMaterialWrong.
    """
    if "PRIVATE KEY" in text:
        raise PrivateKeyGiven(cite=CALLS)
    digits = re.sub(r"[\s:]", "", text)
    if _HEX.fullmatch(digits):
        return _of_bytes(bytes.fromhex(digits), algorithm)
    if algorithm is KeyAlgorithm.SM2:
        return public_from_pem(text, Suite.NATIONAL).spki
    return _ed25519(text.strip().encode(), is_pem=True)


def fingerprint_of(spki: bytes, algorithm: KeyAlgorithm) -> str:
    """Return the whole digest of a key in fours, to be compared by eye or by telephone.

    SM3 of an SM2 key, SHA-256 of an Ed25519 key, over the DER; its first eight fours are the id.
    """
    return in_fours(key_digest(spki, algorithm))


def _of_bytes(given: bytes, algorithm: KeyAlgorithm) -> bytes:
    if algorithm is KeyAlgorithm.ED25519:
        is_bare = len(given) == _ED25519_BYTES
        return _ed25519(_ED25519_PREFIX + given if is_bare else given, is_pem=False)
    if len(given) == sm2.POINT_BYTES + 1 and given.startswith(_UNCOMPRESSED):
        given = given[1:]
    spki = sm2.SPKI_PREFIX + given if len(given) == sm2.POINT_BYTES else given
    sm2.check_public(spki)
    return spki


def _ed25519(given: bytes, *, is_pem: bool) -> bytes:
    load = serialization.load_pem_public_key if is_pem else serialization.load_der_public_key
    try:
        key = load(given)
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyMaterialWrong(got=_ANOTHER, expected=_ED25519)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.DER, form)
