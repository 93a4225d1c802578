"""The bank's time to pay a run and to answer (OP-16.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from ringfence import rulebook
from ringfence.banking.runs.domain import RunKind
from ringfence.kernel.clock import business_date
from ringfence.workdays.calendar import Calendar, CalendarGap


@dataclass(frozen=True, slots=True)
class BankTime:
    """When the bank must have answered, and whether it did not in time.

    `gap` says why a run that was handed over has no last day: its year's calendar is missing.
    """

    due_on: date | None
    is_late: bool
    gap: CalendarGap | None = None


def bank_time(
    *,
    kind: RunKind,
    sent_at: datetime | None,
    received_at: datetime | None,
    answered_at: datetime | None,
    on: date,
    calendar: Calendar,
) -> BankTime:
    """Return the bank's last day for a run, and whether it is late as of `on`.

    The first day is not counted; the last day is in time. There is no last day before the run was
    sent, for a collection, and while the calendar of its year is missing: lateness is shown, and
    stops nothing. Source: OP-16.2.
    """
    # OP-16.2: within three working days of receiving the file. A bank has received it on the day
    # it says so. A bank that says nothing has had it since it was handed over: otherwise the one
    # that never answers would never be late.
    begun_at = received_at or sent_at
    if begun_at is None or kind is not RunKind.CREDIT:
        return BankTime(None, is_late=False)
    begun_on = business_date(begun_at)
    limit = rulebook.value("credit_run.days", on=begun_on)
    try:
        due_on = calendar.add(begun_on, limit.number)
    except CalendarGap as gap:
        return BankTime(None, is_late=False, gap=gap)
    answered_on = business_date(answered_at) if answered_at else on
    return BankTime(due_on, is_late=answered_on > due_on)
