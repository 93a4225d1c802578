"""The files under version control, and the program as syntax."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """Return every file that git tracks and that is there, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    names = listed.stdout.split("\0")
    return tuple(Path(name) for name in names if name and (ROOT / name).is_file())


def python_files(*folders: str) -> list[Path]:
    """Return the tracked Python files under some folders."""
    return [
        path
        for path in tracked_files()
        if path.suffix == ".py" and any(path.is_relative_to(folder) for folder in folders)
    ]


@functools.cache
def syntax(path: Path) -> ast.Module:
    """Return a tracked Python file as syntax."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def nodes(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    """Yield every piece of syntax of the Python files under some folders."""
    for path in python_files(*folders):
        for node in ast.walk(syntax(path)):
            yield path, node


def place(path: Path, node: ast.AST) -> str:
    """Return where a piece of syntax stands, as an editor opens it."""
    return f"{path}:{getattr(node, 'lineno', 0)}"
