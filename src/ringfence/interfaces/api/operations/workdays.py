"""The official calendar."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema

from ringfence.installation.config import config
from ringfence.interfaces.api.signed import ApiRequest
from ringfence.workdays.calendar import DayKind, deadline_at
from ringfence.workdays.store import calendar_in

router = Router(tags=["workdays"])


class DayOut(Schema):
    """A day; `kind` and `name` are the notice's, null where it is as its weekday."""

    on: date
    is_working_day: bool
    kind: DayKind | None
    name: str | None


class PeriodOut(Schema):
    """A period: its last day, and the instant at which it is over."""

    start_on: date
    due_on: date
    ends_at: datetime


@router.get("/workdays/days/{on}", response=DayOut)
def day(request: ApiRequest, on: date) -> dict[str, Any]:  # noqa: ARG001
    """Tell whether a day is worked."""
    calendar = calendar_in(config().home)
    named = calendar.named_day(on)
    return {
        "on": on,
        "is_working_day": calendar.is_working_day(on),
        "kind": named.kind if named else None,
        "name": named.name if named else None,
    }


@router.get("/workdays/periods", response=PeriodOut)
def period(
    request: ApiRequest,  # noqa: ARG001
    start_on: date,
    count: Annotated[int, Query(ge=0, le=3_660)],
    calendar_days: bool = False,
) -> dict[str, Any]:
    """Tell when a period of working days, or of calendar days, ends by the Civil Code."""
    calendar = calendar_in(config().home)
    end_of = calendar.add_days if calendar_days else calendar.add
    due_on = end_of(start_on, count)
    return {"start_on": start_on, "due_on": due_on, "ends_at": deadline_at(due_on)}
