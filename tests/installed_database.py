"""A database of its own for each test whose transactions must end as they do in use.

Books and records refuse to be emptied, so nothing could be cleared away between tests. One
database is brought to this version once; each test gets a copy, and works in it as the run-time
role, as every program does.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection
from pydantic import SecretStr
from pytest_django.plugin import DjangoDbBlocker

from ringfence.installation.database import RUNTIME_ROLE, django_database, prepare
from ringfence.installation.postgres import EmbeddedServer

PREPARED = "prepared"
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def copy_database(server: EmbeddedServer, django_db_blocker: DjangoDbBlocker) -> Callable[[], str]:
    """Make a copy of the prepared database and return its address."""
    _execute(server, f"CREATE DATABASE {PREPARED}")
    with django_db_blocker.unblock(), _django_on(server.url(database=PREPARED)):
        prepare()

    def copy() -> str:
        name = f"copy_{next(_NUMBERS)}"
        _execute(server, f"CREATE DATABASE {name} TEMPLATE {PREPARED} STRATEGY FILE_COPY")
        return server.url(database=name)

    return copy


@pytest.fixture
def own_database(
    copy_database: Callable[[], str], django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """The address of the test's own database; Django works on it as the run-time role."""
    url = copy_database()
    with django_db_blocker.unblock(), _django_on(url, role=RUNTIME_ROLE):
        yield url


@contextmanager
def _django_on(url: str, role: str = "") -> Iterator[None]:
    settings = connection.settings_dict
    before = dict(settings)
    settings.update(django_database(SecretStr(url)))
    if role:
        settings["OPTIONS"] = {"options": f"-c timezone=UTC -c role={role}"}
    connection.close()
    try:
        yield
    finally:
        connection.close()
        settings.clear()
        settings.update(before)


def _execute(server: EmbeddedServer, statement: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as owner:
        owner.execute(statement.encode())
