"""Work that people ask for: done once, in their name, whatever happens to the worker."""

import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from actors import holder
from jobs.test_killed_worker import PATIENCE_SECONDS, until, worker
from ringfence.access.actor import NotPermitted
from ringfence.access.models import User
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.banking.models import Run
from ringfence.installation.config import config
from ringfence.interfaces.jobs import asked as asked_work
from ringfence.interfaces.jobs import schedule
from ringfence.interfaces.jobs.asked import (
    FUND_VERIFY,
    ROSTER_CHECK,
    ROSTER_IMPORT,
    AskedTwice,
    asked_do,
)
from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.progress import Progress
from ringfence.interfaces.jobs.selectors import AskedState, asked_latest, asked_standing
from ringfence.interfaces.jobs.services import asked_put, job_retry
from ringfence.interfaces.jobs.stalled import stalled_retry
from ringfence.interfaces.jobs.uploads import UPLOADS, upload_keep
from ringfence.interfaces.jobs.worker import work_off
from ringfence.kernel.clock import now
from ringfence.regimes.card.models import Roster
from ringfence.regimes.card.programmes import fund_id_of
from sample_month import (
    PERIOD,
    PROGRAMME,
    SampleMonth,
    identity,
    month,  # noqa: F401 - a fixture
    name,
    registry_row,
)
from sample_people import AGENCY

CLERK = holder("BENEFIT_CLERK", "sample-clerk", organisation=AGENCY)
ACCOUNTANT = holder("FUND_ACCOUNTANT", "sample-accountant", organisation=AGENCY)
MENDER = holder("SYSTEM_ADMINISTRATOR", "sample-mender")
GOOD = f"身份证号码,姓名,金额\n{identity(1)},{name(1)},100.00\n{identity(3)},{name(3)},50.00\n"


@pytest.fixture
def filled(month: SampleMonth, monkeypatch: pytest.MonkeyPatch) -> SampleMonth:  # noqa: F811
    """Two people of the registry, and an agency with a clerk and an accountant."""
    monkeypatch.setattr(config(), "home", month.folder)
    month.people(registry_row(1, personal_fen=12_345), registry_row(3))
    sample_areas()
    agency = sample_insurer(AGENCY)
    sample_membership(sample_user(CLERK.code), agency, "BENEFIT_CLERK")
    sample_membership(sample_user(ACCOUNTANT.code), agency, "FUND_ACCOUNTANT")
    return month


def uploaded(month: SampleMonth, text: str = GOOD) -> dict[str, str]:  # noqa: F811
    kept = upload_keep(home=month.folder, file_name="样例.csv", content=[text.encode()])
    return kept | {"programme": PROGRAMME, "period": PERIOD}


def ask(kind: str, words: dict[str, str]) -> AskedJob:
    return asked_put(
        name=kind, organisation=AGENCY, subject=PROGRAMME, words=words, actor=CLERK, at=now()
    )


def ask_verification() -> AskedJob:
    return asked_put(
        name=FUND_VERIFY, organisation=AGENCY, subject=str(fund_id_of(PROGRAMME)), words={},
        actor=ACCOUNTANT, at=now(),
    )  # fmt: skip


def result_of(asked: AskedJob) -> dict[str, Any]:
    """Do the work as a worker does, and return what came of it."""
    result: dict[str, Any] = ended(asked).result or {}
    return result


def ended(asked: AskedJob) -> AskedJob:
    """Do the work as a worker does, and return it as it is then."""
    work_off(concurrency=1, at=now())
    asked.refresh_from_db()
    return asked


def do_and_leave(asked_id: UUID) -> None:
    """Do the work on a connection of another thread, as another worker would."""
    try:
        asked_do(asked_id=asked_id)
    finally:
        connection.close()


def files(month: SampleMonth) -> list[Path]:  # noqa: F811
    return [path for path in (month.folder / UPLOADS).rglob("*") if path.is_file()]


def test_a_verification_keeps_its_result_and_one_entry(filled: SampleMonth) -> None:
    asked = ask_verification()
    result = result_of(asked)
    assert asked.outcome == "DONE"
    assert (result["break_count"], result["unsealed_count"]) == (0, 1)
    [entry] = search(AuditCriteria(action=FUND_VERIFY), limit=9).records
    assert entry.actor == ACCOUNTANT.code
    assert asked_latest(name=FUND_VERIFY, subject=asked.subject) == asked


def test_breaks_are_kept_with_the_result(filled: SampleMonth, own_database: str) -> None:
    with psycopg.connect(own_database) as owner:
        owner.execute("ALTER TABLE ledger_balance DISABLE TRIGGER USER")
        owner.execute("UPDATE ledger_balance SET balance_fen = 1 WHERE balance_fen = 12345")
    [found] = result_of(ask_verification())["breaks"]
    assert (found["problem"], found["in_books_fen"]) == ("BALANCE_DIFFERS", 1)


def test_the_same_is_not_asked_for_twice_while_it_is_unfinished(filled: SampleMonth) -> None:
    first = ask_verification()
    assert ask_verification() == first
    ended(first)
    assert ask_verification() != first


@pytest.mark.clause("OP-22.1")
def test_who_may_not_does_not_ask(filled: SampleMonth) -> None:
    with pytest.raises(NotPermitted):
        asked_put(
            name=FUND_VERIFY, organisation=AGENCY, subject="", words={}, actor=CLERK, at=now()
        )
    assert not AskedJob.objects.exists()


@pytest.mark.clause("OP-22.1")
def test_what_somebody_may_counts_when_it_is_done(filled: SampleMonth) -> None:
    asked = ask(ROSTER_IMPORT, uploaded(filled))
    User.objects.filter(code=CLERK.code).update(closed_at=now() - timedelta(seconds=1))
    assert result_of(asked)["code"] == "USER_UNKNOWN"
    assert asked.outcome == "REFUSED"
    assert not Roster.objects.exists()


@pytest.mark.clause("OP-9.2")
def test_a_check_tells_each_fault_and_stores_no_line(filled: SampleMonth) -> None:
    text = GOOD + f"{identity(5)},{name(5)},1.234\n"
    result = result_of(ask(ROSTER_CHECK, uploaded(filled, text)))
    assert result["fault_count"] == 1
    assert result["faults"][0]["line"] == 4
    assert set(result["faults"][0]["expected"]) == {"zh", "en"}
    assert not Roster.objects.exists()
    assert files(filled) == [], "nobody goes on with it"


def test_a_checked_roster_is_imported_and_its_file_removed(filled: SampleMonth) -> None:
    checked = ask(ROSTER_CHECK, uploaded(filled))
    result = result_of(checked)
    assert (result["line_count"], result["sum_fen"]) == (2, 15_000)
    [path] = files(filled)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    imported = result_of(ask(ROSTER_IMPORT, checked.words))
    assert Roster.objects.get().imported_by == CLERK.code
    assert imported["runs"] == [Run.objects.get().number]
    assert files(filled) == []


def test_a_refusal_is_the_answer_and_is_not_tried_again(filled: SampleMonth) -> None:
    ended(ask(ROSTER_IMPORT, uploaded(filled)))
    again = ask(ROSTER_IMPORT, uploaded(filled))
    result = result_of(again)
    assert (again.outcome, result["code"]) == ("REFUSED", "ROSTER_REPEATED")
    assert set(result) == {"code", "sentence", "clause"}
    assert asked_standing(again).state is AskedState.REFUSED


def test_a_file_that_was_changed_or_removed_is_not_taken(filled: SampleMonth) -> None:
    words = uploaded(filled)
    [path] = files(filled)
    path.write_text(GOOD.replace("50.00", "51.00"), encoding="utf-8")
    assert result_of(ask(ROSTER_IMPORT, words))["code"] == "UPLOAD_GONE"
    assert not Roster.objects.exists()


@pytest.mark.clause("OP-A5")
def test_an_import_that_was_cut_off_is_made_once(
    filled: SampleMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(ROSTER_IMPORT, uploaded(filled))
    whole = asked_work._end

    def cut_off(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(asked_work, "_end", cut_off)
    assert ended(asked).outcome is None
    assert (asked_standing(asked).state, asked_standing(asked).fault) == (
        AskedState.RETRYING,
        "OSError",
    )
    assert not Roster.objects.exists(), "nothing is half done"
    assert len(files(filled)) == 1
    monkeypatch.setattr(asked_work, "_end", whole)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_jobs WHERE attempts > 0 AND status = 'todo'")
        [(job_id,)] = cursor.fetchall()
    job_retry(job_id=job_id, actor=MENDER, at=now())
    assert ended(asked).outcome == "DONE"
    assert Roster.objects.count() == 1


@pytest.mark.clause("OP-A5")
def test_an_import_that_had_ended_is_not_made_again(filled: SampleMonth) -> None:
    asked = ended(ask(ROSTER_IMPORT, uploaded(filled)))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE lock = %s",
            [f"{ROSTER_IMPORT}:{asked.id}"],
        )
    assert stalled_retry(at=now()) == 1
    ended_at = asked.ended_at
    assert ended(asked).ended_at == ended_at
    assert (Roster.objects.count(), Run.objects.count()) == (1, 1)


def test_of_two_workers_at_the_same_work_one_keeps_it(
    filled: SampleMonth, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask_verification()
    kind = asked_work.ASKED[FUND_VERIFY]

    def overtaken(*given: Any) -> Any:
        monkeypatch.setitem(asked_work.ASKED, FUND_VERIFY, kind)
        with ThreadPoolExecutor(1) as other_worker:
            other_worker.submit(do_and_leave, asked.id).result(PATIENCE_SECONDS)
        return kind.do(*given)

    monkeypatch.setitem(asked_work.ASKED, FUND_VERIFY, replace(kind, do=overtaken))
    with pytest.raises(AskedTwice):
        asked_do(asked_id=asked.id)
    assert len(search(AuditCriteria(action=FUND_VERIFY), limit=9).records) == 1


def test_progress_is_seen_while_the_work_is_still_open(filled: SampleMonth) -> None:
    asked = ask_verification()
    with Progress(asked.id) as progress:
        progress.tell(3, 7)
        asked.refresh_from_db()
        assert (asked.done_count, asked.total_count) == (3, 7)


def test_what_names_people_is_removed_after_some_days(filled: SampleMonth) -> None:
    checked = ended(ask(ROSTER_CHECK, uploaded(filled)))
    verified = ended(ask_verification())
    clean: Callable[..., None] = schedule.BY_NAME["jobs.clean"].do
    clean("", MENDER, now() + timedelta(hours=1))
    assert len(files(filled)) == 1
    clean("", MENDER, now() + timedelta(days=8))
    checked.refresh_from_db()
    verified.refresh_from_db()
    assert (checked.result, checked.outcome) == (None, "DONE")
    assert verified.result is not None
    assert files(filled) == []


@pytest.mark.clause("OP-A5")
def test_a_worker_killed_in_the_middle_of_an_import_imports_nothing_twice(
    filled: SampleMonth, own_database: str
) -> None:
    asked, home = ask(ROSTER_IMPORT, uploaded(filled)), filled.folder
    with psycopg.connect(own_database, autocommit=True) as observer:

        def is_blocked() -> bool:
            found = observer.execute(
                "SELECT FROM pg_stat_activity WHERE datname = current_database()"
                " AND wait_event_type = 'Lock'"
            )
            return bool(found.rowcount)

        with psycopg.connect(own_database) as holder_of_lock:
            holder_of_lock.execute("LOCK TABLE card_roster IN EXCLUSIVE MODE")
            program = worker(own_database, home)
            until(is_blocked, home)
            program.kill()
            program.wait(PATIENCE_SECONDS)
        observer.execute("UPDATE procrastinate_workers SET last_heartbeat = '2026-01-01'")
        again = worker(own_database, home, "--once", "--at", now().isoformat())
        assert again.wait(PATIENCE_SECONDS) == 0, (home / "worker.log").read_text()
    asked.refresh_from_db()
    assert asked.outcome == "DONE"
    assert (Roster.objects.count(), Run.objects.count()) == (1, 1)
