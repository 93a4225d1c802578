"""Public keys travel as PEM; private halves never show."""

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from crypto.conftest import Parties, parties_of
from ringfence.crypto.domain import Suite
from ringfence.crypto.key import public_from_pem, public_pem
from ringfence.crypto.refusals import KeyMaterialWrong, SignatureWrong


def _pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return (
        key.public_key()
        .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        .decode("ascii")
    )


def test_a_public_key_comes_back_from_its_pem(parties: Parties) -> None:
    public = parties.sender.public
    assert public_from_pem(public_pem(public), parties.suite) == public


def test_openssl_reads_the_pem_of_both_suites(parties: Parties, tmp_path: Path) -> None:
    pem = tmp_path / "public.pem"
    pem.write_text(public_pem(parties.sender.public))
    read = subprocess.run(
        ["openssl", "pkey", "-pubin", "-in", pem, "-outform", "DER"],
        capture_output=True,
        check=True,
    )
    assert read.stdout == parties.sender.public.spki


@pytest.mark.parametrize(
    "pem",
    [
        "",
        "hello",
        "-----BEGIN PUBLIC KEY-----\n????\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAA\ufffdA\n-----END PUBLIC KEY-----",
        "-----BEGIN PUBLIC KEY-----END PUBLIC KEY-----",
    ],
)
@pytest.mark.parametrize("suite", list(Suite))
def test_what_is_no_public_key_is_refused(pem: str, suite: Suite) -> None:
    with pytest.raises(KeyMaterialWrong):
        public_from_pem(pem, suite)


def test_a_key_of_the_other_suite_or_curve_is_refused() -> None:
    national = public_pem(parties_of(Suite.NATIONAL).sender.public)
    international = public_pem(parties_of(Suite.INTERNATIONAL).sender.public)
    other_curve = _pem(ec.generate_private_key(ec.SECP256R1()))
    for pem, suite in (
        (national, Suite.INTERNATIONAL),
        (international, Suite.NATIONAL),
        (other_curve, Suite.NATIONAL),
        (other_curve, Suite.INTERNATIONAL),
    ):
        with pytest.raises(KeyMaterialWrong):
            public_from_pem(pem, suite)


def test_a_short_rsa_key_is_refused() -> None:
    short = _pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))
    with pytest.raises(KeyMaterialWrong, match="2048 bits"):
        public_from_pem(short, Suite.INTERNATIONAL)


def test_a_signature_is_right_for_its_message_and_key_only(parties: Parties) -> None:
    signature = parties.sender.sign(b"seal of the day")
    parties.sender.public.verify(b"seal of the day", signature)
    with pytest.raises(SignatureWrong):
        parties.sender.public.verify(b"seal of another day", signature)
    with pytest.raises(SignatureWrong):
        parties.stranger.public.verify(b"seal of the day", signature)


def test_the_private_half_is_not_in_what_a_log_would_show(parties: Parties) -> None:
    assert repr(parties.sender.secret) not in repr(parties.sender)
    assert "secret" not in repr(parties.sender)
