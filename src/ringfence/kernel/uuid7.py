"""Time-ordered keys (UUID version 7, RFC 9562)."""

import os
import threading
from uuid import UUID

from ringfence.kernel.clock import nanoseconds

_TICKS_PER_MILLISECOND = 4096
_NANOSECONDS_PER_MILLISECOND = 1_000_000
_VERSION, _VARIANT = 0x7, 0b10

_lock = threading.Lock()
_last_tick = 0


def uuid7() -> UUID:
    """Return a new key, greater than every key this process has made before."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[UUID]:
    """Return `count` new keys in ascending order.

    Each holds 48 bits of milliseconds, 12 bits of their fraction, and 62 random bits. A key takes
    one tick (1/4096 ms), so a bulk of a million reaches a quarter of a second into the future.
    """
    first = _take_ticks(count)
    random = os.urandom(8 * count)
    return [
        _key(first + index, int.from_bytes(random[8 * index : 8 * index + 8]))
        for index in range(count)
    ]


def _take_ticks(count: int) -> int:
    """Return the first of `count` ticks that no other call of this process gets."""
    global _last_tick  # noqa: PLW0603 - the process's one counter, guarded by the lock
    present = nanoseconds() * _TICKS_PER_MILLISECOND // _NANOSECONDS_PER_MILLISECOND
    with _lock:
        first = max(present, _last_tick + 1)
        _last_tick = first + count - 1
    return first


def _key(tick: int, random: int) -> UUID:
    millisecond, fraction = divmod(tick, _TICKS_PER_MILLISECOND)
    high = millisecond << 16 | _VERSION << 12 | fraction
    return UUID(int=high << 64 | _VARIANT << 62 | random >> 2)
