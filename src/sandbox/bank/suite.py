"""The two suites of the envelope standard behind one face: digest, cipher, key wrap, signature."""

import base64
import hashlib
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import Any, Protocol, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sandbox.bank import der, sm2

SM2_SPKI_START = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d03420004")


class Digest(Protocol):
    """A running digest."""

    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


class Sm3Digest:
    """SM3 with the face of hashlib."""

    def __init__(self) -> None:
        self._hash = hashes.Hash(hashes.SM3())

    def update(self, data: bytes, /) -> None:
        self._hash.update(data)

    def digest(self) -> bytes:
        return self._hash.finalize()


class Suite(ABC):
    """What one suite does. Keys are bytes: public as DER SubjectPublicKeyInfo, private as text."""

    name: str
    number: int
    digest_name: str
    content_key_size: int

    @abstractmethod
    def new_digest(self) -> Digest: ...
    @abstractmethod
    def new_key(self) -> tuple[str, bytes]:
        """Return a fresh key: private text to be kept, public DER."""

    @abstractmethod
    def wrap(self, public: bytes, content_key: bytes) -> bytes: ...
    @abstractmethod
    def unwrap(self, private: str, wrapped: bytes) -> bytes | None: ...
    @abstractmethod
    def sign(self, private: str, message: bytes) -> bytes: ...
    @abstractmethod
    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool: ...
    @abstractmethod
    def holds(self, public: bytes) -> bool:
        """Return whether the DER is a public key of this suite."""

    @abstractmethod
    def cipher(self, content_key: bytes, mode: modes.GCM) -> Cipher[modes.GCM]: ...

    def key_id(self, public: bytes) -> bytes:
        """Return the first 16 bytes of the digest of the public key."""
        digest = self.new_digest()
        digest.update(public)
        return digest.digest()[:16]


class National(Suite):
    """SM2, SM3, SM4."""

    name, number, digest_name, content_key_size = "NATIONAL", 1, "SM3", 16

    def new_digest(self) -> Digest:
        return Sm3Digest()

    def new_key(self) -> tuple[str, bytes]:
        private = sm2.new_private()
        x, y = sm2.public_point(private)
        return f"{private:064x}", SM2_SPKI_START + x.to_bytes(32, "big") + y.to_bytes(32, "big")

    def wrap(self, public: bytes, content_key: bytes) -> bytes:
        (x, y), c3, c2 = sm2.encrypt(self._point(public), content_key)
        return der.sequence(der.integer(x), der.integer(y), der.octets(c3), der.octets(c2))

    def unwrap(self, private: str, wrapped: bytes) -> bytes | None:
        try:
            x, y, c3, c2 = der.sm2_cipher(wrapped)
        except ValueError:
            return None
        return sm2.decrypt(int(private, 16), (x, y), c3, c2)

    def sign(self, private: str, message: bytes) -> bytes:
        return encode_dss_signature(*sm2.sign(int(private, 16), message))

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            r, s = decode_dss_signature(signature)
        except ValueError:
            return False
        return sm2.verify(self._point(public), message, r, s)

    def holds(self, public: bytes) -> bool:
        return (
            len(public) == 91
            and public.startswith(SM2_SPKI_START)
            and sm2.is_on_curve(self._point(public))
        )

    def cipher(self, content_key: bytes, mode: modes.GCM) -> Cipher[modes.GCM]:
        return Cipher(algorithms.SM4(content_key), mode)

    def _point(self, public: bytes) -> sm2.Point:
        return int.from_bytes(public[27:59], "big"), int.from_bytes(public[59:], "big")


class International(Suite):
    """RSA, SHA-256, AES-256."""

    name, number, digest_name, content_key_size = "INTERNATIONAL", 2, "SHA-256", 32

    def new_digest(self) -> Digest:
        return hashlib.sha256()

    def new_key(self) -> tuple[str, bytes]:
        private = rsa.generate_private_key(65537, 3072)
        kept = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        public = private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return kept.decode("ascii"), public

    def wrap(self, public: bytes, content_key: bytes) -> bytes:
        return _rsa_public(public).encrypt(content_key, self._oaep())

    def unwrap(self, private: str, wrapped: bytes) -> bytes | None:
        try:
            return _rsa_private(private).decrypt(wrapped, self._oaep())
        except ValueError:
            return None

    def sign(self, private: str, message: bytes) -> bytes:
        return _rsa_private(private).sign(message, self._pss(), hashes.SHA256())

    def verify(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            _rsa_public(public).verify(signature, message, self._pss(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True

    def holds(self, public: bytes) -> bool:
        try:
            key: Any = serialization.load_der_public_key(public)
        except ValueError:
            return False
        return isinstance(key, rsa.RSAPublicKey) and 3072 <= key.key_size <= 4096

    def cipher(self, content_key: bytes, mode: modes.GCM) -> Cipher[modes.GCM]:
        return Cipher(algorithms.AES256(content_key), mode)

    def _oaep(self) -> padding.OAEP:
        return padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), label=None)

    def _pss(self) -> padding.PSS:
        return padding.PSS(padding.MGF1(hashes.SHA256()), salt_length=32)


@lru_cache(maxsize=8)
def _rsa_public(public: bytes) -> rsa.RSAPublicKey:
    return cast(rsa.RSAPublicKey, serialization.load_der_public_key(public))


@lru_cache(maxsize=8)
def _rsa_private(private: str) -> rsa.RSAPrivateKey:
    """The key of a PEM; loading one checks its primes, which takes a tenth of a second."""
    key = serialization.load_pem_private_key(private.encode("ascii"), password=None)
    return cast(rsa.RSAPrivateKey, key)


SUITES: dict[str, Suite] = {suite.name: suite for suite in (National(), International())}


def to_pem(public: bytes) -> str:
    """Return the public key as PEM."""
    text = base64.b64encode(public).decode("ascii")
    rows = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN PUBLIC KEY-----", *rows, "-----END PUBLIC KEY-----", ""])


def from_pem(pem: str) -> bytes:
    """Return the DER inside a PEM public key; ValueError when it is none."""
    rows = [row.strip() for row in pem.strip().splitlines()]
    if not rows or "BEGIN PUBLIC KEY" not in rows[0] or "END PUBLIC KEY" not in rows[-1]:
        raise ValueError("not a PEM public key")
    return base64.b64decode("".join(rows[1:-1]), validate=True)
