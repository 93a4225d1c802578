"""RSA for the international suite: PSS signatures and OAEP key wrap, SHA-256 throughout."""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

from ringfence.crypto.refusals import KeyMaterialWrong
from ringfence.kernel.words import Words

NEW_KEY_BITS, LEAST_BITS, MOST_BITS = 3072, 3072, 4096
EXPONENT = 65537
SALT_BYTES = 32

_PSS = padding.PSS(mgf=padding.MGF1(SHA256()), salt_length=SALT_BYTES)
_OAEP = padding.OAEP(mgf=padding.MGF1(SHA256()), algorithm=SHA256(), label=None)


def generate() -> tuple[bytes, bytes]:
    """Return a new key: the DER of PKCS #8 and the DER SubjectPublicKeyInfo."""
    key = rsa.generate_private_key(public_exponent=EXPONENT, key_size=NEW_KEY_BITS)
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return secret, key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def check_public(spki: bytes) -> None:
    """Return if the DER holds an RSA key of the suite's size. Refuses: KeyMaterialWrong."""
    expected = Words(
        f"an RSA public key of {LEAST_BITS} to {MOST_BITS} bits, exponent {EXPONENT}",
        f"{LEAST_BITS} 至 {MOST_BITS} 位、指数 {EXPONENT} 的 RSA 公钥",
    )
    try:
        key = load_der_public_key(spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise KeyMaterialWrong(
            got=Words("another structure", "其他结构"), expected=expected
        ) from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise KeyMaterialWrong(
            got=Words("a key of another algorithm", "其他算法的密钥"), expected=expected
        )
    fits = LEAST_BITS <= key.key_size <= MOST_BITS and key.public_numbers().e == EXPONENT
    if not fits:
        exponent = key.public_numbers().e
        got = Words(
            f"{key.key_size} bits, exponent {exponent}", f"{key.key_size} 位、指数 {exponent}"
        )
        raise KeyMaterialWrong(got=got, expected=expected)


def sign(secret: bytes, message: bytes) -> bytes:
    """Return the PSS signature over the message."""
    return _private(secret).sign(message, _PSS, SHA256())


def verify(spki: bytes, message: bytes, signature: bytes) -> bool:
    """Return whether the signature is right."""
    try:
        _public(spki).verify(signature, message, _PSS, SHA256())
    except InvalidSignature:
        return False
    return True


def wrap(spki: bytes, content_key: bytes) -> bytes:
    """Return the content key encrypted for the public key."""
    return _public(spki).encrypt(content_key, _OAEP)


def unwrap(secret: bytes, wrapped: bytes) -> bytes | None:
    """Return the content key, or None where it cannot be had from these bytes."""
    try:
        return _private(secret).decrypt(wrapped, _OAEP)
    except ValueError:
        return None


def _private(secret: bytes) -> rsa.RSAPrivateKey:
    # Its numbers were sound when it was made, and what is locked at rest is authenticated.
    key = load_der_private_key(secret, password=None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


def _public(spki: bytes) -> rsa.RSAPublicKey:
    key = load_der_public_key(spki)
    assert isinstance(key, rsa.RSAPublicKey)
    return key
