"""The working days of a year at a glance; notices are loaded by `ringfence workdays load`."""

import calendar
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ringfence.installation.config import config
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import business_date
from ringfence.workdays.calendar import Calendar
from ringfence.workdays.store import calendar_in

_MONTHS = range(1, 13)


@require_safe
def year(request: PageRequest) -> HttpResponse:
    """Return the months of a year with its holidays and make-up days.

    Of this year where none is asked for, or none that a notice tells of. Refuses: CalendarGap.
    """
    known = calendar_in(config().home)
    asked = request.GET.get("year", "")
    today = business_date(request.at)
    chosen = next((each for each in known.notices if str(each) == asked), today.year)
    context = {
        "notice": known.notice(chosen),
        "years": sorted(known.notices),
        "months": [_month(known, chosen, month, today) for month in _MONTHS],
    }
    return render(request, "web/calendar.html", context)


def _month(known: Calendar, year: int, month: int, today: date) -> dict[str, Any]:
    """Return a month's weeks from Monday on; None for the days of other months."""
    weeks = [
        [_day(known, date(year, month, day), today) if day else None for day in week]
        for week in calendar.Calendar().monthdayscalendar(year, month)
    ]
    count = sum(day["is_worked"] for week in weeks for day in week if day)
    return {"first_on": date(year, month, 1), "weeks": weeks, "count": count}


def _day(known: Calendar, on: date, today: date) -> dict[str, Any]:
    named = known.named_day(on)
    return {
        "on": on,
        "is_worked": known.is_working_day(on),
        "named": named,
        "is_today": on == today,
    }
