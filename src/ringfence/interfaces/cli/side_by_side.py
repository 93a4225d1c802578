"""Several pieces of one command at once, where the database can work on them side by side."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

_AT_ONCE = 2

Piece = TypeVar("Piece")
Outcome = TypeVar("Outcome")


def side_by_side(do: Callable[[Piece], Outcome], pieces: Iterable[Piece]) -> Iterator[Outcome]:
    """Yield what `do` gave for each piece, in their order; the pieces must not need each other.

    All are tried; then the outcomes are given up to the first fault, which is raised. One piece,
    or a caller's transaction, which other connections could not see into, is worked on here.
    """
    waiting = list(pieces)
    if len(waiting) < _AT_ONCE or connection.in_atomic_block:
        yield from map(do, waiting)
        return

    def with_own_connection(piece: Piece) -> Outcome:
        try:
            return do(piece)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=_AT_ONCE) as workers:
        started = [workers.submit(with_own_connection, piece) for piece in waiting]
    for one in started:
        yield one.result()
