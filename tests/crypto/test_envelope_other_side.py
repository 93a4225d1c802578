"""A bank that knows only the published page reads our envelopes, and we read its."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from crypto.conftest import Parties
from ringfence.crypto.envelope_header import CHUNK_BYTES
from ringfence.crypto.envelope_read import open_file
from ringfence.crypto.envelope_write import seal_file
from ringfence.crypto.key import public_from_pem
from sandbox.bank import envelope as other_side
from sandbox.bank.suite import SUITES, to_pem

CONTENTS = (b"", "样例|1.00\n".encode(), b"z" * CHUNK_BYTES, b"y" * (CHUNK_BYTES + 1))


@pytest.fixture
def bank_key(parties: Parties) -> other_side.Key:
    """A key that the bank made by its own means."""
    suite = SUITES[parties.suite]
    return other_side.Key(suite, *suite.new_key())


@pytest.mark.clause("OP-22.2", "OP-A5")
@pytest.mark.parametrize("content", CONTENTS, ids=len)
def test_the_bank_opens_what_we_seal(
    content: bytes,
    parties: Parties,
    bank_key: other_side.Key,
    file_of: Callable[[bytes], Path],
    tmp_path: Path,
) -> None:
    bank = public_from_pem(to_pem(bank_key.public), parties.suite)
    us = parties.sender.public
    seal_file(
        file_of(content),
        tmp_path / "sealed",
        suite=parties.suite,
        signing_key=parties.sender,
        recipient_public=bank,
        file_name="sample.txt",
    )
    taken = io.BytesIO()
    with (tmp_path / "sealed").open("rb") as sealed:
        opened = other_side.open_envelope(
            sealed, taken, keys=[bank_key], senders={us.key_id: us.spki}
        )
    assert taken.getvalue() == content
    assert (opened.file_name, opened.sender, opened.size) == ("sample.txt", us.key_id, len(content))


@pytest.mark.clause("OP-22.2", "OP-A5")
@pytest.mark.parametrize("content", CONTENTS, ids=len)
def test_we_open_what_the_bank_seals(
    content: bytes, parties: Parties, bank_key: other_side.Key, tmp_path: Path
) -> None:
    with (tmp_path / "sealed").open("wb") as sealed:
        other_side.seal(
            [content],
            sealed,
            file_name="sample.txt",
            signer=bank_key,
            recipient=parties.recipient.public.spki,
        )
    bank = public_from_pem(to_pem(bank_key.public), parties.suite)
    opened = open_file(
        tmp_path / "sealed",
        tmp_path / "opened",
        recipient_lookup={parties.recipient.public.key_id: parties.recipient}.get,
        sender_lookup={bank_key.id: bank}.get,
    )
    assert (tmp_path / "opened").read_bytes() == content
    assert opened.header.sender_key_id == bank_key.id
