"""SM2 (GB/T 32918, sm2p256v1) by GmSSL: keys, signatures, wrapping of content keys."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import gmssl_pyx

from ringfence.crypto.refusals import KeyMaterialWrong
from ringfence.kernel.words import Words

# DER of SubjectPublicKeyInfo up to the point: id-ecPublicKey, sm2p256v1, uncompressed.
SPKI_PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")
POINT_BYTES = 64
SECRET_BYTES = 32

_stderr_lock = threading.Lock()


def generate() -> tuple[bytes, bytes]:
    """Return a new key: the private number (32 bytes) and the DER SubjectPublicKeyInfo."""
    point, secret = gmssl_pyx.sm2_key_generate()
    return secret, SPKI_PREFIX + point


def check_public(spki: bytes) -> None:
    """Return if the DER holds a point of the curve. Refuses: KeyMaterialWrong."""
    expected = Words("an SM2 public key (sm2p256v1, uncompressed)", "SM2 公钥（sm2p256v1，未压缩）")
    if len(spki) != len(SPKI_PREFIX) + POINT_BYTES or not spki.startswith(SPKI_PREFIX):
        raise KeyMaterialWrong(got=Words("another structure", "其他结构"), expected=expected)
    try:
        gmssl_pyx.normalize_sm2_public_key(_point(spki))
    except gmssl_pyx.InvalidValueError as error:
        raise KeyMaterialWrong(
            got=Words("a point off the curve", "不在曲线上的点"), expected=expected
        ) from error


def sign(secret: bytes, spki: bytes, message: bytes) -> bytes:
    """Return the signature, DER of (r, s), under the default signer identity."""
    return bytes(gmssl_pyx.sm2_sign(secret, _point(spki), message))


def verify(spki: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the signature is right. A malformed one is not."""
    with _c_traces_silenced():
        try:
            return bool(gmssl_pyx.sm2_verify(_point(spki), message, signature))
        except gmssl_pyx.GmsslInnerError:
            return False


def wrap(spki: bytes, content_key: bytes) -> bytes:
    """Return the content key encrypted for the public key, DER, C1 C3 C2."""
    return bytes(gmssl_pyx.sm2_encrypt(_point(spki), content_key))


def unwrap(secret: bytes, wrapped: bytes) -> bytes | None:
    """Return the content key, or None where it cannot be had from these bytes."""
    with _c_traces_silenced():
        try:
            return bytes(gmssl_pyx.sm2_decrypt(secret, wrapped))
        except gmssl_pyx.GmsslInnerError:
            return None


def _point(spki: bytes) -> bytes:
    return spki[len(SPKI_PREFIX) :]


@contextmanager
def _c_traces_silenced() -> Iterator[None]:
    """Keep GmSSL's C code from writing its traces to stderr, which it does on every "no".

    It writes to file descriptor 2, so the descriptor is turned away for the length of one call.
    """
    with _stderr_lock:
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)
