"""SM2 agrees with an independent implementation, and is silent when it says no."""

import pytest
from gmssl import sm2 as oracle_sm2
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.crypto import sm2
from ringfence.crypto.refusals import KeyMaterialWrong

SECRET, SPKI = sm2.generate()


def _oracle() -> oracle_sm2.CryptSM2:
    point = SPKI[len(sm2.SPKI_PREFIX) :].hex()
    return oracle_sm2.CryptSM2(private_key=SECRET.hex(), public_key=point, mode=1, asn1=True)


@settings(max_examples=5, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_our_signature_is_right_for_the_other_implementation(message: bytes) -> None:
    assert _oracle().verify_with_sm3(sm2.sign(SECRET, SPKI, message).hex(), message)


@settings(max_examples=5, deadline=None)
@given(st.binary(min_size=1, max_size=200))
def test_the_other_implementations_signature_is_right_for_us(message: bytes) -> None:
    signature = bytes.fromhex(_oracle().sign_with_sm3(message))
    assert sm2.verify(SPKI, message, signature)
    assert not sm2.verify(SPKI, message + b"!", signature)


def test_what_we_wrap_the_other_implementation_unwraps() -> None:
    parts = _der_integers_and_strings(sm2.wrap(SPKI, b"0123456789abcdef"))
    x, y, digest, body = parts
    raw = x.rjust(32, b"\0") + y.rjust(32, b"\0") + digest + body
    oracle = oracle_sm2.CryptSM2(private_key=SECRET.hex(), public_key="", mode=1)
    assert oracle.decrypt(raw) == b"0123456789abcdef"


def test_another_key_unwraps_nothing() -> None:
    other, _ = sm2.generate()
    assert sm2.unwrap(other, sm2.wrap(SPKI, b"0123456789abcdef")) is None


def test_a_no_leaves_no_traces_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    assert not sm2.verify(SPKI, b"message", sm2.sign(SECRET, SPKI, b"another"))
    assert not sm2.verify(SPKI, b"message", b"no signature at all")
    assert sm2.unwrap(SECRET, b"\x30" + b"\x01" * 100) is None
    assert capfd.readouterr().err == ""


def test_a_point_off_the_curve_is_no_public_key() -> None:
    with pytest.raises(KeyMaterialWrong):
        sm2.check_public(SPKI[:-1] + bytes([SPKI[-1] ^ 1]))


def _der_integers_and_strings(der: bytes) -> list[bytes]:
    """Return the contents of the four parts of an SM2Cipher (all shorter than 128 bytes)."""
    assert der[0] == 0x30
    assert der[1] == len(der) - 2
    parts, rest = [], der[2:]
    while rest:
        parts.append(rest[2 : 2 + rest[1]].lstrip(b"\0") if rest[0] == 2 else rest[2 : 2 + rest[1]])
        rest = rest[2 + rest[1] :]
    return parts
