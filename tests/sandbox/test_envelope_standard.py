"""The worked envelopes of the published page open; nothing altered does."""

import base64
import io
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from sandbox.bank import envelope
from sandbox.bank.envelope import Key, open_envelope, seal
from sandbox.bank.fault import Fault
from sandbox.bank.suite import SUITES, Suite, from_pem

PLAIN = bytes.fromhex("e6a0b7e4be8b7c312e30300a")


class Example(NamedTuple):
    suite: Suite
    sender: bytes
    key: Key
    sealed: bytes

    def open(self, sealed: bytes) -> bytes:
        plain = io.BytesIO()
        senders = {self.suite.key_id(self.sender): self.sender}
        open_envelope(io.BytesIO(sealed), plain, keys=[self.key], senders=senders)
        return plain.getvalue()


@pytest.fixture(params=["NATIONAL", "INTERNATIONAL"])
def example(request: pytest.FixtureRequest, standards: Path) -> Example:
    page = (standards / "envelope.md").read_text("utf-8").split("### 6.")[1:]
    section = page[0 if request.param == "NATIONAL" else 1]
    blocks = [block.strip("\n") for block in section.split("```")[1::2]]
    sender, recipient = (from_pem(block) for block in blocks if block.startswith("-----"))
    private, *parts = (block for block in blocks if not block.startswith("-----"))
    suite = SUITES[request.param]
    if suite.name == "INTERNATIONAL":
        private = f"-----BEGIN PRIVATE KEY-----\n{private}\n-----END PRIVATE KEY-----\n"
    sealed = bytes.fromhex(re.sub(r"\s", "", "".join(parts[:3])))
    return Example(suite, sender, Key(suite, private, recipient), sealed)


def test_the_published_envelope_opens(example: Example) -> None:
    assert example.open(example.sealed) == PLAIN


def test_no_single_altered_byte_passes(example: Example) -> None:
    for index in range(0, len(example.sealed), 7):
        altered = bytearray(example.sealed)
        altered[index] ^= 1
        with pytest.raises(Fault):
            example.open(bytes(altered))


def test_an_envelope_cut_or_lengthened_is_refused(example: Example) -> None:
    for altered in (example.sealed[:-1], example.sealed[:200], example.sealed + b"\x00"):
        with pytest.raises(Fault) as refused:
            example.open(altered)
        assert refused.value.reason == "ENVELOPE_WRONG"


def test_a_strangers_signature_under_the_senders_name_is_refused(example: Example) -> None:
    private, _ = example.suite.new_key()
    sealed = io.BytesIO()
    impostor = Key(example.suite, private, example.sender)
    seal([PLAIN], sealed, file_name="a.txt", signer=impostor, recipient=example.key.public)
    with pytest.raises(Fault) as refused:
        example.open(sealed.getvalue())
    assert refused.value.reason == "SIGNATURE_WRONG"


def test_a_signed_digest_that_is_not_the_files_is_refused() -> None:
    suite = SUITES["NATIONAL"]
    key, content_key = Key(suite, *suite.new_key()), bytes(16)
    header = envelope._new_header("a.txt", key, key.public, content_key)
    total = bytes(40)
    final = total + suite.sign(key.private, header.raw + total)
    chunks = [(envelope.DATA, PLAIN), (envelope.FINAL, final)]
    sealed = header.raw + b"".join(
        envelope._seal_chunk(header, content_key, index, kind, plain)
        for index, (kind, plain) in enumerate(chunks)
    )
    with pytest.raises(Fault) as refused:
        open_envelope(io.BytesIO(sealed), io.BytesIO(), keys=[key], senders={key.id: key.public})
    assert (refused.value.reason, refused.value.text) == ("ENVELOPE_WRONG", "size or digest")


@pytest.mark.parametrize("size", [0, 1, 1_048_576, 1_048_577, 3_000_000])
def test_any_size_comes_back_whole(size: int) -> None:
    suite = SUITES["NATIONAL"]
    key = Key(suite, *suite.new_key())
    sealed, plain = io.BytesIO(), io.BytesIO()
    pieces = [b"x" * 1000] * (size // 1000) + [b"y" * (size % 1000)]
    seal(pieces, sealed, file_name="a.txt", signer=key, recipient=key.public)
    sealed.seek(0)
    opened = open_envelope(sealed, plain, keys=[key], senders={key.id: key.public})
    assert (plain.getvalue(), opened.size) == (b"".join(pieces), size)


def test_a_pem_holds_the_key(example: Example) -> None:
    assert example.suite.holds(example.sender)
    assert base64.b64encode(example.sender).startswith(
        b"MF" if len(example.sender) == 91 else b"MII"
    )
