"""Opening an envelope: nothing is given up before tags and signature are verified."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ringfence.crypto.content_cipher import CONTENT_KEY_BYTES, TAG_BYTES, ContentCipher
from ringfence.crypto.digest import DigestAlgorithm, new_digest
from ringfence.crypto.domain import DATA_LEAVES_ENCRYPTED, KEYS_ARE_KEPT, Suite
from ringfence.crypto.envelope_header import (
    CHUNK_BYTES,
    DATA,
    DIGEST_BYTES,
    FINAL,
    MOST_FINAL_BYTES,
    SIZE_BYTES,
    EnvelopeHeader,
    read_header,
)
from ringfence.crypto.key import DIGEST_OF_SUITE, PrivateKey, PublicKey
from ringfence.crypto.refusals import (
    EnvelopeDamaged,
    EnvelopeExtended,
    EnvelopeTruncated,
    NotForThisRecipient,
    SenderUnknown,
    SuiteWrong,
)
from ringfence.crypto.whole_file import whole_file
from ringfence.kernel.words import Words

SUM_BYTES = SIZE_BYTES + DIGEST_BYTES

# By the 16-byte key id of the header. None: not held here. They refuse what may not be used.
RecipientLookup = Callable[[bytes], PrivateKey | None]
SenderLookup = Callable[[bytes], PublicKey | None]


@dataclass(frozen=True)
class OpenedFile:
    """What was opened, and whose signature it bears (`header.sender_key_id`)."""

    header: EnvelopeHeader
    size: int
    digest_algorithm: DigestAlgorithm
    digest: bytes


def open_file(
    source: Path, target: Path, *, recipient_lookup: RecipientLookup, sender_lookup: SenderLookup
) -> OpenedFile:
    """Write the file inside the envelope to the target, and return what it is.

    The target appears after the last check or not at all; a file that was there stays as it was.
    Memory stays flat. Refuses, in this order: NotAnEnvelope, EnvelopeVersionUnknown,
    EnvelopeDamaged, EnvelopeTruncated (header), NotForThisRecipient, SenderUnknown, SuiteWrong
    (and what the lookups refuse), EnvelopeDamaged, EnvelopeTruncated (chunks), EnvelopeExtended,
    SignatureWrong. Source: OP-22.2, OP-23.
    """
    with source.open("rb") as sealed:
        header = read_header(sealed, name=source.name)
        recipient = _recipient(header, source.name, recipient_lookup)
        sender = _sender(header, source.name, sender_lookup)
        content_key = recipient.unwrap(header.wrapped_key)
        if content_key is None or len(content_key) != CONTENT_KEY_BYTES[header.suite]:
            raise _damaged(source.name, Words("content key", "内容密钥"))
        cipher = ContentCipher(header.suite, content_key, header.nonce_prefix, header.to_bytes())
        with whole_file(target) as plain:
            size, digest = _open(sealed, plain, cipher, sender, source.name)
    return OpenedFile(header, size, DIGEST_OF_SUITE[header.suite], digest)


def read_envelope_header(source: Path) -> EnvelopeHeader:
    """Return what the envelope says in the open. Nothing of it is verified.

    Refuses: NotAnEnvelope, EnvelopeVersionUnknown, EnvelopeDamaged, EnvelopeTruncated.
    """
    with source.open("rb") as sealed:
        return read_header(sealed, name=source.name)


def _recipient(header: EnvelopeHeader, name: str, lookup: RecipientLookup) -> PrivateKey:
    recipient = lookup(header.recipient_key_id)
    if recipient is None:
        key = header.recipient_key_id.hex()
        raise NotForThisRecipient(cite=DATA_LEAVES_ENCRYPTED, file=name, key=key)
    _require_suite(recipient.public, header.suite)
    return recipient


def _sender(header: EnvelopeHeader, name: str, lookup: SenderLookup) -> PublicKey:
    sender = lookup(header.sender_key_id)
    if sender is None:
        key = header.sender_key_id.hex()
        raise SenderUnknown(cite=DATA_LEAVES_ENCRYPTED, file=name, key=key)
    _require_suite(sender, header.suite)
    return sender


def _require_suite(key: PublicKey, suite: Suite) -> None:
    if key.suite != suite:
        raise SuiteWrong(cite=KEYS_ARE_KEPT, key=key.key_id.hex(), got=key.suite, expected=suite)


def _open(
    sealed: BinaryIO,
    plain: BinaryIO,
    cipher: ContentCipher,
    sender: PublicKey,
    name: str,
) -> tuple[int, bytes]:
    digest = new_digest(DIGEST_OF_SUITE[cipher.suite])
    size, final = 0, b""
    for kind, content in _chunks(sealed, cipher, name):
        if kind == FINAL:
            final = content
            break
        digest.update(content)
        size += plain.write(content)
    if sealed.read(1):
        raise EnvelopeExtended(cite=DATA_LEAVES_ENCRYPTED, file=name)
    sum_up = size.to_bytes(SIZE_BYTES) + (file_digest := digest.finalize())
    if final[:SUM_BYTES] != sum_up:
        raise _damaged(name, Words("size and digest", "长度和摘要"))
    sender.verify(cipher.header + sum_up, final[SUM_BYTES:])
    return size, file_digest


def _chunks(sealed: BinaryIO, cipher: ContentCipher, name: str) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and verified plaintext of each chunk; never ends by itself."""
    number = 0
    while True:
        part = Words(f"chunk {number}", f"第{number}块")
        front = _read(sealed, 5, name, part)
        kind, length = front[:1], int.from_bytes(front[1:])
        if not _in_bounds(kind, length):
            raise _damaged(name, part)
        content = cipher.decrypt(number, kind, _read(sealed, length + TAG_BYTES, name, part))
        if content is None:
            raise _damaged(name, part)
        yield kind, content
        number += 1


def _in_bounds(kind: bytes, length: int) -> bool:
    return (kind == DATA and 0 < length <= CHUNK_BYTES) or (
        kind == FINAL and SUM_BYTES < length <= MOST_FINAL_BYTES
    )


def _read(sealed: BinaryIO, count: int, name: str, part: Words) -> bytes:
    found = sealed.read(count)
    if len(found) < count:
        raise EnvelopeTruncated(cite=DATA_LEAVES_ENCRYPTED, file=name, part=part)
    return found


def _damaged(name: str, part: Words) -> EnvelopeDamaged:
    return EnvelopeDamaged(cite=DATA_LEAVES_ENCRYPTED, file=name, part=part)
