"""What the jobs are at, and whether a worker lives: for pages, metrics and readiness."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from croniter import croniter
from django.db import connection

from ringfence.access.actor import Actor
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.queue import JOB, job_lock
from ringfence.interfaces.jobs.schedule import SCHEDULE
from ringfence.interfaces.jobs.stalled import WORKER_SILENT

_STATES = {"todo": "WAITING", "doing": "WORKING", "succeeded": "DONE", "failed": "FAILED"}


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job of the schedule: how its latest pieces are, and when it comes again.

    `state` is that of the piece most in need of a look: FAILED, RETRYING, WORKING, WAITING, DONE,
    or NEVER. `last_at` is the instant of the schedule that was worked on last, `next_at` the next.
    """

    name: str
    zh: str
    en: str
    state: str
    last_at: datetime | None
    next_at: datetime
    failed_count: int


@dataclass(frozen=True, slots=True)
class UnfinishedRow:
    """A piece that failed or is tried again: its fault, and when it is tried next, if it is."""

    job_id: int
    name: str
    piece: str
    at: datetime
    state: str
    attempt_count: int
    fault: str
    fault_at: datetime | None
    next_attempt_at: datetime | None


class AskedState(StrEnum):
    """How asked work is: it waits, is worked on, is tried again, has failed; or how it ended."""

    WAITING = "WAITING"
    WORKING = "WORKING"
    RETRYING = "RETRYING"
    FAILED = "FAILED"
    DONE = "DONE"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class AskedStanding:
    """How asked work is, and what its last attempt failed with, where one did."""

    state: AskedState
    fault: str = ""

    @property
    def is_moving(self) -> bool:
        """Return whether it is worth looking again."""
        return self.state in {AskedState.WAITING, AskedState.WORKING, AskedState.RETRYING}


_LATEST = """
SELECT DISTINCT ON (args->>'name', args->>'piece') args->>'name', args->>'at',
    CASE WHEN status = 'todo' AND attempts > 0 THEN 'RETRYING' ELSE status::text END
FROM procrastinate_jobs WHERE task_name = %s
ORDER BY args->>'name', args->>'piece', id DESC
"""
_FAULTY = """
SELECT j.id, j.args->>'name', j.args->>'piece', j.args->>'at',
    CASE j.status WHEN 'failed' THEN 'FAILED' ELSE 'RETRYING' END, j.attempts,
    coalesce(f.code, ''), f.at, CASE WHEN j.status = 'todo' THEN j.scheduled_at END
FROM procrastinate_jobs AS j LEFT JOIN jobs_jobfault AS f ON f.job_id = j.id
WHERE j.task_name = %s AND (j.status = 'failed' OR j.status = 'todo' AND j.attempts > 0)
ORDER BY j.id DESC LIMIT %s
"""
_OF_PIECE = """
SELECT j.status::text, j.attempts, coalesce(f.code, '')
FROM procrastinate_jobs AS j LEFT JOIN jobs_jobfault AS f ON f.job_id = j.id
WHERE j.lock = %s ORDER BY j.id DESC LIMIT 1
"""
_WORST_FIRST = ("FAILED", "RETRYING", "WORKING", "WAITING", "DONE")


def job_rows(*, actor: Actor, at: datetime) -> list[JobRow]:
    """Return every job of the schedule, in its order. Refuses: NotPermitted."""
    actor.require("system.watch")
    latest: dict[str, list[tuple[str, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [JOB])
        for name, scheduled_at, status in cursor.fetchall():
            state = _STATES.get(status, status)
            latest.setdefault(name, []).append((state, scheduled_at))
    return [
        JobRow(
            name=scheduled.name,
            zh=scheduled.zh,
            en=scheduled.en,
            state=_worst([state for state, _ in latest.get(scheduled.name, [])]),
            last_at=_last([when for _, when in latest.get(scheduled.name, [])]),
            next_at=croniter(scheduled.cron, at.astimezone(UTC)).get_next(datetime),
            failed_count=sum(s == "FAILED" for s, _ in latest.get(scheduled.name, [])),
        )
        for scheduled in SCHEDULE
    ]


def unfinished_rows(*, actor: Actor, limit: int = 100) -> list[UnfinishedRow]:
    """Return the pieces that failed or are tried again, the newest first. Refuses: NotPermitted."""
    actor.require("system.watch")
    with connection.cursor() as cursor:
        cursor.execute(_FAULTY, [JOB, limit])
        return [
            UnfinishedRow(job_id, name, piece, datetime.fromisoformat(at), *rest)
            for job_id, name, piece, at, *rest in cursor.fetchall()
        ]


def worker_is_alive(*, at: datetime) -> bool:
    """Return whether a worker has told lately that it lives."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM procrastinate_workers WHERE last_heartbeat >= %s LIMIT 1",
            [at - WORKER_SILENT],
        )
        return bool(cursor.rowcount)


def asked_standing(asked: AskedJob) -> AskedStanding:
    """Return how asked work is. What the queue does not know of any more has failed."""
    if asked.outcome is not None:
        return AskedStanding(AskedState(asked.outcome))
    with connection.cursor() as cursor:
        cursor.execute(_OF_PIECE, [job_lock(asked.name, str(asked.id))])
        row = cursor.fetchone()
    status, attempts, fault = row or ("", 0, "")
    if status == "todo":
        return AskedStanding(AskedState.RETRYING if attempts else AskedState.WAITING, fault)
    return AskedStanding(AskedState.WORKING if status == "doing" else AskedState.FAILED, fault)


def asked_latest(*, name: str, subject: str) -> AskedJob | None:
    """Return what was asked for last about a subject; None where nothing was."""
    return AskedJob.objects.filter(name=name, subject=subject).order_by("-asked_at").first()


def job_counts() -> dict[str, int]:
    """Return how many pieces are in each state, for the metrics."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text, count(*) FROM procrastinate_jobs WHERE task_name = %s GROUP BY 1",
            [JOB],
        )
        counted = dict(cursor.fetchall())
    return {state: counted.get(status, 0) for status, state in _STATES.items()}


def _worst(states: list[str]) -> str:
    return next((state for state in _WORST_FIRST if state in states), "NEVER")


def _last(instants: list[str]) -> datetime | None:
    return max(map(datetime.fromisoformat, instants), default=None)
