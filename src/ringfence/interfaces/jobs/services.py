"""What a system administrator does to a job, and what others ask for."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app as queue

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.interfaces.jobs.asked import ASKED
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.queue import JOB, PUTTING, job_put
from ringfence.interfaces.jobs.selectors import AskedState, asked_standing
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.uuid7 import uuid7


class JobNotRetryable(Refusal):
    """A job that is not there, is at work, or has been done."""

    code = "JOB_NOT_RETRYABLE"
    en = "Job {job} cannot be tried again: it has neither failed nor waits for its next attempt."
    zh = "任务 {job} 不能重试：它既未失败，也不在等待重试。"


@transaction.atomic
def job_retry(*, job_id: int, actor: Actor, at: datetime) -> None:
    """Write that a job which failed, or waits for its next attempt, is tried now.

    Its `at` stays the instant of the schedule. Refuses: NotPermitted, JobNotRetryable.
    """
    actor.require("job.retry")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE id = %s AND task_name = %s"
            " AND (status = 'failed' OR status = 'todo' AND attempts > 0) FOR UPDATE",
            [job_id, JOB],
        )
        found = cursor.fetchone()
        if found is None:
            raise JobNotRetryable(job=job_id)
        if found == ("failed",):
            queue.job_manager.retry_job_by_id(job_id, retry_at=at)
        else:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = %s WHERE id = %s", [at, job_id]
            )
    act_record(action="job.retry", actor=actor, at=at, subject=("job", str(job_id)))


@transaction.atomic
def asked_put(
    *,
    name: str,
    organisation: str,
    subject: str,
    words: dict[str, Any],
    actor: Actor,
    at: datetime,
) -> AskedJob:
    """Return the work that was asked for; where the same is unfinished, that one.

    A worker does it in the actor's name, with what that one may then. Refuses: NotPermitted.
    """
    actor.require(ASKED[name].permission, organisation=organisation)
    with connection.cursor() as cursor:
        lock = f"{name}:{organisation}:{subject}"
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [PUTTING, lock])
    same = AskedJob.objects.filter(
        name=name, organisation=organisation, subject=subject, words=words, ended_at__isnull=True
    )
    for unfinished in same.order_by("-asked_at"):
        if asked_standing(unfinished).state is not AskedState.FAILED:
            return unfinished
    asked = AskedJob.objects.create(
        id=uuid7(),
        name=name,
        organisation=organisation,
        subject=subject,
        words=words,
        asked_by=actor.code,
        asked_at=at,
    )
    job_put(name=name, piece=str(asked.id), at=at)
    return asked
