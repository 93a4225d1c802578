"""Working days, and the ends of periods counted by the Civil Code (articles 200 to 204)."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, datetime, timedelta

from ringfence.kernel.clock import day_ends_at
from ringfence.kernel.refusal import Refusal

LOAD_COMMAND = 'ringfence workdays load FILE --source "…"'

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class DayKind(enum.StrEnum):
    """What a notice makes of a day."""

    HOLIDAY = "HOLIDAY"
    WORKDAY = "WORKDAY"  # a Saturday or Sunday worked to make up for a holiday (调休)


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """A day that a notice names, with the holiday that it belongs to."""

    on: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The State Council's notice on the holidays of a year.

    It may reach back into the December before, when the new year's holiday does.
    """

    year: int
    source: str
    days: tuple[NoticeDay, ...]


class CalendarGap(Refusal):
    """A day is asked about whose year has no notice here. Never answered by a guess."""

    code = "CALENDAR_GAP"
    en = "The working days of {year} are not known here. Load the State Council's notice: {command}"
    zh = "尚无{year}年的工作日安排。请按国务院办公厅的放假通知载入：{command}"


@dataclass(frozen=True)
class Calendar:
    """The days of some years. A later year's notice prevails on a day that two notices name."""

    notices: Mapping[int, Notice]
    _named: Mapping[date, NoticeDay] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = {day.on: day for year in sorted(self.notices) for day in self.notices[year].days}
        object.__setattr__(self, "_named", named)

    @classmethod
    def of(cls, notices: Iterable[Notice]) -> "Calendar":
        """Return the calendar of these notices; of two for a year the last is taken."""
        return cls({notice.year: notice for notice in notices})

    def notice(self, year: int) -> Notice:
        """Return the notice of a year. Refuses: CalendarGap."""
        if year not in self.notices:
            raise CalendarGap(year=year, command=LOAD_COMMAND)
        return self.notices[year]

    def named_day(self, on: date) -> NoticeDay | None:
        """Return what a notice says of a day, None where it is as its weekday.

        Refuses: CalendarGap.
        """
        self.notice(on.year)
        return self._named.get(on)

    def is_working_day(self, on: date) -> bool:
        """Return whether a day is worked: by the notice, else Monday to Friday.

        Refuses: CalendarGap.
        """
        named = self.named_day(on)
        return named.kind is DayKind.WORKDAY if named else on.weekday() < _SATURDAY

    def same_or_next(self, on: date) -> date:
        """Return the day itself if it is worked, else the first working day after it.

        Refuses: CalendarGap.
        """
        while not self.is_working_day(on):
            on += _ONE_DAY
        return on

    def next_after(self, on: date) -> date:
        """Return the first working day after a day, whether that is worked or not.

        Refuses: CalendarGap.
        """
        return self.same_or_next(_days_after(on, 1))

    def add(self, start_on: date, count: int) -> date:
        """Return the last day of a period of `count` working days.

        The day of the event, `start_on`, is not counted (article 201). A period of none ends the
        same day, or on the next working day where that day is not worked.
        Refuses: CalendarGap.
        """
        if count < 0:
            raise ValueError("a period has no negative length")
        if count == 0:
            return self.same_or_next(start_on)
        on = start_on
        for _ in range(count):
            on = self.next_after(on)
        return on

    def add_days(self, start_on: date, count: int) -> date:
        """Return the last day of a period of `count` calendar days.

        The day of the event is not counted (article 201); a last day that is not worked moves
        to the next that is (article 203).
        Refuses: CalendarGap.
        """
        if count < 0:
            raise ValueError("a period has no negative length")
        return self.same_or_next(_days_after(start_on, count))

    def nth_of_month(self, year: int, month: int, day: int) -> date:
        """Return when something due "by the n-th" of a month is due.

        The last day of a month that has no n-th (article 202); moved to the next working day
        where that day is not worked (article 203).
        Refuses: CalendarGap.
        """
        nth = date(year, month, 1) + timedelta(days=day - 1)
        return self.same_or_next(min(nth, last_of(year, month)))


def _days_after(on: date, count: int) -> date:
    try:
        return on + timedelta(days=count)
    except OverflowError:
        raise CalendarGap(year=MAXYEAR + 1, command=LOAD_COMMAND) from None


def last_of(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - _ONE_DAY


def quarter_start(on: date) -> date:
    """Return the first day of the quarter that a day lies in."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)


def next_quarter_start(on: date) -> date:
    """Return the first day of the quarter after the one that a day lies in."""
    start = quarter_start(on)
    return last_of(start.year, start.month + 2) + _ONE_DAY


def deadline_at(last_on: date) -> datetime:
    """Return the instant in UTC at which a period is over: 24:00 in Shanghai of its last day.

    Exclusive: what happens before the instant is in time (article 203).
    """
    return day_ends_at(last_on)
