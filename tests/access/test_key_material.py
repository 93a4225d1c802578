"""A public key is read in each of its forms; a private one is sent back."""

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ringfence.access.client_refusals import PrivateKeyGiven
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.key_material import fingerprint_of, spki_of
from ringfence.access.signed_request import key_id_of
from ringfence.crypto.domain import Suite
from ringfence.crypto.key import key_generate, public_pem
from ringfence.crypto.refusals import KeyMaterialWrong

ED25519, SM2 = KeyAlgorithm.ED25519, KeyAlgorithm.SM2
_FORM = serialization.PublicFormat.SubjectPublicKeyInfo

pytestmark = pytest.mark.clause("OP-23")


def test_an_ed25519_key_is_the_same_in_each_form() -> None:
    public = Ed25519PrivateKey.generate().public_key()
    der = public.public_bytes(serialization.Encoding.DER, _FORM)
    pem = public.public_bytes(serialization.Encoding.PEM, _FORM).decode()
    bare = public.public_bytes_raw().hex()
    colons = ":".join(bare[start : start + 2] for start in range(0, 64, 2))
    texts = (pem, f"\n {pem} ", der.hex(), bare, bare.upper(), colons)
    assert {spki_of(text, ED25519) for text in texts} == {der}


def test_an_sm2_key_is_the_same_in_each_form() -> None:
    public = key_generate(Suite.NATIONAL).public
    point = public.spki[-64:].hex()
    texts = (public_pem(public), public.spki.hex(), point, f"04{point}", f"04 {point}\n")
    assert {spki_of(text, SM2) for text in texts} == {public.spki}


@pytest.mark.parametrize(
    ("text", "algorithm"),
    [
        ("", ED25519),
        ("样例", ED25519),
        ("00" * 31, ED25519),
        ("abc", ED25519),
        ("", SM2),
        ("00" * 64, SM2),
        ("04" + "11" * 64, SM2),
        (public_pem(key_generate(Suite.NATIONAL).public), ED25519),
        (public_pem(key_generate(Suite.INTERNATIONAL).public), SM2),
        (public_pem(key_generate(Suite.INTERNATIONAL).public), ED25519),
    ],
)
def test_what_is_no_key_of_the_algorithm_is_refused(text: str, algorithm: KeyAlgorithm) -> None:
    with pytest.raises(KeyMaterialWrong):
        spki_of(text, algorithm)


@pytest.mark.parametrize("algorithm", list(KeyAlgorithm))
def test_a_private_key_is_sent_back_and_not_repeated(algorithm: KeyAlgorithm) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with pytest.raises(PrivateKeyGiven) as refused:
        spki_of(pem.decode(), algorithm)
    assert refused.value.facts == {}


def test_a_fingerprint_begins_with_the_id_of_the_key() -> None:
    spki = key_generate(Suite.NATIONAL).public.spki
    digits = fingerprint_of(spki, SM2).replace(" ", "")
    assert len(digits) == 64
    assert digits.startswith(key_id_of(spki, SM2))
