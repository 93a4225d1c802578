"""What can be checked about files: size, name, and what no file may say."""

import re
from pathlib import Path

import pytest

from conventions.tree import ROOT, python_files, tracked_files

MOST_LINES = 500
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "process", "data"}
OWN_FOLDER = Path("tests/conventions")  # names what it forbids

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.*])/(root|home/\w+|work|Users/\w+)/"),
    "a package registry": re.compile(
        r"index-url|pypi\.org|pythonhosted|registry\.(npmjs|npmmirror)|pypi\.[a-z]+\.", re.I
    ),
    "unfinished work": re.compile(r"\b(TODO|FIXME|XXX)\b"),
}


def texts() -> list[tuple[Path, str]]:
    contents = [(path, (ROOT / path).read_bytes()) for path in tracked_files()]
    return [
        (path, content.decode("utf-8"))
        for path, content in contents
        if b"\0" not in content and not path.is_relative_to(OWN_FOLDER)
    ]


def test_no_python_file_is_longer_than_500_lines() -> None:
    counts = {
        path: len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in python_files("src", "tests")
        if path.parent.name != "migrations"  # Django writes those
    }
    assert {path: count for path, count in counts.items() if count > MOST_LINES} == {}


def test_every_file_is_named_for_what_it_holds() -> None:
    empty = [
        path
        for path in python_files("src", "tests")
        if EMPTY_NAMES & {path.stem, *path.parent.parts}
    ]
    assert empty == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_tracked_file_holds_what_belongs_elsewhere(what: str) -> None:
    found = [
        f"{path}: {match.group()}"
        for path, text in texts()
        if (match := FORBIDDEN[what].search(text))
    ]
    assert found == []


def test_every_context_has_a_readme() -> None:
    contexts = {
        path.parent
        for path in python_files("src/ringfence")
        if path.name in {"domain.py", "services.py", "selectors.py"}
    }
    contexts |= {Path("src/ringfence/kernel"), Path("src/ringfence/workdays")}
    assert [
        folder for folder in sorted(contexts) if folder / "README.md" not in tracked_files()
    ] == []
