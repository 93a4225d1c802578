"""Killed anywhere and started again, the month goes on: nothing paid twice, nothing lost."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from played_month import (
    Installation,
    Played,
    both_sides_agree,
    demo_words,
    final_books,
    plaintext_left,
)
from ringfence.installation.postgres import EmbeddedServer

DEMO = demo_words("DELIMITED", "NATIONAL")
KILLS = 6


@pytest.fixture(scope="module")
def uninterrupted(played: Played) -> dict[str, object]:
    """The final books of the same province, played without interruption."""
    return final_books(played.installation)


def kill_group(program: subprocess.Popen[bytes]) -> None:
    """Kill a program and the sandbox bank that it has just started, at once."""
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def play_to_the_end(installation: Installation, output: Path) -> None:
    done = installation.run(*DEMO)
    assert done.returncode == 0, output.read_text()[-2000:] + done.stdout[-3000:] + done.stderr


@pytest.mark.clause("OP-16.3", "OP-A5")
@pytest.mark.parametrize("played", [("DELIMITED", "NATIONAL")], ids=["DELIMITED"], indirect=True)
def test_the_program_and_its_bank_killed_again_and_again(
    uninterrupted: dict[str, object],
    copy_database: Callable[[], str],
    tmp_path: Path,
) -> None:
    draw = random.Random(1)
    installation = Installation(tmp_path / "home", copy_database())
    output = tmp_path / "printed"
    for _ in range(KILLS):
        program = installation.start(*DEMO, output=output)
        try:
            # Long enough to pass what is done already, and then somewhere into what is not.
            program.wait(timeout=draw.uniform(1.5, 4.5))
            break
        except subprocess.TimeoutExpired:
            kill_group(program)
    play_to_the_end(installation, output)
    both_sides_agree(installation)
    assert final_books(installation) == uninterrupted
    assert plaintext_left(installation) == []


@pytest.fixture
def durable_server(tmp_path: Path) -> Iterator[EmbeddedServer]:
    """A server of the test's own, with the settings that an installation has."""
    server = EmbeddedServer(tmp_path / "postgres", ("shared_buffers=64MB",))
    server.start()
    yield server
    server.stop()


@pytest.mark.clause("OP-16.3", "OP-A5")
@pytest.mark.parametrize("played", [("DELIMITED", "NATIONAL")], ids=["DELIMITED"], indirect=True)
def test_the_database_killed_under_the_month(
    uninterrupted: dict[str, object], durable_server: EmbeddedServer, tmp_path: Path
) -> None:
    draw = random.Random(7)
    home, output = tmp_path / "home", tmp_path / "printed"
    Installation(home, durable_server.url()).run("database", "prepare")
    for _ in range(3):
        installation = Installation(home, durable_server.url())
        program = installation.start(*DEMO, output=output)
        time.sleep(draw.uniform(2.0, 5.0))
        durable_server.kill()
        # The program finds no database any more and ends by itself, with an error.
        assert program.wait(timeout=30) != 0 or "report" in output.read_text()
        durable_server.start()
    installation = Installation(home, durable_server.url())
    play_to_the_end(installation, output)
    both_sides_agree(installation)
    assert final_books(installation) == uninterrupted
    assert plaintext_left(installation) == []
