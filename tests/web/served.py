"""The pages as `ringfence serve` serves them: a program of its own, on a database of its own."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.contrib.auth.hashers import Argon2PasswordHasher

from ringfence.installation.postgres import EmbeddedServer
from web.people import PASSWORD

_FAST = ("fsync=off", "synchronous_commit=off", "shared_buffers=128MB")
_PATIENCE_SECONDS = 60


@dataclass
class Served:
    """A running installation."""

    base: str
    home: Path
    database: EmbeddedServer
    program: subprocess.Popen[bytes]

    def make_user(self, code: str, *, must_change: bool = False) -> None:
        """Register a person with the sample password."""
        with psycopg.connect(self.database.url()) as connection:
            connection.execute(
                "INSERT INTO access_user (code, name, administration, telephone, email, password,"
                " password_set_at, password_must_change, registered_at)"
                " VALUES (%s, '样例甲', 'BUSINESS', '', '', %s, now(), %s, now())",
                (code, Argon2PasswordHasher().encode(PASSWORD, "sample-salt"), must_change),
            )

    def stop(self) -> int:
        """Ask the program to end, as a service manager does; return its exit code."""
        self.program.send_signal(signal.SIGTERM)
        return self.program.wait(_PATIENCE_SECONDS)


class Browser:
    """As much of a browser as signing in and reading take."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the page, wherever it led."""
        return self._open(self.base + path)

    def sign_in(self, code: str) -> tuple[int, str]:
        """Post the sign-in form."""
        _status, page = self.get("/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None
        form = {"login": code, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        return self._open(f"{self.base}/account/login/", urllib.parse.urlencode(form).encode())

    def _open(self, url: str, form: bytes | None = None) -> tuple[int, str]:
        try:
            with self.opener.open(url, form, timeout=_PATIENCE_SECONDS) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode()


@contextmanager
def serving(home: Path, prepare: Callable[[Path], None] | None = None) -> Iterator[Served]:
    """Serve the pages of a new installation, on loopback; everything is stopped at the end.

    `prepare` gets the home before, when the database is there already.
    """
    home.mkdir(mode=0o700, exist_ok=True)
    # The same port after a restart: what is served goes on with the address that it has.
    database = EmbeddedServer(home / "postgres", (*_FAST, f"port={_free_port()}"))
    database.start()
    try:
        if prepare is not None:
            prepare(home)
        with _program(home) as (base, program):
            yield Served(base, home, database, program)
    finally:
        database.stop()


@contextmanager
def _program(home: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = _free_port()
    base = f"http://127.0.0.1:{port}"
    arguments = [sys.executable, "-m", "ringfence", "serve", "--port", str(port), "--workers", "1"]
    environment = {**os.environ, "RINGFENCE_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (home / "serve.log").open("wb") as log:
        program = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
    try:
        _await(base, program, home / "serve.log")
        yield base, program
    finally:
        if program.poll() is None:
            program.terminate()
            program.wait(_PATIENCE_SECONDS)


def _await(base: str, program: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until and program.poll() is None:
        try:
            if Browser(base).get("/health/ready")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
