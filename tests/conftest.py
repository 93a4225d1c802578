"""One PostgreSQL for the whole test session: real, on loopback, without waiting for the disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from pydantic import SecretStr

from clause_marks import pytest_collection_modifyitems  # noqa: F401 - pytest finds it by name
from installed_database import copy_database, own_database  # noqa: F401 - fixtures
from ringfence.installation.database import django_database
from ringfence.installation.postgres import EmbeddedServer

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=256MB")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """The session's server; a test that kills a server starts one of its own."""
    server = EmbeddedServer(tmp_path_factory.mktemp("postgres"), FAST)
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(server: EmbeddedServer) -> None:
    """Point Django at the session's server."""
    from django.db import connections

    database = django_database(SecretStr(server.url()))
    settings.DATABASES["default"].update(database)
    connections["default"].settings_dict.update(database)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty installation's home folder."""
    return tmp_path / "home"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skipped test is a failure: there everything that a test needs is there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
