"""An envelope that is not exactly what was sealed, for us, by somebody known, gives nothing up."""

from collections.abc import Callable
from pathlib import Path

import pytest

from crypto.conftest import Parties, parties_of
from ringfence.crypto.content_cipher import ContentCipher
from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_header import CHUNK_BYTES, read_header
from ringfence.crypto.envelope_read import open_file
from ringfence.crypto.envelope_write import seal_file
from ringfence.crypto.refusals import (
    EnvelopeDamaged,
    EnvelopeExtended,
    EnvelopeTruncated,
    EnvelopeVersionUnknown,
    FileNameNotPlain,
    NotAnEnvelope,
    NotForThisRecipient,
    SenderUnknown,
    SignatureWrong,
    SuiteWrong,
)
from ringfence.kernel.refusal import Refusal

CHUNK_ON_DISK = 5 + CHUNK_BYTES + 16
BEFORE = b"what stood here before"


@pytest.fixture
def sealed(parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path) -> Path:
    """A small envelope."""
    parties.seal(file_of(b"0123456789"), tmp_path / "sealed")
    return tmp_path / "sealed"


@pytest.fixture
def long_sealed(parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path) -> Path:
    """An envelope of two full data chunks and the final one."""
    parties.seal(file_of(b"a" * CHUNK_BYTES + b"b" * CHUNK_BYTES), tmp_path / "sealed")
    return tmp_path / "sealed"


def _refused(parties: Parties, sealed: Path, expected: type[Refusal] = Refusal) -> Refusal:
    """Open, expecting a refusal; the target must stay, and nothing else may appear beside it."""
    target = sealed.parent / "opened"
    target.write_bytes(BEFORE)
    names = sorted(path.name for path in sealed.parent.iterdir())
    with pytest.raises(expected) as caught:
        parties.open(sealed, target)
    assert target.read_bytes() == BEFORE
    assert sorted(path.name for path in sealed.parent.iterdir()) == names
    assert caught.value.cite is not None
    assert caught.value.sentence("zh")
    return caught.value


@pytest.mark.clause("OP-22.2")
@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_any_changed_byte_is_refused(parties: Parties, sealed: Path, bit: int) -> None:
    whole = sealed.read_bytes()
    codes = set()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= bit
        sealed.write_bytes(changed)
        codes.add(_refused(parties, sealed).code)
    assert "ENVELOPE_DAMAGED" in codes


@pytest.mark.clause("OP-22.2")
def test_any_cut_is_refused(parties: Parties, sealed: Path) -> None:
    whole = sealed.read_bytes()
    for length in range(len(whole)):
        sealed.write_bytes(whole[:length])
        _refused(parties, sealed, NotAnEnvelope if length < 8 else EnvelopeTruncated)


def test_a_cut_at_the_end_of_a_chunk_is_refused(parties: Parties, long_sealed: Path) -> None:
    header, first, second, _ = _parts(long_sealed)
    for kept in (header, header + first, header + first + second):
        long_sealed.write_bytes(kept)
        _refused(parties, long_sealed, EnvelopeTruncated)


def test_one_byte_more_is_refused(parties: Parties, sealed: Path) -> None:
    sealed.write_bytes(sealed.read_bytes() + b"\0")
    _refused(parties, sealed, EnvelopeExtended)


def test_chunks_swapped_dropped_or_doubled_are_refused(parties: Parties, long_sealed: Path) -> None:
    header, first, second, final = _parts(long_sealed)
    for order in (
        (second, first, final),
        (first, final),
        (second, final),
        (first, first, second, final),
        (first, second, second, final),
        (final,),
    ):
        long_sealed.write_bytes(header + b"".join(order))
        _refused(parties, long_sealed, EnvelopeDamaged)


def test_chunks_of_another_envelope_are_refused(parties: Parties, long_sealed: Path) -> None:
    header, _, _, _ = _parts(long_sealed)
    other = long_sealed.parent / "other"
    parties.seal(long_sealed.parent / "sample.txt", other)
    long_sealed.write_bytes(header + b"".join(_parts(other)[1:]))
    _refused(parties, long_sealed, EnvelopeDamaged)


def test_what_is_no_envelope_is_refused_at_its_first_bytes(
    parties: Parties, tmp_path: Path
) -> None:
    for content in (b"", b"RINGFEN", b"PK\x03\x04 something else"):
        (tmp_path / "sealed").write_bytes(content)
        _refused(parties, tmp_path / "sealed", NotAnEnvelope)


def test_a_huge_file_that_is_no_envelope_is_not_read(parties: Parties, tmp_path: Path) -> None:
    huge = tmp_path / "sealed"
    with huge.open("wb") as file:
        file.truncate(5 << 30)
    _refused(parties, huge, NotAnEnvelope)


def test_another_version_is_refused(parties: Parties, sealed: Path) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:8] + b"\x02" + whole[9:])
    assert _refused(parties, sealed, EnvelopeVersionUnknown).facts["version"] == 2


@pytest.mark.clause("OP-22.2")
def test_an_envelope_for_somebody_else_is_refused(parties: Parties, sealed: Path) -> None:
    stranger = Parties(parties.suite, parties.sender, parties.stranger, parties.recipient)
    refusal = _refused(stranger, sealed, NotForThisRecipient)
    assert refusal.facts["key"] == parties.recipient.public.key_id.hex()


def test_an_unknown_sender_is_refused(parties: Parties, sealed: Path) -> None:
    other = Parties(parties.suite, parties.stranger, parties.recipient, parties.sender)
    _refused(other, sealed, SenderUnknown)


@pytest.mark.clause("OP-23")
def test_a_signature_by_another_key_than_the_named_one_is_refused(
    parties: Parties, sealed: Path, tmp_path: Path
) -> None:
    target = tmp_path / "opened"
    with pytest.raises(SignatureWrong):
        open_file(
            sealed,
            target,
            recipient_lookup={parties.recipient.public.key_id: parties.recipient}.get,
            sender_lookup=lambda _: parties.stranger.public,
        )
    assert not target.exists()


@pytest.mark.clause("OP-23")
def test_a_recipient_cannot_pass_the_senders_signature_on_to_another(
    parties: Parties, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    """The recipient opens the envelope and seals the same signature again, for a stranger."""
    source = file_of(b"pay 1.00")
    parties.seal(source, tmp_path / "first")
    signature = _signature(parties, tmp_path / "first")

    class Parrot:
        public = parties.sender.public

        def sign(self, _message: bytes) -> bytes:
            return signature

    seal_file(
        source,
        tmp_path / "second",
        suite=parties.suite,
        signing_key=Parrot(),  # type: ignore[arg-type]
        recipient_public=parties.stranger.public,
        file_name="sample.txt",
    )
    stranger = Parties(parties.suite, parties.sender, parties.stranger, parties.recipient)
    _refused(stranger, tmp_path / "second", SignatureWrong)


def test_keys_of_the_other_suite_seal_nothing(
    file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    national, other = parties_of(Suite.NATIONAL), parties_of(Suite.INTERNATIONAL)
    for sender, recipient in ((national, other), (other, national)):
        with pytest.raises(SuiteWrong):
            seal_file(
                file_of(b"content"),
                tmp_path / "sealed",
                suite=Suite.NATIONAL,
                signing_key=sender.sender,
                recipient_public=recipient.recipient.public,
                file_name="sample.txt",
            )
    assert not (tmp_path / "sealed").exists()


def test_an_envelope_that_names_the_other_suite_is_refused(parties: Parties, sealed: Path) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[:9] + bytes([3 - whole[9]]) + whole[10:])
    _refused(parties, sealed, SuiteWrong)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "a/b", "a\\b", "a\0b", "a\nb", "a\x85b", "\udcff", "样" * 86]
)
def test_a_name_that_is_not_plain_is_refused(
    name: str, file_of: Callable[[bytes], Path], tmp_path: Path
) -> None:
    with pytest.raises(FileNameNotPlain):
        parties_of(Suite.NATIONAL).seal(file_of(b""), tmp_path / "sealed", file_name=name)


def test_a_source_that_cannot_be_read_leaves_no_envelope(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        parties_of(Suite.NATIONAL).seal(tmp_path / "missing", tmp_path / "sealed")
    assert list(tmp_path.iterdir()) == []


def _parts(sealed: Path) -> tuple[bytes, bytes, bytes, bytes]:
    whole = sealed.read_bytes()
    begin = int.from_bytes(whole[10:12])
    second, final = begin + CHUNK_ON_DISK, begin + 2 * CHUNK_ON_DISK
    return whole[:begin], whole[begin:second], whole[second:final], whole[final:]


def _signature(parties: Parties, sealed: Path) -> bytes:
    with sealed.open("rb") as file:
        header = read_header(file, name="sealed")
        rest = file.read()
    content_key = parties.recipient.unwrap(header.wrapped_key)
    assert content_key is not None
    cipher = ContentCipher(header.suite, content_key, header.nonce_prefix, header.to_bytes())
    first = 5 + int.from_bytes(rest[1:5]) + 16
    final = cipher.decrypt(1, b"\x01", rest[first + 5 :])
    assert final is not None
    return final[40:]
