"""Digests in both suites, over bytes and over files of any size."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from cryptography.hazmat.primitives import hashes

READ_BYTES = 1 << 20


class DigestAlgorithm(StrEnum):
    """SM3 is GB/T 32905. Both give 32 bytes."""

    SM3 = "SM3"
    SHA_256 = "SHA-256"


def new_digest(algorithm: DigestAlgorithm) -> hashes.Hash:
    """Return a digest to `update` piece by piece and `finalize` once."""
    return hashes.Hash(hashes.SM3() if algorithm == DigestAlgorithm.SM3 else hashes.SHA256())


def digest_bytes(algorithm: DigestAlgorithm, content: bytes) -> bytes:
    """Return the 32-byte digest of the content."""
    return digest_pieces(algorithm, (content,))


def in_fours(digits: str) -> str:
    """Return a digest's digits in fours, to be compared by eye or by telephone."""
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))


def digest_pieces(algorithm: DigestAlgorithm, pieces: Iterable[bytes]) -> bytes:
    """Return the 32-byte digest of the pieces, one after the other."""
    digest = new_digest(algorithm)
    for piece in pieces:
        digest.update(piece)
    return digest.finalize()


def digest_file(algorithm: DigestAlgorithm, path: Path) -> bytes:
    """Return the 32-byte digest of a file, read once in pieces of 1 MiB."""
    with path.open("rb") as file:
        return digest_pieces(algorithm, iter(lambda: file.read(READ_BYTES), b""))
