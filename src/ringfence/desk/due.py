"""When something is due: a period of the rulebook, counted by the official calendar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from ringfence import rulebook
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import Refusal
from ringfence.rulebook.refusals import NoEditionInForce, UnstatedValue
from ringfence.rulebook.value import Unit, Value
from ringfence.workdays.calendar import Calendar, CalendarGap, deadline_at, last_of


@dataclass(frozen=True, slots=True)
class Due:
    """The instant before which it is in time; or, without one, why there is none yet."""

    at: datetime | None
    why_undated: dict[str, Any] | None = None


def due_of(
    *, period: str, started_at: datetime, calendar: Calendar, qualifiers: Mapping[str, str]
) -> Due:
    """Return when a period that began at an instant is over; exclusive.

    The value is the one in force on the day of the start. HOURS count from the instant;
    WORKING_DAYS, DAYS and MONTHS to the end of a day (Civil Code 200 to 204); DAY_OF_MONTH to that
    day of the month after the start's. No calendar, no edition in force, or one that is silent on
    the case: undated, with the refusal told, to be dated later.
    """
    started_on = business_date(started_at)
    try:
        value = rulebook.value(period, on=started_on, **qualifiers)
        return Due(_end(value, started_at, started_on, calendar))
    except (CalendarGap, NoEditionInForce, UnstatedValue) as refusal:
        return Due(None, _told(refusal))


def _end(value: Value, started_at: datetime, started_on: date, calendar: Calendar) -> datetime:
    match value.unit:
        case Unit.HOURS:
            return started_at + timedelta(hours=value.number)
        case Unit.WORKING_DAYS:
            return deadline_at(calendar.add(started_on, value.number))
        case Unit.DAYS:
            return deadline_at(calendar.add_days(started_on, value.number))
        case Unit.MONTHS:
            return deadline_at(calendar.same_or_next(months_after(started_on, value.number)))
        case Unit.DAY_OF_MONTH:
            following = months_after(started_on, 1)
            return deadline_at(calendar.nth_of_month(following.year, following.month, value.number))
    raise AssertionError(f"{value.name} is no period: {value.unit}")


def months_after(on: date, count: int) -> date:
    """Return the day of the same number `count` months later, or that month's last day."""
    index = on.year * 12 + on.month - 1 + count
    last = last_of(index // 12, index % 12 + 1)
    return last.replace(day=min(on.day, last.day))


def _told(refusal: Refusal) -> dict[str, Any]:
    """A refusal as it is kept: code, clause and both sentences."""
    told = refusal.as_dict()
    return {"code": told["code"], "clause": told["clause"], "sentence": told["sentence"]}
