"""The bank's time to pay a run and to answer (OP-16.2)."""

from dataclasses import dataclass
from datetime import date, datetime

from ringfence import rulebook
from ringfence.banking.runs.domain import RunKind
from ringfence.kernel.clock import business_date
from ringfence.workdays.calendar import Calendar, CalendarGap


@dataclass(frozen=True, slots=True)
class BankTime:
    """When the bank must have answered, and whether it did not in time."""

    due_on: date | None
    is_late: bool


def bank_time(
    *, kind: RunKind, received_at: datetime | None, answered_at: datetime | None, on: date,
    calendar: Calendar,
) -> BankTime:  # fmt: skip
    """Return the bank's last day for a run it received, and whether it is late as of `on`.

    The day of receipt is not counted; the last day is in time. There is no last day before the
    bank has received the run, for a collection, and while the calendar of its year is missing:
    lateness is shown, and stops nothing. Source: OP-16.2.
    """
    if received_at is None or kind is not RunKind.CREDIT:
        return BankTime(None, is_late=False)
    received_on = business_date(received_at)
    limit = rulebook.value("credit_run.days", on=received_on)
    try:
        due_on = calendar.add(received_on, limit.number)
    except CalendarGap:
        return BankTime(None, is_late=False)
    answered_on = business_date(answered_at) if answered_at else on
    return BankTime(due_on, is_late=answered_on > due_on)
