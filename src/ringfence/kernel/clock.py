"""The clock, and the business day of Shanghai. Nothing else reads the clock."""

import time
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """Return the present instant in UTC. Called once, at the edge, and handed down as `at`."""
    return datetime.now(UTC)


def nanoseconds() -> int:
    """Return the present instant as nanoseconds since 1970, for keys that sort by time."""
    return time.time_ns()


def business_date(at: datetime) -> date:
    """Return the date in Shanghai at an instant. The instant must carry its zone."""
    if at.tzinfo is None:
        raise ValueError("an instant carries its zone")
    return at.astimezone(SHANGHAI).date()


def day_begins_at(on: date) -> datetime:
    """Return the instant in UTC when a day begins in Shanghai (00:00, inclusive)."""
    return datetime.combine(on, time_of_day(), SHANGHAI).astimezone(UTC)


def day_ends_at(on: date) -> datetime:
    """Return the instant in UTC when a day is over in Shanghai (24:00, exclusive)."""
    return day_begins_at(on + timedelta(days=1))


def last_instant(on: date) -> datetime:
    """Return the last instant of a day in Shanghai, in UTC, to the microsecond: its close."""
    return day_ends_at(on) - timedelta(microseconds=1)
