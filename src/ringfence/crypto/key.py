"""A key of either suite, whole or its public half, and what is done with it."""

import base64
from dataclasses import dataclass, field

from ringfence.crypto import rsa, sm2
from ringfence.crypto.digest import DigestAlgorithm, digest_bytes, in_fours
from ringfence.crypto.domain import KEYS_ARE_KEPT, Suite
from ringfence.crypto.refusals import KeyMaterialWrong, SignatureWrong
from ringfence.kernel.words import Words

KEY_ID_BYTES = 16

DIGEST_OF_SUITE = {
    Suite.NATIONAL: DigestAlgorithm.SM3,
    Suite.INTERNATIONAL: DigestAlgorithm.SHA_256,
}

_PEM_FIRST, _PEM_LAST = "-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----"


@dataclass(frozen=True)
class PublicKey:
    """The public half: what the other side holds. `spki` is the DER SubjectPublicKeyInfo."""

    suite: Suite
    spki: bytes

    @property
    def key_id(self) -> bytes:
        """Return the 16 bytes by which both sides know the key: the front of its digest."""
        return digest_bytes(DIGEST_OF_SUITE[self.suite], self.spki)[:KEY_ID_BYTES]

    @property
    def fingerprint(self) -> str:
        """Return the whole digest in fours; its first eight are the id."""
        return in_fours(digest_bytes(DIGEST_OF_SUITE[self.suite], self.spki).hex())

    def verify(self, message: bytes, signature: bytes) -> None:
        """Return if the signature over the message is this key's. Refuses: SignatureWrong."""
        verify = sm2.verify if self.suite == Suite.NATIONAL else rsa.verify
        if not verify(self.spki, message, signature):
            raise SignatureWrong(cite=KEYS_ARE_KEPT, key=self.key_id.hex())

    def wrap(self, content_key: bytes) -> bytes:
        """Return the content key encrypted, so that only the private half gives it back."""
        wrap = sm2.wrap if self.suite == Suite.NATIONAL else rsa.wrap
        return wrap(self.spki, content_key)


@dataclass(frozen=True)
class PrivateKey:
    """The whole key. `secret` is 32 bytes (SM2) or the DER of PKCS #8 (RSA), never shown."""

    public: PublicKey
    secret: bytes = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """Return the signature over the message, by the suite's algorithm."""
        if self.public.suite == Suite.NATIONAL:
            return sm2.sign(self.secret, self.public.spki, message)
        return rsa.sign(self.secret, message)

    def unwrap(self, wrapped: bytes) -> bytes | None:
        """Return the content key, or None where it cannot be had from these bytes."""
        unwrap = sm2.unwrap if self.public.suite == Suite.NATIONAL else rsa.unwrap
        return unwrap(self.secret, wrapped)


def key_generate(suite: Suite) -> PrivateKey:
    """Return a new key from the operating system's random source."""
    secret, spki = sm2.generate() if suite == Suite.NATIONAL else rsa.generate()
    return PrivateKey(PublicKey(suite, spki), secret)


def public_pem(key: PublicKey) -> str:
    """Return the public key as PEM, as it is handed over to the other side."""
    body = base64.b64encode(key.spki).decode("ascii")
    lines = [body[start : start + 64] for start in range(0, len(body), 64)]
    return "\n".join([_PEM_FIRST, *lines, _PEM_LAST, ""])


def public_from_pem(pem: str, suite: Suite) -> PublicKey:
    """Return the public key that a PEM holds. Refuses: KeyMaterialWrong."""
    text = " ".join(pem.split())
    if not (text.startswith(_PEM_FIRST) and text.endswith(_PEM_LAST)):
        raise KeyMaterialWrong(got=Words("another text", "其他文字"), expected=_PEM_FIRST)
    body = text[len(_PEM_FIRST) : -len(_PEM_LAST)].replace(" ", "")
    try:
        spki = base64.b64decode(body, validate=True)
    except ValueError as error:
        got, expected = (
            Words("broken text", "残缺的文字"),
            Words("base64 in the PEM", "PEM 中的 base64"),
        )
        raise KeyMaterialWrong(got=got, expected=expected) from error
    check_public = sm2.check_public if suite == Suite.NATIONAL else rsa.check_public
    check_public(spki)
    return PublicKey(suite, spki)
