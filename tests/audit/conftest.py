"""The trail cannot be emptied between tests: what must commit has a database of its own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest
from django.db import connection, transaction
from pydantic import SecretStr
from pytest_django.plugin import DjangoDbBlocker

from audit.trail import AT, record, record_some
from ringfence.audit import seals
from ringfence.installation.database import RUNTIME_ROLE, django_database
from ringfence.installation.postgres import EmbeddedServer


@dataclass(frozen=True)
class SealedTrail:
    """Where a trail lies, for one who may do anything, and its entries' ids in order."""

    superuser_url: str
    entry_ids: list[UUID]


@pytest.fixture
def owner(own_database: str) -> Iterator[psycopg.Connection]:
    """The owner of the tables, who may do what he likes but for the guards."""
    with psycopg.connect(own_database, autocommit=True) as connected:
        yield connected


@pytest.fixture(scope="module")
def sealed_trail(
    copy_database: Callable[[], str], server: EmbeddedServer, django_db_blocker: DjangoDbBlocker
) -> SealedTrail:
    """Three sealed blocks of 4, 4 and 2 entries."""
    url = copy_database()
    with django_db_blocker.unblock(), django_on(url, f"-c role={RUNTIME_ROLE}"):
        for count in (4, 4, 2):
            record_some(count - 1, facts={"n": 1})
            record(subject_id="last")
            assert seals.seal(at=AT) == 1
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM audit_entry ORDER BY seen, id")
            entry_ids = [entry_id for (entry_id,) in cursor]
    return SealedTrail(server.url("postgres", url.rpartition("/")[2]), entry_ids)


@pytest.fixture
def sealed(sealed_trail: SealedTrail, django_db_blocker: DjangoDbBlocker) -> Iterator[list[UUID]]:
    """The ids of the sealed trail's entries; Django works on it with all guards switched off.

    As a thief with the server's disk could. What a test does there is undone at its end.
    """
    switched_off = "-c session_replication_role=replica"
    with (
        django_db_blocker.unblock(),
        django_on(sealed_trail.superuser_url, switched_off),
        transaction.atomic(),
    ):
        yield sealed_trail.entry_ids
        transaction.set_rollback(True)


@contextmanager
def django_on(url: str, options: str) -> Iterator[None]:
    """Let Django's connection work on another database for a while."""
    settings = connection.settings_dict
    before = dict(settings)
    settings.update(django_database(SecretStr(url)))
    settings["OPTIONS"] = {"options": f"-c timezone=UTC {options}"}
    connection.close()
    try:
        yield
    finally:
        connection.close()
        settings.clear()
        settings.update(before)
