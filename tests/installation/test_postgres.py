"""The embedded PostgreSQL starts, stops and survives a kill."""

from pathlib import Path

import psycopg
import pytest

from ringfence.installation.postgres import EmbeddedServer


@pytest.fixture
def own_server(tmp_path: Path):
    server = EmbeddedServer(tmp_path / "postgres")
    yield server
    server.stop()


def test_a_second_start_finds_the_running_server(own_server: EmbeddedServer) -> None:
    assert own_server.start() is True
    assert EmbeddedServer(own_server.folder).start() is False


def test_it_starts_again_after_kill_9_and_keeps_what_was_committed(
    own_server: EmbeddedServer,
) -> None:
    own_server.start()
    with psycopg.connect(own_server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    own_server.kill()
    assert not own_server.is_up()
    own_server.start()
    with psycopg.connect(own_server.url()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_nobody_enters_without_the_password(own_server: EmbeddedServer) -> None:
    own_server.start()
    address = f"postgresql://ringfence@127.0.0.1:{own_server.port()}/ringfence"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, password="guess")
    assert own_server.password_file.stat().st_mode & 0o077 == 0


def test_the_owner_is_no_superuser(own_server: EmbeddedServer) -> None:
    own_server.start()
    with psycopg.connect(own_server.url()) as connection:
        assert connection.execute(
            "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone() == (False,)
