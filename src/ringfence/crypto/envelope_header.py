"""The header of an envelope and the measures of its chunks: docs/standards/envelope.md."""

import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from ringfence.crypto.content_cipher import NONCE_PREFIX_BYTES
from ringfence.crypto.domain import DATA_LEAVES_ENCRYPTED, Suite
from ringfence.crypto.key import KEY_ID_BYTES
from ringfence.crypto.refusals import (
    EnvelopeDamaged,
    EnvelopeTruncated,
    EnvelopeVersionUnknown,
    FileNameNotPlain,
    NotAnEnvelope,
)
from ringfence.kernel.words import Words

MAGIC = b"RINGFENV"
VERSION = 1
FIXED_BYTES = 55  # everything but the wrapped key and the file name
MOST_HEADER_BYTES = 1024
MOST_NAME_BYTES = 255

HEADER = Words("header", "信封头")
DATA, FINAL = b"\x00", b"\x01"
CHUNK_BYTES = 1 << 20
MOST_FINAL_BYTES = 1024
SIZE_BYTES, DIGEST_BYTES = 8, 32

SUITE_BYTE = {Suite.NATIONAL: 1, Suite.INTERNATIONAL: 2}
SUITE_OF_BYTE = {byte: suite for suite, byte in SUITE_BYTE.items()}


@dataclass(frozen=True)
class EnvelopeHeader:
    """What stands in the open at the front of an envelope."""

    suite: Suite
    sender_key_id: bytes
    recipient_key_id: bytes
    nonce_prefix: bytes
    wrapped_key: bytes
    file_name: str

    def to_bytes(self) -> bytes:
        """Return the header as it stands in the file."""
        name = self.file_name.encode()
        length = FIXED_BYTES + len(self.wrapped_key) + len(name)
        return b"".join(
            (
                MAGIC,
                bytes((VERSION, SUITE_BYTE[self.suite])),
                length.to_bytes(2),
                self.sender_key_id,
                self.recipient_key_id,
                self.nonce_prefix,
                len(self.wrapped_key).to_bytes(2),
                self.wrapped_key,
                len(name).to_bytes(2),
                name,
            )
        )


def read_header(file: BinaryIO, *, name: str) -> EnvelopeHeader:
    """Return the header at the front of the open file; `name` is what a refusal calls the file.

    Refuses: NotAnEnvelope, EnvelopeVersionUnknown, EnvelopeDamaged, EnvelopeTruncated.
    """
    front = file.read(12)
    if not front.startswith(MAGIC):
        raise NotAnEnvelope(cite=DATA_LEAVES_ENCRYPTED, file=name)
    if len(front) < 12:
        raise EnvelopeTruncated(cite=DATA_LEAVES_ENCRYPTED, file=name, part=HEADER)
    if front[8] != VERSION:
        raise EnvelopeVersionUnknown(cite=DATA_LEAVES_ENCRYPTED, file=name, version=front[8])
    suite = SUITE_OF_BYTE.get(front[9])
    length = int.from_bytes(front[10:12])
    if suite is None or not FIXED_BYTES < length <= MOST_HEADER_BYTES:
        raise EnvelopeDamaged(cite=DATA_LEAVES_ENCRYPTED, file=name, part=HEADER)
    rest = file.read(length - 12)
    if len(rest) < length - 12:
        raise EnvelopeTruncated(cite=DATA_LEAVES_ENCRYPTED, file=name, part=HEADER)
    header = _parse(suite, rest)
    if header is None:
        raise EnvelopeDamaged(cite=DATA_LEAVES_ENCRYPTED, file=name, part=HEADER)
    return header


def require_plain_name(file_name: str) -> None:
    """Return if the name can stand in an envelope. Refuses: FileNameNotPlain."""
    if not _is_plain(file_name):
        raise FileNameNotPlain(cite=DATA_LEAVES_ENCRYPTED, file=file_name)


def _parse(suite: Suite, rest: bytes) -> EnvelopeHeader | None:
    """Return the header from what follows its length, or None where the lengths do not agree."""
    ids_end = 2 * KEY_ID_BYTES
    prefix_end = ids_end + NONCE_PREFIX_BYTES
    wrapped_end = prefix_end + 2 + int.from_bytes(rest[prefix_end : prefix_end + 2])
    name = rest[wrapped_end + 2 :]
    if int.from_bytes(rest[wrapped_end : wrapped_end + 2]) != len(name):
        return None
    try:
        file_name = name.decode()
    except UnicodeDecodeError:
        return None
    if not _is_plain(file_name):
        return None
    return EnvelopeHeader(
        suite=suite,
        sender_key_id=rest[:KEY_ID_BYTES],
        recipient_key_id=rest[KEY_ID_BYTES:ids_end],
        nonce_prefix=rest[ids_end:prefix_end],
        wrapped_key=rest[prefix_end + 2 : wrapped_end],
        file_name=file_name,
    )


def _is_plain(file_name: str) -> bool:
    control_or_surrogate = any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in file_name)
    if control_or_surrogate or file_name in {"", ".", ".."}:
        return False
    return not set(file_name) & set("/\\") and len(file_name.encode()) <= MOST_NAME_BYTES
