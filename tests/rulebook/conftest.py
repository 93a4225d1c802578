"""An installation's rulebook folder, written by the test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ringfence.rulebook import Rulebook, load

Write = Callable[[str], Rulebook]


@pytest.fixture
def load_with(home: Path) -> Write:
    """Return a function that writes one installation file and loads the whole rulebook."""

    def write(text: str) -> Rulebook:
        folder = home / "rulebook"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "own.yaml").write_text(text, encoding="utf-8")
        return load(home)

    return write


@pytest.fixture(scope="session")
def shipped() -> Rulebook:
    """The rulebook as it comes with the software."""
    return load(None)
