"""The in-tray of an organisation as one of its people sees it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from desk.kinds_sample import (
    AGENCY,
    APPROVER,
    AT,
    BANK,
    BREAK,
    CALENDAR,
    CLERK,
    PAY,
    PAYMENT,
    SECOND,
)
from ringfence.access.actor import Actor, NotPermitted
from ringfence.desk.approvals import approval_ask, approval_decide
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.cases import case_close
from ringfence.desk.domain import Verdict
from ringfence.desk.duties import duty_meet, duty_start
from ringfence.desk.models import Duty
from ringfence.desk.notices import Message, notices_post
from ringfence.desk.refusals import TrayPlaceWrong
from ringfence.desk.tray import MOST_COUNTED, Bucket, Tray, bucket_ends, tray
from ringfence.kernel.clock import SHANGHAI
from ringfence.kernel.uuid7 import uuid7s
from ringfence.workdays.calendar import Calendar

HOUR = timedelta(hours=1)


def see(actor: Actor = CLERK, at: datetime = AT, limit: int = 50, after: str = "") -> Tray:
    return tray(organisation=AGENCY, actor=actor, at=at, limit=limit, after=after)


def start(number: int = 1, calendar: Calendar = CALENDAR) -> Duty:
    return duty_start(
        kind=PAY, organisation=AGENCY, subject=("run", str(number)), started_at=AT,
        calendar=calendar, actor=CLERK, at=AT,
    )  # fmt: skip


def duties_at(*dues: datetime | None) -> list[Duty]:
    """Write duties that are due at these instants."""
    return Duty.objects.bulk_create(
        Duty(
            id=key,
            kind=PAY,
            organisation_code=AGENCY,
            subject_kind="run",
            subject_id=str(key),
            started_at=AT,
            due_at=due,
            undated=None if due else {"code": "SAMPLE"},
            state="OPEN",
        )
        for key, due in zip(uuid7s(len(dues)), dues, strict=True)
    )


@pytest.mark.django_db
def test_duties_approvals_and_cases_wait_together_the_soonest_first() -> None:
    start()
    case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", "1"), calendar=CALENDAR, actor=CLERK,
        at=AT, amount_fen=100,
    )  # fmt: skip
    found = see(APPROVER).items
    assert [(item.what, item.clause) for item in found] == [
        ("APPROVAL", "OP-16.1"),
        ("DUTY", "OP-16.2"),
        ("CASE", "OP-14.7"),
    ]
    assert found[0].amount_fen == 100


@pytest.mark.django_db
def test_what_is_done_waits_no_more() -> None:
    start()
    case = case_open(
        type_code=BREAK, organisation=AGENCY, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    duty_meet(kind=PAY, subject=("run", "1"), evidence=("file", "1"), met_at=AT, actor=CLERK, at=AT)
    case_close(case_id=case.id, outcome="OURS", actor=CLERK, at=AT)
    assert see().items == []


@pytest.mark.django_db
def test_an_approval_waits_for_those_only_who_may_still_decide_it() -> None:
    approval = approval_ask(
        kind=PAYMENT, organisation=AGENCY, subject=("run", "1"), calendar=CALENDAR, actor=APPROVER,
        at=AT, amount_fen=100_000_001,
    )  # fmt: skip
    third = Actor("sample-third", SECOND.grants)
    seen = {actor.code: len(see(actor).items) for actor in (CLERK, APPROVER, SECOND, third)}
    assert seen == {CLERK.code: 0, APPROVER.code: 0, SECOND.code: 1, "sample-third": 1}
    approval_decide(
        approval_id=approval.id, verdict=Verdict.APPROVE, reason="", actor=SECOND, at=AT
    )
    assert (see(SECOND).items, len(see(third).items)) == ([], 1)
    assert sum(see(SECOND).counts.values()) == 0


@pytest.mark.django_db
def test_the_buckets_end_now_tonight_and_on_sunday_in_shanghai() -> None:
    now, tonight, sunday = bucket_ends(AT)
    assert [end.astimezone(SHANGHAI).isoformat() for end in (now, tonight, sunday)] == [
        "2026-03-02T09:00:00+08:00",
        "2026-03-03T00:00:00+08:00",
        "2026-03-09T00:00:00+08:00",
    ]
    duties_at(now, now + HOUR, tonight, tonight + HOUR, sunday, sunday + HOUR, None)
    found = see()
    assert [item.bucket for item in found.items] == [
        Bucket.LATE, Bucket.TODAY, Bucket.TODAY, Bucket.THIS_WEEK, Bucket.THIS_WEEK,
        Bucket.LATER, Bucket.LATER,
    ]  # fmt: skip
    assert list(found.counts.values()) == [1, 2, 2, 2]
    assert found.items[-1].due_at is None


@pytest.mark.django_db
def test_pages_neither_repeat_nor_skip_with_and_without_a_date() -> None:
    duties = duties_at(*[AT] * 3, None, *[AT + HOUR] * 2, None, None)
    keys, after = [], ""
    while True:
        page = see(limit=3, after=after)
        keys += [item.id for item in page.items]
        if not (after := page.after):
            break
    dated = sorted((duty for duty in duties if duty.due_at), key=lambda duty: duty.due_at or AT)
    undated = [duty for duty in duties if not duty.due_at]
    assert keys == [duty.id for duty in (*dated, *undated)]


@pytest.mark.django_db
def test_only_ones_own_organisations_tray_is_seen() -> None:
    with pytest.raises(NotPermitted):
        tray(organisation=BANK, actor=CLERK, at=AT)


@pytest.mark.django_db
def test_counting_stops_where_nobody_reads_on() -> None:
    duties_at(*[AT] * (MOST_COUNTED + 1))
    assert see().counts[Bucket.LATE] == MOST_COUNTED


@pytest.mark.django_db
def test_unread_notices_are_counted_beside_what_waits() -> None:
    for key, user in (("1", ""), ("2", CLERK.code), ("3", "sample-other")):
        message = Message(key, AGENCY, "样例", "sample", "OP-25", ("run", "1"), user=user)
        notices_post(messages=[message], at=AT)
    assert (see().unread_count, see().items) == (2, [])


@pytest.mark.django_db
def test_a_tray_takes_the_same_few_questions_however_much_waits() -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            see()
        return len(asked)

    few = questions()
    duties_at(*[AT] * 300)
    assert questions() == few <= 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "after", ["x", "2026|x", "infinity", "'; DROP TABLE desk_duty|" + "0" * 36]
)
def test_a_place_that_no_page_ended_at_is_refused(after: str) -> None:
    with pytest.raises(TrayPlaceWrong):
        see(after=after)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))  # noqa: DTZ001 - zone below
def test_a_week_ends_on_a_sunday_and_no_bucket_is_before_another(moment: datetime) -> None:
    now, tonight, sunday = bucket_ends(moment.replace(tzinfo=SHANGHAI))
    assert now < tonight <= sunday <= tonight + timedelta(days=6)
    assert sunday.astimezone(SHANGHAI).isoweekday() == 1
