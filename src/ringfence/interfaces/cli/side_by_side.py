"""Several pieces of one command at once, where the database can work on them side by side."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

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

    # Each worker has a connection of its own for all its pieces, which nobody closes for it.
    opened: list[BaseDatabaseWrapper] = []

    def keep_connection() -> None:
        connections["default"].inc_thread_sharing()
        opened.append(connections["default"])

    with ThreadPoolExecutor(_AT_ONCE, initializer=keep_connection) as workers:
        started = [workers.submit(do, piece) for piece in waiting]
    for each in opened:
        each.close()
    for one in started:
        yield one.result()
