"""SM2 agrees with a library that shares nothing with it."""

import pytest
from gmssl.sm2 import CryptSM2

from sandbox.bank import der, sm2


@pytest.fixture
def private() -> int:
    return sm2.new_private()


def _library(private: int) -> CryptSM2:
    x, y = sm2.public_point(private)
    # "04" in front: the library strips it, and would strip a key's own leading 0s and 4s too.
    library = CryptSM2(private_key=f"{private:064x}", public_key="", mode=1)
    library.public_key = f"{x:064x}{y:064x}"
    return library


def test_the_library_accepts_our_signature_and_we_accept_its(private: int) -> None:
    library, message = _library(private), "样例".encode()
    r, s = sm2.sign(private, message)
    assert library.verify_with_sm3(f"{r:064x}{s:064x}", message)
    signature = library.sign_with_sm3(message)
    public = sm2.public_point(private)
    assert sm2.verify(public, message, int(signature[:64], 16), int(signature[64:], 16))
    assert not sm2.verify(public, message + b"x", r, s)
    assert not sm2.verify(public, message, r, s + 1)


def test_the_library_decrypts_ours_and_we_decrypt_its(private: int) -> None:
    library, plain = _library(private), bytes(range(1, 33))
    (x, y), c3, c2 = sm2.encrypt(sm2.public_point(private), plain)
    raw = x.to_bytes(32, "big") + y.to_bytes(32, "big") + c3 + c2
    assert library.decrypt(raw) == plain
    theirs = library.encrypt(plain)
    point = int.from_bytes(theirs[:32], "big"), int.from_bytes(theirs[32:64], "big")
    assert sm2.decrypt(private, point, theirs[64:96], theirs[96:]) == plain
    assert sm2.decrypt(private, point, theirs[64:96], theirs[96:-1] + b"\x00") is None


def test_a_point_off_the_curve_is_not_used(private: int) -> None:
    x, y = sm2.public_point(private)
    assert sm2.decrypt(private, (x, y + 1), bytes(32), bytes(16)) is None


def test_der_comes_back_and_a_cut_one_is_refused() -> None:
    parts = (der.integer(2**255), der.integer(1), der.octets(bytes(32)), der.octets(bytes(200)))
    whole = der.sequence(*parts)
    assert der.sm2_cipher(whole) == (2**255, 1, bytes(32), bytes(200))
    for altered in (whole[:-1], whole + b"\x00", b"\x31" + whole[1:], b""):
        with pytest.raises(ValueError, match=r"expected|cut off|behind"):
            der.sm2_cipher(altered)
