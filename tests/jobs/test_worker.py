"""What the worker does with jobs: once, in order, again where they failed or were left."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from actors import actor
from ledger.books import Books
from ringfence.access.actor import Actor, NotPermitted
from ringfence.interfaces.jobs import schedule
from ringfence.interfaces.jobs.queue import WAITS, job_put
from ringfence.interfaces.jobs.schedule import Scheduled
from ringfence.interfaces.jobs.selectors import (
    job_counts,
    job_rows,
    unfinished_rows,
    worker_is_alive,
)
from ringfence.interfaces.jobs.services import JobNotRetryable, job_retry
from ringfence.interfaces.jobs.stalled import stalled_retry
from ringfence.interfaces.jobs.worker import work_off
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import now
from ringfence.kernel.refusal import Refusal
from ringfence.ledger.seals import seals

pytestmark = pytest.mark.usefixtures("own_database")

AT = datetime(2026, 3, 2, 1, 10, 30, tzinfo=UTC)
SEALED_AT = datetime(2026, 3, 2, 1, 3, tzinfo=UTC)
WATCHER = actor("sample-watcher", "system.watch")
MENDER = actor("sample-mender", "system.watch", "job.retry")
Done = list[tuple[str, datetime]]


class SampleFault(Refusal):
    """What a sample job fails with."""

    code = "SAMPLE_FAULT"
    en = "A sample."
    zh = "样例。"


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Put one sample job in place of what `holds.expire` does; return what it does."""

    def put(*, fails: bool = False, pieces: tuple[str, ...] = ("",)) -> Done:
        done: Done = []

        def do(piece: str, _actor: Actor, at: datetime) -> None:
            done.append((piece, at))
            if fails:
                raise SampleFault(cite=Citation("OP-A5"))

        sample = Scheduled("holds.expire", "样例", "a sample", "*/10 * * * *", "holds.expire",
                           do, lambda: pieces)  # fmt: skip
        monkeypatch.setitem(schedule.BY_NAME, "holds.expire", sample)
        return done

    return put


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status::text FROM procrastinate_jobs WHERE args->>'name' = 'holds.expire'"
            " AND task_name = 'job' ORDER BY id"
        )
        return [status for (status,) in cursor.fetchall()]


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_is_due_is_done_at_the_instant_of_its_schedule() -> None:
    books = Books.fresh()
    books.account(500)
    work_off(concurrency=2, at=AT)
    assert [seal.sealed_at for seal in seals(leaf_id=books.leaf_id)] == [SEALED_AT]
    states = {row.name: row.state for row in job_rows(actor=WATCHER, at=AT)}
    assert set(states.values()) <= {"DONE", "NEVER"}
    assert states["audit.seal"] == "DONE"


def test_an_instant_of_the_schedule_is_worked_off_once(only: Callable[..., Done]) -> None:
    done = only(pieces=("1", "2"))
    work_off(concurrency=2, at=AT)
    work_off(concurrency=2, at=AT)
    instant = AT.replace(second=0)
    assert sorted(done) == [("1", instant), ("2", instant)]


def test_nothing_is_put_in_while_the_same_is_unfinished(only: Callable[..., Done]) -> None:
    only()
    assert job_put(name="holds.expire", piece="1", at=AT)
    assert not job_put(name="holds.expire", piece="1", at=AT)
    assert job_put(name="holds.expire", piece="2", at=AT)


def test_a_job_that_fails_is_tried_again_later_and_shown(only: Callable[..., Done]) -> None:
    done = only(fails=True)
    before = now()
    work_off(concurrency=1, at=AT)
    assert len(done) == 1
    [row] = unfinished_rows(actor=WATCHER)
    assert (row.name, row.state, row.fault) == ("holds.expire", "RETRYING", "SAMPLE_FAULT")
    assert row.next_attempt_at is not None
    assert row.next_attempt_at >= before + WAITS[0]
    assert job_counts()["FAILED"] == 0


def test_after_the_last_wait_it_has_failed_until_somebody_retries_it(
    only: Callable[..., Done],
) -> None:
    done = only(fails=True)
    work_off(concurrency=1, at=AT)
    for _ in WAITS:
        [row] = unfinished_rows(actor=WATCHER)
        job_retry(job_id=row.job_id, actor=MENDER, at=AT)
        work_off(concurrency=1, at=AT)
    assert statuses() == ["failed"]
    assert len({at for _, at in done}) == 1, "each attempt has the instant of the schedule"
    [row] = unfinished_rows(actor=WATCHER)
    assert row.state == "FAILED"
    only()
    job_retry(job_id=row.job_id, actor=MENDER, at=AT)
    work_off(concurrency=1, at=AT)
    assert statuses() == ["succeeded"]
    with pytest.raises(JobNotRetryable):
        job_retry(job_id=row.job_id, actor=MENDER, at=AT)


def test_only_who_may_retries_and_watches() -> None:
    with pytest.raises(NotPermitted):
        job_retry(job_id=1, actor=WATCHER, at=AT)
    with pytest.raises(NotPermitted):
        unfinished_rows(actor=actor("sample-nobody"))


def test_a_job_of_a_killed_worker_is_taken_up_again_and_one_at_work_is_not(
    only: Callable[..., Done],
) -> None:
    done = only()
    job_put(name="holds.expire", piece="1", at=AT)
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    execute(
        "UPDATE procrastinate_jobs SET status = 'doing',"
        " worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    assert worker_is_alive(at=now())
    assert stalled_retry(at=now()) == 0
    execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
    assert not worker_is_alive(at=now())
    assert stalled_retry(at=now()) == 1
    work_off(concurrency=1, at=AT - timedelta(minutes=20))
    assert ("1", AT) in done


def test_jobs_that_were_done_long_ago_are_removed(only: Callable[..., Done]) -> None:
    only()
    work_off(concurrency=1, at=AT)
    schedule.BY_NAME["jobs.clean"].do("", actor("job:jobs.clean"), now() + timedelta(days=8))
    assert statuses() == []
