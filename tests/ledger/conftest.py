"""The ledger's own database: books cannot be emptied between tests, so each test has a leaf."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

import ringfence.ledger
from ledger.books import Books
from ringfence.installation.postgres import EmbeddedServer


@pytest.fixture(scope="session")
def books_url(server: EmbeddedServer) -> str:
    """The address of a database that has the books and nothing else; its owner is no superuser."""
    with psycopg.connect(server.url(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE ledger_books")
    url = server.url(database="ledger_books")
    sql = Path(ringfence.ledger.__file__).parent / "sql"
    with psycopg.connect(url) as owner:
        for file in sorted(sql.glob("*.sql")):
            owner.execute(file.read_text(encoding="utf-8").encode())
    return url


@pytest.fixture
def books(books_url: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[Books]:
    """A fresh leaf of a fresh fund; Django's connection works on the same database."""
    settings = connection.settings_dict
    before = dict(settings)
    with psycopg.connect(books_url) as probe:
        info = probe.info
        settings.update(HOST=info.host, PORT=str(info.port), NAME=info.dbname, USER=info.user,
                        PASSWORD=info.password)  # fmt: skip
    connection.close()
    with django_db_blocker.unblock():
        yield Books.fresh()
        connection.close()
    settings.clear()
    settings.update(before)
