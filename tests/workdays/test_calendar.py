"""Working days and the ends of periods, on days whose notices anybody can look up."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.workdays.calendar import (
    Calendar,
    CalendarGap,
    DayKind,
    Notice,
    NoticeDay,
    deadline_at,
    last_of,
    next_quarter_start,
    quarter_start,
)
from ringfence.workdays.store import calendar_in

CALENDAR = calendar_in(Path("no such folder"))
FIRST_ON, LAST_ON = date(2004, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST_ON, LAST_ON)
# Its notice makes this Saturday a working day; chinesecalendar, which judges ours, left it out.
CORRECTED_ON = date(2005, 12, 31)


def every_day() -> list[date]:
    return [FIRST_ON + timedelta(days=n) for n in range((LAST_ON - FIRST_ON).days + 1)]


def test_every_shipped_day_is_as_chinesecalendar_has_it_but_one() -> None:
    differing = [
        on for on in every_day() if CALENDAR.is_working_day(on) != chinese_calendar.is_workday(on)
    ]
    assert differing == [CORRECTED_ON]
    assert CALENDAR.is_working_day(CORRECTED_ON)


def test_a_saturday_can_be_worked_and_a_wednesday_free() -> None:
    assert CALENDAR.is_working_day(date(2025, 10, 11))
    assert not CALENDAR.is_working_day(date(2025, 10, 8))
    assert CALENDAR.is_working_day(date(2025, 10, 9))
    assert not CALENDAR.is_working_day(date(2025, 10, 12))


def test_the_day_of_the_event_is_not_counted() -> None:
    assert CALENDAR.add(date(2025, 6, 3), 1) == date(2025, 6, 4)
    assert CALENDAR.add(date(2025, 6, 3), 2) == date(2025, 6, 5)


def test_working_days_skip_the_holiday_and_count_the_make_up_day() -> None:
    # 1 to 8 October 2025 are free; Saturday the 11th is worked.
    assert CALENDAR.add(date(2025, 9, 30), 3) == date(2025, 10, 11)
    assert CALENDAR.add(date(2025, 9, 30), 4) == date(2025, 10, 13)


def test_a_period_that_begins_on_a_free_day_counts_from_the_next_working_day() -> None:
    assert CALENDAR.add(date(2025, 10, 4), 1) == date(2025, 10, 9)


def test_a_period_of_none_ends_the_same_day_or_the_next_working_day() -> None:
    assert CALENDAR.add(date(2025, 9, 30), 0) == date(2025, 9, 30)
    assert CALENDAR.add(date(2025, 10, 1), 0) == date(2025, 10, 9)


def test_a_period_of_days_whose_last_day_is_free_moves_to_the_next_working_day() -> None:
    assert CALENDAR.add_days(date(2025, 9, 28), 3) == date(2025, 10, 9)
    assert CALENDAR.add_days(date(2025, 9, 28), 2) == date(2025, 9, 30)


def test_no_period_is_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add(date(2025, 6, 3), -1)
    with pytest.raises(ValueError, match="negative"):
        CALENDAR.add_days(date(2025, 6, 3), -1)


def test_the_next_working_day_is_never_the_day_itself() -> None:
    assert CALENDAR.next_after(date(2025, 6, 3)) == date(2025, 6, 4)
    assert CALENDAR.next_after(date(2025, 9, 30)) == date(2025, 10, 9)
    assert CALENDAR.same_or_next(date(2025, 6, 3)) == date(2025, 6, 3)


@given(st.dates(FIRST_ON, date(2025, 6, 30)), st.integers(1, 60), st.integers(1, 60))
def test_a_period_is_as_long_as_its_two_halves(start_on: date, first: int, second: int) -> None:
    assert CALENDAR.add(CALENDAR.add(start_on, first), second) == CALENDAR.add(
        start_on, first + second
    )


@given(st.dates(FIRST_ON, date(2025, 6, 30)), st.integers(1, 60))
def test_a_period_holds_exactly_its_count_of_working_days(start_on: date, count: int) -> None:
    due_on = CALENDAR.add(start_on, count)
    between = (start_on + timedelta(days=n) for n in range(1, (due_on - start_on).days + 1))
    assert sum(map(CALENDAR.is_working_day, between)) == count
    assert CALENDAR.is_working_day(due_on)


def test_the_nth_of_a_month_moves_off_a_free_day() -> None:
    assert CALENDAR.nth_of_month(2026, 4, 15) == date(2026, 4, 15)
    assert CALENDAR.nth_of_month(2026, 1, 10) == date(2026, 1, 12)
    assert CALENDAR.nth_of_month(2026, 5, 1) == date(2026, 5, 6)


def test_a_month_without_an_nth_day_takes_its_last() -> None:
    assert CALENDAR.nth_of_month(2024, 2, 30) == date(2024, 2, 29)
    assert CALENDAR.nth_of_month(2026, 4, 31) == date(2026, 4, 30)


@given(DAYS)
def test_a_quarter_begins_with_its_first_month_and_ends_before_the_next(on: date) -> None:
    start_on, next_on = quarter_start(on), next_quarter_start(on)
    assert start_on <= on < next_on
    assert (start_on.day, start_on.month % 3, next_on.day, next_on.month % 3) == (1, 1, 1, 1)
    assert 90 <= (next_on - start_on).days <= 92


def test_the_last_day_of_a_month_is_known_in_december_and_leap_years() -> None:
    assert last_of(2025, 12) == date(2025, 12, 31)
    assert last_of(2024, 2) == date(2024, 2, 29)


def test_a_period_is_over_at_midnight_in_shanghai_after_its_last_day() -> None:
    assert deadline_at(date(2026, 1, 6)) == datetime(2026, 1, 6, 16, tzinfo=UTC)


@pytest.mark.parametrize("on", [date(2003, 12, 31), date(2027, 1, 1)])
def test_a_year_without_a_notice_is_a_gap_that_names_year_and_command(on: date) -> None:
    with pytest.raises(CalendarGap) as caught:
        CALENDAR.is_working_day(on)
    assert caught.value.facts["year"] == on.year
    for language in ("zh", "en"):
        assert str(on.year) in caught.value.sentence(language)
        assert "ringfence workdays load" in caught.value.sentence(language)


def test_a_period_that_runs_into_an_unknown_year_is_a_gap() -> None:
    assert CALENDAR.add(date(2026, 12, 30), 1) == date(2026, 12, 31)
    with pytest.raises(CalendarGap):
        CALENDAR.add(date(2026, 12, 30), 2)
    with pytest.raises(CalendarGap):
        CALENDAR.add_days(date(2026, 12, 30), 2)


def test_the_last_day_that_a_date_can_be_is_a_gap_like_any_other() -> None:
    with pytest.raises(CalendarGap):
        CALENDAR.next_after(date.max)
    for end_of in (CALENDAR.add_days, CALENDAR.add):
        with pytest.raises(CalendarGap):
            end_of(date.max, 1)


def test_a_later_years_notice_prevails_on_a_december_day() -> None:
    on = date(2029, 12, 31)

    def notice(year: int, kind: DayKind) -> Notice:
        return Notice(year, "样例通知", (NoticeDay(on, kind, "元旦"),))

    known = [notice(2030, DayKind.HOLIDAY), notice(2029, DayKind.WORKDAY)]
    assert not Calendar.of(known).is_working_day(on)
