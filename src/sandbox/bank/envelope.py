"""Seal and open the envelopes of docs/standards/envelope.md, one pass, a megabyte at a time."""

import hashlib
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import modes

from sandbox.bank.fault import Fault
from sandbox.bank.suite import SUITES, Suite

MAGIC = b"RINGFENV"
CHUNK = 1_048_576
DATA, FINAL = 0, 1
TAG = 16
BY_NUMBER = {suite.number: suite for suite in SUITES.values()}


@dataclass(frozen=True)
class Key:
    """One of our own keys: private text and public DER."""

    suite: Suite
    private: str
    public: bytes

    @property
    def id(self) -> bytes:
        return self.suite.key_id(self.public)


@dataclass(frozen=True)
class Header:
    """What stands, unencrypted, in front of an envelope; `raw` is the header itself."""

    raw: bytes
    suite: Suite
    sender: bytes
    recipient: bytes
    nonce_prefix: bytes
    wrapped: bytes
    file_name: str


@dataclass(frozen=True)
class Opened:
    """What an envelope held, beside the content: name, sender's key id, SHA-256, size."""

    file_name: str
    sender: bytes
    sha256: str
    size: int


def seal(
    pieces: Iterable[bytes], target: BinaryIO, *, file_name: str, signer: Key, recipient: bytes
) -> None:
    """Write the pieces, joined, as an envelope for the holder of the public key `recipient`."""
    content_key = secrets.token_bytes(signer.suite.content_key_size)
    header = _new_header(file_name, signer, recipient, content_key)
    target.write(header.raw)
    digest, size, index = signer.suite.new_digest(), 0, 0
    for piece in _evenly(pieces):
        digest.update(piece)
        size += len(piece)
        target.write(_seal_chunk(header, content_key, index, DATA, piece))
        index += 1
    total = struct.pack(">Q", size) + digest.digest()
    final = total + signer.suite.sign(signer.private, header.raw + total)
    target.write(_seal_chunk(header, content_key, index, FINAL, final))


def open_envelope(
    source: BinaryIO, target: BinaryIO, *, keys: Iterable[Key], senders: Mapping[bytes, bytes]
) -> Opened:
    """Write the content to `target` (private until this returns) and return what it was.

    `senders` maps key ids to public signing keys. Refuses in the order of section 5 of the
    standard: ENVELOPE_WRONG, RECIPIENT_WRONG, SENDER_UNKNOWN, SIGNATURE_WRONG.
    """
    header = read_header(source)
    key = next((key for key in keys if key.id == header.recipient), None)
    if key is None:
        raise Fault("RECIPIENT_WRONG", text="sealed for a key that is not held here")
    if key.suite is not header.suite:
        raise _damaged("the suite is not the recipient key's")
    sender = senders.get(header.sender)
    if sender is None or not header.suite.holds(sender):
        raise Fault("SENDER_UNKNOWN", text=f"key {header.sender.hex()}")
    content_key = key.suite.unwrap(key.private, header.wrapped)
    if content_key is None or len(content_key) != key.suite.content_key_size:
        raise _damaged("the content key does not unwrap")
    return _open_chunks(source, target, header, content_key, sender)


def read_header(source: BinaryIO) -> Header:
    """Return the header at the start of the source; refuses ENVELOPE_WRONG."""
    start = source.read(12)
    if start[:8] != MAGIC:
        raise _damaged("not an envelope")
    if start[8:9] != b"\x01":
        raise _damaged("unknown version of the envelope")
    if len(start) < 12:
        raise _damaged("cut off")
    number, size = struct.unpack(">BH", start[9:])
    if number not in BY_NUMBER or not 56 <= size <= 1024:
        raise _damaged("unknown suite or length")
    raw = start + _exactly(source, size - 12)
    wrapped_size = int.from_bytes(raw[51:53], "big")
    name_at = 55 + wrapped_size
    if name_at > size or int.from_bytes(raw[name_at - 2 : name_at], "big") != size - name_at:
        raise _damaged("lengths in the header")
    name = _plain_name(raw[name_at:])
    wrapped = raw[53 : 53 + wrapped_size]
    return Header(raw, BY_NUMBER[number], raw[12:28], raw[28:44], raw[44:51], wrapped, name)


def _new_header(file_name: str, signer: Key, recipient: bytes, content_key: bytes) -> Header:
    suite, prefix = signer.suite, secrets.token_bytes(7)
    sender_id, recipient_id = signer.id, suite.key_id(recipient)
    wrapped, name = suite.wrap(recipient, content_key), file_name.encode()
    start = MAGIC + struct.pack(">BBH", 1, suite.number, 55 + len(wrapped) + len(name))
    lengths = struct.pack(">H", len(wrapped)), struct.pack(">H", len(name))
    raw = b"".join((start, sender_id, recipient_id, prefix, lengths[0], wrapped, lengths[1], name))
    return Header(raw, suite, sender_id, recipient_id, prefix, wrapped, file_name)


def _open_chunks(
    source: BinaryIO, target: BinaryIO, header: Header, content_key: bytes, sender: bytes
) -> Opened:
    digest, sha256, size = header.suite.new_digest(), hashlib.sha256(), 0
    for index in count():
        kind, length = struct.unpack(">BI", _exactly(source, 5))
        in_bounds = 1 <= length <= CHUNK if kind == DATA else 41 <= length <= 1024
        if kind not in (DATA, FINAL) or not in_bounds:
            raise _damaged(f"chunk {index}")
        sealed = _exactly(source, length + TAG)
        plain = _open_chunk(header, content_key, index, kind, sealed)
        if kind == FINAL:
            break
        digest.update(plain)
        sha256.update(plain)
        size += len(plain)
        target.write(plain)
    if source.read(1):
        raise _damaged("bytes behind the final chunk")
    total = struct.pack(">Q", size) + digest.digest()
    if plain[:40] != total:
        raise _damaged("size or digest")
    if not header.suite.verify(sender, header.raw + total, plain[40:]):
        raise Fault("SIGNATURE_WRONG")
    return Opened(header.file_name, header.sender, sha256.hexdigest(), size)


def _seal_chunk(header: Header, key: bytes, index: int, kind: int, plain: bytes) -> bytes:
    nonce = _nonce(header.nonce_prefix, index, kind)
    encryptor = header.suite.cipher(key, modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(header.raw)
    sealed = encryptor.update(plain) + encryptor.finalize()
    return struct.pack(">BI", kind, len(sealed)) + sealed + encryptor.tag


def _open_chunk(header: Header, key: bytes, index: int, kind: int, sealed: bytes) -> bytes:
    nonce = _nonce(header.nonce_prefix, index, kind)
    decryptor = header.suite.cipher(key, modes.GCM(nonce, sealed[-TAG:])).decryptor()
    decryptor.authenticate_additional_data(header.raw)
    try:
        return decryptor.update(sealed[:-TAG]) + decryptor.finalize()
    except InvalidTag:
        raise _damaged(f"chunk {index}") from None


def _nonce(prefix: bytes, index: int, kind: int) -> bytes:
    return prefix + struct.pack(">IB", index, kind)


def _evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of exactly CHUNK, but for the last."""
    waiting = bytearray()
    for piece in pieces:
        waiting += piece
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def _exactly(source: BinaryIO, size: int) -> bytes:
    data = source.read(size)
    if len(data) < size:
        raise _damaged("cut off")
    return data


def _plain_name(raw: bytes) -> str:
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        raise _damaged("file name") from None
    controls = any(ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F for char in name)
    if not 1 <= len(raw) <= 255 or controls or "/" in name or "\\" in name or name in (".", ".."):
        raise _damaged("file name")
    return name


def _damaged(what: str) -> Fault:
    return Fault("ENVELOPE_WRONG", text=what)
