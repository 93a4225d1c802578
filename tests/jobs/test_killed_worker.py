"""A worker that is killed in the middle of a job loses nothing and does nothing twice."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from ledger.books import Books
from ringfence.interfaces.jobs.queue import job_put
from ringfence.kernel.clock import now
from ringfence.ledger.seals import seals, verify

AT = datetime(2026, 3, 2, 1, 3, tzinfo=UTC)
PATIENCE_SECONDS = 60


def worker(url: str, home: Path, *more: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "RINGFENCE_HOME": str(home), "RINGFENCE_DATABASE_URL": url}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    words = [sys.executable, "-m", "ringfence", "worker", "--concurrency", "1", *more]
    with (home / "worker.log").open("ab") as log:
        return subprocess.Popen(words, env=environment, stdout=log, stderr=log)


def until(is_so: Callable[[], bool], home: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, (home / "worker.log").read_text()
        time.sleep(0.05)


@pytest.mark.parametrize("kill", [signal.SIGKILL, signal.SIGTERM])
def test_a_seal_that_was_cut_off_is_made_once_at_its_instant(
    own_database: str, tmp_path: Path, kill: signal.Signals
) -> None:
    books = Books.fresh()
    books.account(500)
    job_put(name="ledger.seal", piece=str(books.leaf_id), at=AT)
    with psycopg.connect(own_database, autocommit=True) as observer:

        def status() -> str:
            found = observer.execute(
                "SELECT status::text FROM procrastinate_jobs WHERE lock = %s",
                [f"ledger.seal:{books.leaf_id}"],
            ).fetchone()
            return found[0] if found else ""

        with psycopg.connect(own_database) as holder:
            holder.execute("SELECT FROM ledger_leaf FOR UPDATE")
            program = worker(own_database, tmp_path)
            until(lambda: status() == "doing", tmp_path)
            program.send_signal(kill)
            if kill == signal.SIGKILL:
                program.wait(PATIENCE_SECONDS)
                assert status() == "doing"
        assert program.wait(PATIENCE_SECONDS) == (-kill if kill == signal.SIGKILL else 0)
        observer.execute("UPDATE procrastinate_workers SET last_heartbeat = '2026-01-01'")
        again = worker(own_database, tmp_path, "--once", "--at", now().isoformat())
        assert again.wait(PATIENCE_SECONDS) == 0, (tmp_path / "worker.log").read_text()
        assert status() == "succeeded"
    made = seals(leaf_id=books.leaf_id)
    assert [seal.row_count for seal in made][:1] == [1]
    assert made[0].sealed_at == AT
    assert verify(leaves=[books.leaf_id]).breaks == []
