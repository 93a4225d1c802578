"""The business day of Shanghai, and keys that sort by time."""

import threading
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.kernel import uuid7 as keys
from ringfence.kernel.clock import business_date, day_begins_at, day_ends_at, now
from ringfence.kernel.uuid7 import uuid7, uuid7s


def test_the_business_day_turns_at_midnight_in_shanghai() -> None:
    midnight = datetime(2026, 1, 1, 16, tzinfo=UTC)
    assert business_date(midnight - timedelta(microseconds=1)) == date(2026, 1, 1)
    assert business_date(midnight) == date(2026, 1, 2)


def test_an_instant_without_a_zone_has_no_business_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        business_date(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault under test


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_a_day_ends_where_the_next_begins(on: date) -> None:
    assert day_ends_at(on) == day_begins_at(on + timedelta(days=1))
    assert business_date(day_begins_at(on)) == on
    assert business_date(day_ends_at(on) - timedelta(microseconds=1)) == on


def test_the_clock_tells_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_a_key_is_a_version_7_uuid_that_carries_the_millisecond(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keys, "_last_tick", 0)
    monkeypatch.setattr(keys, "nanoseconds", lambda: 1_700_000_000_123_500_000)
    key = uuid7()
    assert (key.version, key.variant) == (7, uuid.RFC_4122)
    assert key.int >> 80 == 1_700_000_000_123
    assert key.int >> 64 & 0xFFF == 2048  # half a millisecond


def test_keys_ascend_even_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_last_tick", 0)
    instants = iter([2_000_000_000, 1_000_000_000, 1_000_000_000])
    monkeypatch.setattr(keys, "nanoseconds", lambda: next(instants))
    made = [*uuid7s(10_000), uuid7(), *uuid7s(3)]
    assert made == sorted(set(made))


def test_keys_made_in_several_threads_are_all_different() -> None:
    made: list[uuid.UUID] = []
    threads = [threading.Thread(target=lambda: made.extend(uuid7s(2_000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_000
