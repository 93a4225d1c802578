"""The queue: jobs are put into it at the instants of the schedule, done, and tried again.

procrastinate keeps it, in the same database. The first attempt and the tenth of a job have the same
`at`: the instant of the schedule that it was put in at.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app as queue
from procrastinate.jobs import Job

from ringfence.access.selectors import job_actor
from ringfence.interfaces.jobs.asked import ASKED, asked_do
from ringfence.interfaces.jobs.models import CODE_LENGTH, JobFault
from ringfence.interfaces.jobs.schedule import BY_NAME, SCHEDULE
from ringfence.kernel.clock import now
from ringfence.kernel.refusal import Refusal

TICK, JOB = "tick", "job"
# After each failed attempt; after the last of them a job has failed. What runs more often than
# that begins anew at its next instant.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120))
# The first number of the lock that lets one job at a time into the queue for a piece.
PUTTING = 0x52464A


class GrowingWaits(BaseRetryStrategy):
    """Try again after each of WAITS."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:  # noqa: ARG002
        """Return when to try again; None after the last wait."""
        if job.attempts >= len(WAITS):
            return None
        return RetryDecision(retry_at=now() + WAITS[job.attempts])


def register(app: App) -> None:
    """Tell the queue what there is to do and when; called once, when Django is ready."""
    app.task(name=JOB, retry=GrowingWaits(), pass_context=True)(_job)
    tick = app.task(name=TICK, retry=GrowingWaits())(_tick)
    for scheduled in SCHEDULE:
        app.periodic(
            cron=scheduled.cron, periodic_id=scheduled.name, task_kwargs={"name": scheduled.name}
        )(tick)


def _tick(timestamp: int, *, name: str) -> None:
    """Put a job for each piece into the queue; its `at` is the instant of the schedule."""
    at = datetime.fromtimestamp(timestamp, UTC)
    for piece in BY_NAME[name].pieces():
        job_put(name=name, piece=piece, at=at)


def job_lock(name: str, piece: str) -> str:
    """Return what one piece of one job is known by in the queue."""
    return f"{name}:{piece}"


@transaction.atomic
def job_put(*, name: str, piece: str, at: datetime) -> bool:
    """Return whether a job was put into the queue: none is while an earlier one is unfinished."""
    lock = job_lock(name, piece)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [PUTTING, lock])
        cursor.execute(
            "SELECT FROM procrastinate_jobs WHERE lock = %s AND status IN ('todo', 'doing')", [lock]
        )
        if cursor.rowcount:
            return False
    queue.configure_task(JOB, lock=lock).defer(name=name, piece=piece, at=at.isoformat())
    return True


def _job(context: JobContext, *, name: str, piece: str, at: str) -> None:
    """Do one piece of one job as the job that it is declared to be; or what somebody asked for."""
    assert context.job.id is not None
    with _FaultKept(context.job.id):
        if name in ASKED:
            asked_do(asked_id=UUID(piece))
            return
        scheduled = BY_NAME[name]
        organisation = scheduled.organisation(piece)
        actor = job_actor(name=scheduled.actor, organisation=organisation)
        scheduled.do(piece, actor, datetime.fromisoformat(at))


@dataclass(frozen=True, slots=True)
class _FaultKept:
    """Remember what a job failed with: a refusal's code, or the kind of a fault of ours."""

    job_id: int

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, _: object
    ) -> None:
        """Write the fault; it goes on to the queue, which tries again."""
        if kind is None or not issubclass(kind, Exception):
            return
        code = fault.code if isinstance(fault, Refusal) else kind.__name__
        JobFault.objects.update_or_create(
            job_id=self.job_id, defaults={"code": code[:CODE_LENGTH], "at": now()}
        )
