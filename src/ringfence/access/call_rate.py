"""How many calls a client makes a minute, counted within one process."""

import threading
from datetime import datetime
from math import ceil

from ringfence.access.client_refusals import CALLS, CallsTooMany

_MINUTE = 60


class CallRate:
    """Counts each client's calls of the present minute.

    Each process counts for itself: with several, a client may make its calls in each of them. The
    limit keeps a client's mistake from everybody else; it is no bill.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._minute = 0
        self._counts: dict[str, int] = {}

    def require(self, *, client: str, calls_per_minute: int, at: datetime) -> None:
        """Return if the client may make this call, and count it. Refuses: CallsTooMany."""
        seconds = at.timestamp()
        minute = int(seconds) // _MINUTE
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            count = self._counts.get(client, 0) + 1
            self._counts[client] = count
        if count > calls_per_minute:
            wait_seconds = ceil((minute + 1) * _MINUTE - seconds)
            raise CallsTooMany(
                cite=CALLS,
                client=client,
                calls_per_minute=calls_per_minute,
                wait_seconds=wait_seconds,
            )
