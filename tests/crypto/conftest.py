"""Keys of both suites, made once, and a shorthand for sealing and opening with them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_read import OpenedFile, open_file
from ringfence.crypto.envelope_write import SealedFile, seal_file
from ringfence.crypto.key import PrivateKey, key_generate


@dataclass(frozen=True)
class Parties:
    """A sender and a recipient of one suite, and somebody else."""

    suite: Suite
    sender: PrivateKey
    recipient: PrivateKey
    stranger: PrivateKey

    def seal(self, source: Path, target: Path, file_name: str = "sample.txt") -> SealedFile:
        return seal_file(
            source,
            target,
            suite=self.suite,
            signing_key=self.sender,
            recipient_public=self.recipient.public,
            file_name=file_name,
        )

    def open(self, source: Path, target: Path) -> OpenedFile:
        return open_file(
            source,
            target,
            recipient_lookup={self.recipient.public.key_id: self.recipient}.get,
            sender_lookup={self.sender.public.key_id: self.sender.public}.get,
        )


@cache
def parties_of(suite: Suite) -> Parties:
    return Parties(suite, *(key_generate(suite) for _ in range(3)))


@pytest.fixture(params=list(Suite))
def parties(request: pytest.FixtureRequest) -> Parties:
    """The parties of each suite in turn."""
    return parties_of(request.param)


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[[bytes], Path]:
    """Make a file with the given content."""

    def make(content: bytes) -> Path:
        path = tmp_path / "sample.txt"
        path.write_bytes(content)
        return path

    return make
