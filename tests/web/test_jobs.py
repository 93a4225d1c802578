"""The page of background jobs and health: what failed, why, and another attempt."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from actors import holder
from ringfence.interfaces.jobs.models import JobFault
from ringfence.interfaces.jobs.queue import JOB, job_put
from ringfence.interfaces.recovery.record import backup_record
from ringfence.kernel.clock import now
from web.acting import ClientOf

SYSTEM = holder("SYSTEM_ADMINISTRATOR", "sample-sys")
AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-aud")

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed_id() -> int:
    """A piece that has failed, with its fault."""
    job_put(name="ledger.seal", piece="7", at=now())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed', attempts = 8"
            " WHERE task_name = %s RETURNING id",
            [JOB],
        )
        [(job_id,)] = cursor.fetchall()
    JobFault.objects.create(job_id=job_id, code="SAMPLE_FAULT", at=now())
    return int(job_id)


def mark_of(page: str) -> str:
    found = re.search(r'shown=(\w{16})"', page)
    assert found is not None
    return found[1]


def shown_again(browser: Client, mark: str) -> int:
    path = f"/jobs/?shown={mark}"
    return browser.get(path, headers={"HX-Request": "true", "X-Unattended": "1"}).status_code


def test_a_piece_that_failed_is_shown_with_its_fault_and_tried_again(
    client_of: ClientOf, failed_id: int
) -> None:
    browser = client_of(SYSTEM)
    page = browser.get("/jobs/").text
    assert "SAMPLE_FAULT" in page
    assert f'id="retry-{failed_id}"' in page
    assert browser.post(f"/jobs/{failed_id}/retry/")["Location"] == "/jobs/"
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [failed_id])
        assert cursor.fetchall() == [("todo",)]


def test_who_only_watches_retries_nothing(client_of: ClientOf, failed_id: int) -> None:
    auditor = client_of(AUDITOR)
    page = auditor.get("/jobs/").text
    assert "SAMPLE_FAULT" in page
    assert "/retry/" not in page
    assert auditor.post(f"/jobs/{failed_id}/retry/").status_code == 403


@pytest.mark.clause("OP-22.1")
def test_others_see_nothing_of_it(client_of: ClientOf) -> None:
    assert client_of(holder("BENEFIT_CLERK", "sample-clerk")).get("/jobs/").status_code == 403


def test_what_is_not_there_is_not_tried_again(client_of: ClientOf) -> None:
    assert "JOB_NOT_RETRYABLE" in client_of(SYSTEM).post("/jobs/999/retry/").text


def test_where_nothing_failed_the_page_says_that_nothing_is_to_be_done(
    client_of: ClientOf,
) -> None:
    assert "没有失败或待重试的子任务" in client_of(SYSTEM).get("/jobs/").text


def test_without_a_worker_the_page_says_what_to_run(client_of: ClientOf) -> None:
    browser = client_of(SYSTEM)
    assert "后台任务服务没有运行" in browser.get("/jobs/").text
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert "后台任务服务正在运行" in browser.get("/jobs/").text


@pytest.mark.clause("OP-22.2")
def test_the_last_backup_is_told_and_an_old_one_is_noted(client_of: ClientOf) -> None:
    browser = client_of(SYSTEM)
    assert "尚无备份" in browser.get("/jobs/").text
    backup_record(at=now() - timedelta(days=3))
    assert "ringfence backup" in browser.get("/jobs/").text
    backup_record(at=now())
    page = browser.get("/jobs/").text
    assert "最近备份" in page
    assert "ringfence backup" not in page


def test_what_has_not_changed_is_not_swapped(client_of: ClientOf, failed_id: int) -> None:
    browser = client_of(SYSTEM)
    mark = mark_of(browser.get("/jobs/").text)
    assert shown_again(browser, "another") == 200
    job_fault = JobFault.objects.get(job_id=failed_id)
    job_fault.code = "ANOTHER_FAULT"
    job_fault.save()
    assert shown_again(browser, mark) == 200
    mark = mark_of(browser.get("/jobs/").text)
    # A minute may begin between the two looks, and with it the next instants of the schedule.
    assert 204 in {shown_again(browser, mark_of(browser.get("/jobs/").text)) for _ in range(3)}
