"""Files to and from a bank, each with its companion; every step may safely be repeated."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from ringfence.banking.exchange.companion import COMPANION_BYTES_MAX, Companion, read_companion
from ringfence.banking.exchange.kinds import COMPANION_SUFFIX
from ringfence.banking.transport.place import Place
from ringfence.banking.transport.refusals import FileNameUnusable, NameTaken, TransportFailed
from ringfence.crypto.digest import DigestAlgorithm, digest_file, digest_pieces, new_digest
from ringfence.crypto.whole_file import whole_file
from ringfence.kernel.refusal import FileLineError

PIECE_BYTES = 1 << 20
DONE = "done"

_NAME_LENGTH_MAX = 160  # leaves room for what is put before and behind it in 255 bytes
_NAME = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{_NAME_LENGTH_MAX - 1}}}")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that a bank has put for us, as its companion describes it."""

    name: str
    size: int
    digest: str
    digest_algorithm: DigestAlgorithm


class Transport:
    """One folder to a bank and one from it.

    Use it in a `with` block, or `close` it. Every method refuses with TransportFailed when the
    folder or the connection fails, and may then be called again.
    """

    def __init__(
        self, *, outgoing: Place, incoming: Place, digest_algorithm: DigestAlgorithm
    ) -> None:
        self._outgoing = outgoing
        self._incoming = incoming
        self._digest_algorithm = digest_algorithm

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._outgoing.close()
        self._incoming.close()

    def put(self, path: Path, name: str) -> None:
        """Write a file to the bank under a name, then its companion; each appears whole.

        The same content under the same name again does nothing, or what was missing.
        Refuses: FileNameUnusable, NameTaken (another content lies there), TransportFailed.
        """
        _check_name(name)
        with _failing_as_refusal(self._outgoing) as place:
            stated = Companion(
                size=path.stat().st_size,
                algorithm=self._digest_algorithm.value,
                digest=digest_file(self._digest_algorithm, path).hex(),
            )
            if place.size(name + COMPANION_SUFFIX) is None:
                self._put_content(path, name, stated)
                self._put_whole(name + COMPANION_SUFFIX, iter([stated.as_bytes()]))
            elif _companion_content(place, name) != stated.as_bytes():
                raise NameTaken(place=str(place), name=name)

    def arrived(self) -> list[Arrival]:
        """Return the files from the bank whose companion is there and readable, by name.

        The files themselves are not read. One whose settling was broken off is listed again.
        Refuses: TransportFailed.
        """
        with _failing_as_refusal(self._incoming) as place:
            names = set(place.names())
            stated = (_arrival(place, name, names) for name in sorted(names))
            return [arrival for arrival in stated if arrival is not None]

    def start_of(self, arrival: Arrival) -> bytes:
        """Return the first bytes of an arrived file, at most 1 MiB. Refuses: TransportFailed."""
        with _failing_as_refusal(self._incoming) as place:
            return next(iter(place.pieces(_lying_name(place, arrival))), b"")

    def fetch(self, arrival: Arrival, target: Path) -> None:
        """Write an arrived file to `target`, which appears only when size and digest agree.

        A file already at `target` is replaced. Refuses: DigestDiffers, TransportFailed.
        """
        with _failing_as_refusal(self._incoming) as place, whole_file(target) as file:
            digest, found_count = new_digest(arrival.digest_algorithm), 0
            for piece in place.pieces(_lying_name(place, arrival)):
                digest.update(piece)
                found_count += len(piece)
                if found_count > arrival.size:
                    break  # longer than stated: however long it is, it is not the file
                file.write(piece)
            _companion(arrival).compare(size=found_count, digest=digest.finalize().hex())

    def settle(self, arrival: Arrival) -> None:
        """Move an arrived file and its companion into `done/`, so that it is not listed again.

        There its name ends in the first 16 digits of its digest, so that a later file of the same
        name has its own place. Doing it again does nothing. Refuses: TransportFailed.
        """
        kept = _kept_name(arrival)
        with _failing_as_refusal(self._incoming) as place:
            place.make_folder(DONE)
            # The file first: broken off in between, it is listed again and settled again.
            _move(place, arrival.name, kept)
            _move(place, arrival.name + COMPANION_SUFFIX, kept + COMPANION_SUFFIX)

    def _put_content(self, path: Path, name: str, stated: Companion) -> None:
        """Write the file unless an earlier attempt did; its companion is not there yet."""
        if self._outgoing.size(name) is None:
            self._put_whole(name, _pieces(path))
        elif (
            digest_pieces(self._digest_algorithm, self._outgoing.pieces(name)).hex()
            != stated.digest
        ):
            raise NameTaken(place=str(self._outgoing), name=name)

    def _put_whole(self, name: str, pieces: Iterator[bytes]) -> None:
        """Write under a hidden name, then give it its own."""
        unfinished = f".{name}.part"
        self._outgoing.write(unfinished, pieces)
        self._outgoing.rename(unfinished, name)


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name) or name.endswith(COMPANION_SUFFIX) or name == DONE:
        raise FileNameUnusable(name=name[:_NAME_LENGTH_MAX], length_max=_NAME_LENGTH_MAX)


def _arrival(place: Place, companion_name: str, names: set[str]) -> Arrival | None:
    """Return the arrival that a name in the folder is the companion of, or None."""
    name = companion_name.removesuffix(COMPANION_SUFFIX)
    if name == companion_name or not _NAME.fullmatch(name):
        return None
    try:
        stated = read_companion(_companion_content(place, name))
    except FileLineError:
        return None
    arrival = Arrival(name, stated.size, stated.digest, DigestAlgorithm(stated.algorithm))
    is_there = name in names or place.size(_kept_name(arrival)) is not None
    return arrival if is_there else None


def _companion(arrival: Arrival) -> Companion:
    return Companion(arrival.size, arrival.digest_algorithm.value, arrival.digest)


def _companion_content(place: Place, name: str) -> bytes:
    """Return the companion's content, cut off where none can be that long."""
    first = next(iter(place.pieces(name + COMPANION_SUFFIX)), b"")
    return first[: COMPANION_BYTES_MAX + 1]


def _lying_name(place: Place, arrival: Arrival) -> str:
    """Return where the file lies: its settling may have been broken off."""
    return arrival.name if place.size(arrival.name) is not None else _kept_name(arrival)


def _kept_name(arrival: Arrival) -> str:
    return f"{DONE}/{arrival.name}.{arrival.digest[:16]}"


def _move(place: Place, old: str, new: str) -> None:
    """Move a file unless that has been done; it replaces one of the same stated digest."""
    if place.size(old) is None:
        return
    if place.size(new) is not None:
        place.remove(new)
    place.rename(old, new)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from iter(lambda: file.read(PIECE_BYTES), b"")


@contextmanager
def _failing_as_refusal(place: Place) -> Iterator[Place]:
    """Turn a fault of folder, disk or connection into a refusal, and let the connection go."""
    try:
        yield place
    except OSError as error:
        place.close()
        raise TransportFailed(
            place=str(place), reason=str(error) or type(error).__name__
        ) from error
