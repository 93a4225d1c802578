"""The schedule: each job can be done, by somebody, at some time."""

from datetime import UTC, datetime, timedelta

import pytest
from croniter import croniter

from ringfence.access.selectors import job_actor
from ringfence.interfaces.jobs.queue import WAITS
from ringfence.interfaces.jobs.schedule import BY_NAME, SCHEDULE, Scheduled
from ringfence.kernel.clock import SHANGHAI

EACH = pytest.mark.parametrize("scheduled", SCHEDULE, ids=lambda scheduled: scheduled.name)
MIDNIGHT = datetime(2026, 3, 2, tzinfo=SHANGHAI)


def test_no_name_stands_for_two_jobs() -> None:
    assert len(BY_NAME) == len(SCHEDULE)


@EACH
def test_each_job_acts_as_one_that_is_declared(scheduled: Scheduled) -> None:
    assert job_actor(name=scheduled.actor).code == f"job:{scheduled.actor}"


@EACH
def test_each_job_comes_at_least_once_a_day(scheduled: Scheduled) -> None:
    assert croniter.is_valid(scheduled.cron)
    following = croniter(scheduled.cron, MIDNIGHT.astimezone(UTC)).get_next(datetime)
    assert following - MIDNIGHT <= timedelta(days=1)


def test_what_is_late_is_marked_just_after_midnight_in_shanghai() -> None:
    following = croniter(BY_NAME["desk.sweep"].cron, MIDNIGHT.astimezone(UTC)).get_next(datetime)
    assert following - MIDNIGHT <= timedelta(minutes=5)


def test_each_wait_is_longer_than_the_one_before() -> None:
    assert list(WAITS) == sorted(set(WAITS))
