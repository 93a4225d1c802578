"""The home folder is made for its owner alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringfence.crypto.master import master_key
from ringfence.installation.config import config, home_made
from ringfence.interfaces.cli.main import main


def mode_of(home: Path) -> int:
    return home.stat().st_mode & 0o777


@pytest.fixture(autouse=True)
def usual_umask() -> Iterator[None]:
    """Others may enter what is made with no word about it."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_home_is_made_for_its_owner_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "home", home / "below")
    assert mode_of(home_made()) == 0o700


def test_a_home_that_is_there_keeps_its_mode(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "home", home)
    home.mkdir(mode=0o750)
    assert mode_of(home_made()) == 0o750


def test_whatever_makes_the_home_first_makes_it_private(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config(), "master_key", None)
    monkeypatch.setattr(config(), "home", home / "by_key")
    master_key(make=True)
    assert mode_of(home / "by_key") == 0o700
    monkeypatch.setattr(config(), "home", home / "by_rule")
    words = ["rulebook", "adopt", "muf-continuation", "--cite", "样例文〔2026〕1号"]
    assert main([*words, "--from", "2026-01-01"]) == 0
    assert mode_of(home / "by_rule") == 0o700
