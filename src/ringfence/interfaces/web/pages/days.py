"""Days that a page is asked for."""

from datetime import date, timedelta

from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import business_date

_USUAL = timedelta(days=30)
_MOST = timedelta(days=366)


def days_asked(request: PageRequest) -> tuple[date, date]:
    """Return `from_on` and `to_on` of the query, both included: a year at most, not after today.

    What is missing or no date is the usual: the last day is today, the first thirty days before.
    """
    today = business_date(request.at)
    to_on = min(_day(request, "to_on") or today, today)
    from_on = min(_day(request, "from_on") or to_on - _USUAL, to_on)
    return max(from_on, to_on - _MOST), to_on


def _day(request: PageRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
