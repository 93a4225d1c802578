"""Folders and companions (section 3): how a file arrives whole, and how one is put out whole."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sandbox.bank import values
from sandbox.bank.fault import Fault
from sandbox.bank.suite import SUITES, Suite

READY = ".ready"
BLOCK = 1_048_576
_NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,159}"
_COMPANION = rf"RFREADY\|1\|{values.COUNT}\|(SM3|SHA-256)\|{values.DIGEST}\n"


@dataclass(frozen=True)
class Companion:
    """What stands in a companion: size in bytes, name of the digest, digest in hex."""

    size: int
    digest_name: str
    digest: str


def arrived(folder: Path) -> Iterator[Path]:
    """Yield the wire files in the folder that have a companion, by name."""
    for ready in sorted(folder.glob("*" + READY)):
        wire = ready.with_name(ready.name.removesuffix(READY))
        if values.matches(_NAME, wire.name) and wire.is_file() and _read(ready):
            yield wire


def check_companion(wire: Path) -> Companion:
    """Return the wire file's companion; refuses DIGEST_DIFFERS unless size and digest agree."""
    companion = _read(wire.with_name(wire.name + READY))
    if companion is None or wire.stat().st_size != companion.size:
        raise Fault("DIGEST_DIFFERS", text="size")
    suite = next(suite for suite in SUITES.values() if suite.digest_name == companion.digest_name)
    if digest_of(wire, suite) != companion.digest:
        raise Fault("DIGEST_DIFFERS", text="digest")
    return companion


def _read(ready: Path) -> Companion | None:
    """Return what the companion says; None when it is not as defined, or not yet."""
    with ready.open("rb") as source:
        line = source.read(256).decode("ascii", errors="replace")
    if not values.matches(_COMPANION, line):
        return None
    _, _, size, digest_name, digest = line.rstrip("\n").split("|")
    return Companion(int(size), digest_name, digest)


def digest_of(path: Path, suite: Suite) -> str:
    """Return the suite's digest of a file, in hex."""
    digest = suite.new_digest()
    with path.open("rb") as source:
        while block := source.read(BLOCK):
            digest.update(block)
    return digest.digest().hex()


def put_out(unfinished: Path, wire: Path, suite: Suite) -> str:
    """Put a finished file at its place, and then its companion; return the digest in hex."""
    digest = digest_of(unfinished, suite)
    line = f"RFREADY|1|{unfinished.stat().st_size}|{suite.digest_name}|{digest}\n"
    ready = wire.with_name(wire.name + READY)
    half = wire.with_name("." + ready.name)
    with half.open("wb") as target:
        target.write(line.encode("ascii"))
        to_disk(target)
    ready.unlink(missing_ok=True)
    unfinished.replace(wire)
    half.replace(ready)
    folder = os.open(wire.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def to_disk(target: BinaryIO) -> None:
    """Flush a file down to the disk."""
    target.flush()
    os.fsync(target.fileno())


def remove(wire: Path, *, keep_in: Path | None) -> None:
    """Take companion and file out of the folder; into `keep_in` when it is given."""
    for path in (wire.with_name(wire.name + READY), wire):
        if path.exists():
            if keep_in:
                path.replace(keep_in / path.name)
            else:
                path.unlink()
