"""What a transport needs of a folder, wherever it is."""

from collections.abc import Iterable, Iterator
from typing import Protocol


class Place(Protocol):
    """One folder. Names are plain, or `done/` and a plain name.

    A fault of the folder, the disk or the connection is an OSError; a Refusal passes as it is.
    """

    def __str__(self) -> str:
        """Return how messages name the place."""

    def names(self) -> list[str]:
        """Return the names of what lies in the folder itself, in no order."""

    def size(self, name: str) -> int | None:
        """Return the file's bytes, or None where there is no such file."""

    def pieces(self, name: str) -> Iterator[bytes]:
        """Return the file's content in pieces of at most 1 MiB, read as they are asked for."""

    def write(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file anew, replacing one of that name; it is on disk when this returns."""

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, at once and whole. The new name must be free."""

    def remove(self, name: str) -> None:
        """Remove a file."""

    def make_folder(self, name: str) -> None:
        """Make a folder inside where it does not exist yet."""

    def close(self) -> None:
        """Let go of the connection; the next use opens another."""
