"""Jobs of workers that were killed are taken up again."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from procrastinate.contrib.django import app as queue

from ringfence.interfaces.jobs.queue import WAITS

# A worker tells every ten seconds that it lives.
WORKER_SILENT = timedelta(seconds=60)


@transaction.atomic
def stalled_retry(*, at: datetime) -> int:
    """Return how many jobs were put back, because nobody works on them any more.

    What they did is kept or undone by its transaction; doing them again is harmless. A job that
    kills its worker again and again waits longer each time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.id, j.attempts FROM procrastinate_jobs AS j WHERE j.status = 'doing'"
            " AND NOT EXISTS (SELECT FROM procrastinate_workers AS w"
            " WHERE w.id = j.worker_id AND w.last_heartbeat >= %s)"
            " ORDER BY j.id FOR UPDATE SKIP LOCKED",
            [at - WORKER_SILENT],
        )
        stalled = cursor.fetchall()
    for job_id, attempts in stalled:
        wait = WAITS[min(attempts, len(WAITS)) - 1] if attempts else timedelta()
        queue.job_manager.retry_job_by_id(job_id, retry_at=at + wait)
    return len(stalled)
