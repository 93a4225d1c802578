"""Readiness and metrics: what is told, and to whom."""

import pytest
from django.db import connection
from django.test import Client
from pydantic import SecretStr

from ringfence.installation.config import config

pytestmark = pytest.mark.django_db


def test_readiness_tells_whether_a_worker_lives(client: Client) -> None:
    assert client.get("/health/ready").json() == {"ready": True, "worker": False}
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
    assert client.get("/health/ready").json() == {"ready": True, "worker": True}


def test_a_database_of_another_version_is_not_ready(client: Client) -> None:
    from ringfence.interfaces.web.pages import health

    health._migrated_once.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs' AND name = '0002_grants'")
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["lacks"]) == (503, "migrations")


def test_metrics_are_for_this_machine_alone(client: Client) -> None:
    told = client.get("/metrics")
    assert told.status_code == 200
    assert 'ringfence_jobs{state="FAILED"} 0.0' in told.content.decode()
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.0.0.9"}).status_code == 403


def test_with_a_token_metrics_are_for_who_has_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config(), "metrics_token", SecretStr("plainly-a-sample"))
    assert client.get("/metrics").status_code == 403
    given = {"Authorization": "Bearer plainly-a-sample"}
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.9", headers=given).status_code == 200
