"""How templates write counts and deadlines."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ringfence.interfaces.web.templatetags.web import count, deadline
from ringfence.kernel.clock import day_begins_at, day_ends_at, last_instant

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("due_at", "words"),
    [
        (day_ends_at(DAY), "2026-11-27"),
        (last_instant(DAY), "2026-11-27"),
        (day_begins_at(DAY) + timedelta(hours=17), "2026-11-27 17:00"),
        (day_begins_at(DAY) + timedelta(minutes=1), "2026-11-27 00:01"),
        (datetime(2026, 11, 27, 16, tzinfo=UTC), "2026-11-27"),
        (None, "–"),
    ],
)
def test_a_deadline_names_the_last_day_not_the_midnight_after_it(
    due_at: datetime | None, words: str
) -> None:
    assert deadline(due_at) == words


@pytest.mark.parametrize(("number", "words"), [(0, "0"), (999, "999"), (20_000, "20,000")])
def test_a_count_has_its_thousands_apart(number: int, words: str) -> None:
    assert count(number) == words


def test_no_count_is_a_dash() -> None:
    assert count(None) == "–"
