"""The worker on a played month: each job may do what it does."""

from played_month import Installation, final_books


def test_every_job_of_the_schedule_is_done_on_a_played_month(month: Installation) -> None:
    before = final_books(month)
    done = month.run("worker", "--once")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        month.rows("SELECT args, code FROM jobs_jobfault JOIN procrastinate_jobs ON id = job_id")
        == []
    )
    states = month.rows("SELECT DISTINCT status::text FROM procrastinate_jobs")
    assert states == [("succeeded",)]
    names = {name for (name,) in month.rows("SELECT args->>'name' FROM procrastinate_jobs")}
    assert {"ledger.seal", "exchange.send", "exchange.receive", "desk.sweep"} <= names
    assert month.rows("SELECT count(*) FROM ledger_seal") > [(0,)]
    assert final_books(month) == before
