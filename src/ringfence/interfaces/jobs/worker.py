"""The worker: puts what is due into the queue, and works it off.

Any number of workers may run side by side. One that is asked to stop finishes what it has begun.
"""

import asyncio
import logging
import signal
from datetime import datetime, timedelta

from asgiref.sync import sync_to_async
from django.db import connection, connections
from procrastinate import App
from procrastinate.contrib.django import app as queue
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.periodic import PeriodicDeferrer, PeriodicRegistry
from procrastinate.psycopg_connector import PsycopgConnector

from ringfence.interfaces.jobs.stalled import stalled_retry
from ringfence.interfaces.web.middleware.database import DATABASE_FAULTS
from ringfence.kernel.clock import now

_LOG = logging.getLogger("ringfence.worker")
_SWEEP_SECONDS = 30
_DATABASE_BACK_SECONDS = 2
# What has been begun may end within this time; what has not is taken up again by the next worker.
_STOP_SECONDS = 60
# Work that was missed, because no worker ran, is made up once if it is not older than this.
_MISSED = timedelta(days=1)


def work_on(*, concurrency: int) -> None:
    """Work until SIGTERM or Ctrl-C; a database that restarts is waited for."""
    asyncio.run(_until_asked(concurrency))


def work_off(*, concurrency: int, at: datetime) -> None:
    """Work off what is due at the instant, each job of the schedule at its latest, and return."""
    asyncio.run(_work_off(concurrency, at))


async def _until_asked(concurrency: int) -> None:
    working = asyncio.create_task(_work_on(concurrency))
    for asked in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(asked, working.cancel)
    await asyncio.wait([working])
    if not working.cancelled():
        working.result()


async def _work_on(concurrency: int) -> None:
    while True:
        try:
            async with _worker_app().open_async() as app:
                sweeping = asyncio.create_task(_sweep_stalled())
                try:
                    await _run(app, concurrency, wait=True)
                finally:
                    sweeping.cancel()
        except (ConnectorException, *DATABASE_FAULTS):
            _LOG.warning("the database is gone")
        # The worker ends by itself only where the database has gone from under it.
        await sync_to_async(connections.close_all)()
        await asyncio.sleep(_DATABASE_BACK_SECONDS)


async def _work_off(concurrency: int, at: datetime) -> None:
    await sync_to_async(connections.close_all)()
    async with _worker_app().open_async() as app:
        await sync_to_async(stalled_retry)(at=at)
        # The worker would put in what is due now; here the instant is given.
        app.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call]
        due = PeriodicDeferrer(queue.periodic_registry, max_delay=_MISSED.total_seconds())
        await due.defer_jobs(due.get_previous_tasks(at=at.timestamp()))
        # A tick puts jobs in while it is worked on, and they are not found in the same round.
        while await sync_to_async(_is_something_due)():
            await _run(app, concurrency, wait=False)


async def _run(app: App, concurrency: int, *, wait: bool) -> None:
    await app.run_worker_async(
        concurrency=concurrency,
        wait=wait,
        install_signal_handlers=False,
        shutdown_graceful_timeout=_STOP_SECONDS,
    )


async def _sweep_stalled() -> None:
    """Take up what killed workers left, now and from time to time; no job of the queue, since a
    killed worker may have left that one too."""
    while True:
        try:
            await sync_to_async(stalled_retry)(at=now())
        except DATABASE_FAULTS:
            await sync_to_async(connections.close_all)()
        await asyncio.sleep(_SWEEP_SECONDS)


def _worker_app() -> App:
    """Return the queue over connections of the worker's own; jobs work on Django's."""
    return queue.with_connector(PsycopgConnector(kwargs=connector_params()))


def _is_something_due() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT FROM procrastinate_jobs AS j WHERE status = 'todo'"
            " AND (scheduled_at IS NULL OR scheduled_at <= now())"
            " AND NOT EXISTS (SELECT FROM procrastinate_jobs AS d"
            " WHERE d.status = 'doing' AND d.lock = j.lock) LIMIT 1"
        )
        return bool(cursor.rowcount)
