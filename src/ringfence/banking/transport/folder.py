"""A folder of this machine or a mounted one as a transport's place."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ringfence.banking.transport.transport import PIECE_BYTES, Transport
from ringfence.crypto.digest import DigestAlgorithm


def folder_transport(
    *, outgoing: Path, incoming: Path, digest_algorithm: DigestAlgorithm
) -> Transport:
    """Return a transport over two folders, which must exist."""
    return Transport(
        outgoing=FolderPlace(outgoing),
        incoming=FolderPlace(incoming),
        digest_algorithm=digest_algorithm,
    )


class FolderPlace:
    """One folder. Symbolic links are not followed: a bank's file is a file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.absolute()

    def __str__(self) -> str:
        return str(self._folder)

    def names(self) -> list[str]:
        """Return the names of what lies in the folder itself."""
        return [path.name for path in self._folder.iterdir()]

    def size(self, name: str) -> int | None:
        """Return the file's bytes, or None where there is no such file."""
        try:
            return (self._folder / name).lstat().st_size
        except FileNotFoundError:
            return None

    def pieces(self, name: str) -> Iterator[bytes]:
        """Return the content in pieces of at most 1 MiB."""
        handle = os.open(self._folder / name, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            yield from iter(lambda: file.read(PIECE_BYTES), b"")

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file anew; it is on disk when this returns."""
        with (self._folder / name).open("wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, which is on disk when this returns."""
        target = self._folder / new
        (self._folder / old).rename(target)
        _flush_folder(self._folder)
        _flush_folder(target.parent)

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self._folder / name).unlink()

    def make_folder(self, name: str) -> None:
        """Make a folder inside where it does not exist yet."""
        (self._folder / name).mkdir(exist_ok=True)

    def close(self) -> None:
        """Do nothing: a folder holds no connection."""


def _flush_folder(folder: Path) -> None:
    """Bring the folder's names to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
