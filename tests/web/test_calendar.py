"""The calendar page: holidays and make-up days of a year, as its notice has them."""

from datetime import date

from django.test import Client

from ringfence.workdays.calendar import DayKind
from ringfence.workdays.store import _shipped


def test_a_year_shows_every_day_that_its_notice_names(signed_in: Client) -> None:
    notice = _shipped()[-1]
    page = signed_in.get("/calendar/", {"year": str(notice.year)})
    shown = {
        day["on"]: day
        for month in page.context["months"]
        for week in month["weeks"]
        for day in week
        if day
    }
    assert len(shown) == (date(notice.year, 12, 31) - date(notice.year, 1, 1)).days + 1
    for named in notice.days:
        if named.on.year == notice.year:
            assert shown[named.on]["is_worked"] == (named.kind is DayKind.WORKDAY)
    assert notice.source in page.text


def test_a_year_without_a_notice_is_not_guessed(signed_in: Client) -> None:
    page = signed_in.get("/calendar/", {"year": "1990"})
    assert page.context["notice"].year != 1990
