"""The pages as they are served, with the sample province in the middle of its month."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conventions.tree import ROOT
from web.served import Served, serving

_SET_UP = """
from ringfence.installation.database import open_database
open_database()
from browser.set_up import set_up
set_up()
"""


@contextmanager
def world(home: Path) -> Iterator[Served]:
    """Serve a demonstration of which nobody is asked for a second factor.

    The caller sets RINGFENCE_SECOND_FACTOR; a demonstration's home is what lets it be off.
    """
    with serving(home, _prepare) as served:
        yield served


def command(home: Path, *words: str) -> None:
    """Run one `ringfence` command in the home, as a user types it or the worker's schedule."""
    arguments = [sys.executable, "-m", "ringfence", *words]
    subprocess.run(arguments, env=_environment(home), check=True, capture_output=True)


def _prepare(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SET_UP], env=_environment(home), cwd=ROOT, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def _environment(home: Path) -> dict[str, str]:
    named = {
        "RINGFENCE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "ringfence.settings",
        "PYTHONPATH": str(ROOT / "tests"),
    }
    return {**os.environ, **named}
