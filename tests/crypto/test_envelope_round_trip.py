"""What is sealed comes back, byte for byte, in both suites."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crypto.conftest import Parties, parties_of
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_header import CHUNK_BYTES
from ringfence.crypto.envelope_read import read_envelope_header


@pytest.mark.clause("OP-22.2")
@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=2000), suite=st.sampled_from(list(Suite)))
def test_any_content_comes_back(content: bytes, suite: Suite) -> None:
    parties = parties_of(suite)
    with TemporaryDirectory() as folder:
        source, sealed, target = (Path(folder) / name for name in ("plain", "sealed", "opened"))
        source.write_bytes(content)
        parties.seal(source, sealed)
        parties.open(sealed, target)
        assert target.read_bytes() == content


@pytest.mark.parametrize(
    "size",
    [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 1],
)
def test_sizes_at_the_borders_of_chunks_come_back(
    size: int, parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    content = os.urandom(size)
    sealed = parties.seal(file_of(content), tmp_path / "sealed")
    opened = parties.open(tmp_path / "sealed", tmp_path / "opened")
    assert (tmp_path / "opened").read_bytes() == content
    assert (sealed.size, sealed.digest) == (opened.size, opened.digest)
    assert opened.size == size


def test_the_digest_is_that_of_the_file_inside(
    file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    parties = parties_of(Suite.INTERNATIONAL)
    sealed = parties.seal(file_of(b"content"), tmp_path / "sealed")
    assert sealed.digest == hashlib.sha256(b"content").digest()


def test_the_header_says_who_for_whom_and_what(
    parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    parties.seal(file_of(b"content"), tmp_path / "sealed", file_name="样例甲0001.txt")
    header = read_envelope_header(tmp_path / "sealed")
    assert header.suite == parties.suite
    assert header.sender_key_id == parties.sender.public.key_id
    assert header.recipient_key_id == parties.recipient.public.key_id
    assert header.file_name == "样例甲0001.txt"


@pytest.mark.clause("OP-22.2")
def test_nothing_of_the_content_is_in_the_envelope(
    parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    parties.seal(file_of(b"account of sample person" * 100), tmp_path / "sealed")
    assert b"sample person" not in (tmp_path / "sealed").read_bytes()


def test_two_envelopes_of_one_file_share_no_key_and_no_nonce(
    parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    source = file_of(b"content")
    first = parties.seal(source, tmp_path / "first").header
    second = parties.seal(source, tmp_path / "second").header
    assert first.nonce_prefix != second.nonce_prefix
    assert parties.recipient.unwrap(first.wrapped_key) != parties.recipient.unwrap(
        second.wrapped_key
    )


def test_only_the_owner_of_the_process_can_read_what_was_opened(
    parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    parties.seal(file_of(b"content"), tmp_path / "sealed")
    parties.open(tmp_path / "sealed", tmp_path / "opened")
    assert (tmp_path / "opened").stat().st_mode & 0o777 == 0o600
