"""Digests are those of the standards, over bytes and over files."""

import hashlib
from pathlib import Path

import pytest
from gmssl import sm3
from hypothesis import given
from hypothesis import strategies as st

from ringfence.crypto.digest import DigestAlgorithm, digest_bytes, digest_file, digest_pieces


def test_sm3_gives_the_digest_of_the_standards_first_example() -> None:
    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert digest_bytes(DigestAlgorithm.SM3, b"abc").hex() == expected


@given(st.binary(max_size=300))
def test_sm3_agrees_with_an_independent_implementation(content: bytes) -> None:
    assert digest_bytes(DigestAlgorithm.SM3, content).hex() == sm3.sm3_hash(list(content))


@given(st.lists(st.binary(max_size=50), max_size=10))
def test_pieces_give_the_digest_of_the_whole(pieces: list[bytes]) -> None:
    whole = hashlib.sha256(b"".join(pieces)).digest()
    assert digest_pieces(DigestAlgorithm.SHA_256, pieces) == whole


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1])
def test_a_files_digest_is_that_of_its_bytes(size: int, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\x5a" * size)
    expected = hashlib.sha256(b"\x5a" * size).digest()
    assert digest_file(DigestAlgorithm.SHA_256, path) == expected
