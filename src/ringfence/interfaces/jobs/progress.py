"""How far asked work is, told while its own transaction is still open."""

import time
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import connection

_SECONDS_BETWEEN = 0.5
_TELL = (
    "UPDATE jobs_askedjob SET done_count = %s, total_count = %s WHERE id = %s AND ended_at IS NULL"
)


class Progress:
    """Writes how far one piece of asked work is, on a connection of its own, twice a second."""

    def __init__(self, asked_id: UUID) -> None:
        self._asked_id = asked_id
        self._connection = connection.copy()
        self._told_at = 0.0

    def __enter__(self) -> Self:
        """Begin at nothing: what an attempt that was killed had done is done again."""
        self._write(0, None)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """Give the connection back."""
        self._connection.close()

    def tell(self, done_count: int, total_count: int | None = None) -> None:
        """Write how much is done, of how much where that is known."""
        instant = time.monotonic()
        if instant - self._told_at >= _SECONDS_BETWEEN or done_count == total_count:
            self._told_at = instant
            self._write(done_count, total_count)

    def _write(self, done_count: int, total_count: int | None) -> None:
        with self._connection.cursor() as cursor:
            cursor.execute(_TELL, [done_count, total_count, self._asked_id])
