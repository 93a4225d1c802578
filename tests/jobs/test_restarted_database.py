"""A worker waits for a database that restarts, and goes on."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from ringfence.installation.postgres import EmbeddedServer

PATIENCE_SECONDS = 60


def test_a_worker_outlives_a_restart_of_the_database(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    settings = ("fsync=off", "synchronous_commit=off", "shared_buffers=128MB", f"port={port}")
    server = EmbeddedServer(home / "postgres", settings)
    server.start()
    environment = {**os.environ, "RINGFENCE_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    with (home / "worker.log").open("wb") as log:
        words = [sys.executable, "-m", "ringfence", "worker"]
        program = subprocess.Popen(words, env=environment, stdout=log, stderr=log)

    def workers() -> set[int]:
        try:
            with psycopg.connect(server.url()) as connection:
                rows = connection.execute("SELECT id FROM procrastinate_workers").fetchall()
        except psycopg.Error:
            return set()
        return {key for (key,) in rows}

    def until_another(than: set[int]) -> set[int]:
        end = time.monotonic() + PATIENCE_SECONDS
        while not (found := workers() - than):
            assert program.poll() is None, (home / "worker.log").read_text()
            assert time.monotonic() < end, (home / "worker.log").read_text()
            time.sleep(0.1)
        return found

    try:
        first = until_another(set())
        server.stop()
        server.start()
        until_another(first)
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE_SECONDS) == 0
    finally:
        program.kill()
        program.wait()
        server.stop()
