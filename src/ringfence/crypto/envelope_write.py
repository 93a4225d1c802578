"""Sealing a file: signed, then encrypted, in one pass. Format: docs/standards/envelope.md."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ringfence.crypto.content_cipher import NONCE_PREFIX_BYTES, ContentCipher, new_content_key
from ringfence.crypto.digest import DigestAlgorithm, new_digest
from ringfence.crypto.domain import KEYS_ARE_KEPT, Suite
from ringfence.crypto.envelope_header import (
    CHUNK_BYTES,
    DATA,
    FINAL,
    SIZE_BYTES,
    EnvelopeHeader,
    require_plain_name,
)
from ringfence.crypto.key import DIGEST_OF_SUITE, PrivateKey, PublicKey
from ringfence.crypto.refusals import SuiteWrong
from ringfence.crypto.whole_file import whole_file


@dataclass(frozen=True)
class SealedFile:
    """What was sealed: size and digest are those of the file inside."""

    header: EnvelopeHeader
    size: int
    digest_algorithm: DigestAlgorithm
    digest: bytes


def seal_file(
    source: Path,
    target: Path,
    *,
    suite: Suite,
    signing_key: PrivateKey,
    recipient_public: PublicKey,
    file_name: str,
) -> SealedFile:
    """Write the source, sealed, to the target, as `seal_stream`; return what was sealed."""
    with source.open("rb") as plain:
        return seal_stream(
            plain,
            target,
            suite=suite,
            signing_key=signing_key,
            recipient_public=recipient_public,
            file_name=file_name,
        )


def seal_stream(
    plain: BinaryIO,
    target: Path,
    *,
    suite: Suite,
    signing_key: PrivateKey,
    recipient_public: PublicKey,
    file_name: str,
) -> SealedFile:
    """Write what a stream gives, sealed, to the target, and return what was sealed.

    The target appears whole or not at all. Memory stays flat, whatever the size.
    Whether the keys may be used now is the caller's question (`domain.require_usable`).
    Refuses: FileNameNotPlain, SuiteWrong. Source: OP-22.2.
    """
    require_plain_name(file_name)
    for key in (signing_key.public, recipient_public):
        if key.suite != suite:
            raise SuiteWrong(
                cite=KEYS_ARE_KEPT, key=key.key_id.hex(), got=key.suite, expected=suite
            )
    content_key = new_content_key(suite)
    header = EnvelopeHeader(
        suite=suite,
        sender_key_id=signing_key.public.key_id,
        recipient_key_id=recipient_public.key_id,
        nonce_prefix=os.urandom(NONCE_PREFIX_BYTES),
        wrapped_key=recipient_public.wrap(content_key),
        file_name=file_name,
    )
    with whole_file(target) as sealed:
        return _seal(plain, sealed, header, content_key, signing_key)


def _seal(
    plain: BinaryIO,
    sealed: BinaryIO,
    header: EnvelopeHeader,
    content_key: bytes,
    signing_key: PrivateKey,
) -> SealedFile:
    front = header.to_bytes()
    cipher = ContentCipher(header.suite, content_key, header.nonce_prefix, front)
    digest = new_digest(DIGEST_OF_SUITE[header.suite])
    sealed.write(front)
    size = number = 0
    while piece := plain.read(CHUNK_BYTES):
        digest.update(piece)
        _write_chunk(sealed, cipher, number, DATA, piece)
        size += len(piece)
        number += 1
    sum_up = size.to_bytes(SIZE_BYTES) + (file_digest := digest.finalize())
    _write_chunk(sealed, cipher, number, FINAL, sum_up + signing_key.sign(front + sum_up))
    return SealedFile(header, size, DIGEST_OF_SUITE[header.suite], file_digest)


def _write_chunk(
    sealed: BinaryIO, cipher: ContentCipher, number: int, kind: bytes, plaintext: bytes
) -> None:
    sealed.write(kind + len(plaintext).to_bytes(4))
    sealed.write(cipher.encrypt(number, kind, plaintext))
