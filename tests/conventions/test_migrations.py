"""What can be checked about migrations: their purpose, their reach, and that none is rewritten."""

import ast
import hashlib
import re
from pathlib import Path

import pytest

from conventions.tree import ROOT, place, syntax, tracked_files

# Migrations and SQL of past releases, as `sha256sum` writes and reads them.
RELEASED = Path("tests/conventions/released.sha256")
# Named with the release that no longer needs what they destroy.
DESTRUCTIVE_ON_PURPOSE: dict[str, str] = {}

MAY_IMPORT = {"pathlib", "django"}
SCHEMA_AND_DATA = {"RunPython"}
DESTRUCTIVE = {"DeleteModel", "RemoveField", "RenameField", "RenameModel", "AlterModelTable"}
DESTRUCTIVE_SQL = re.compile(
    r"^\s*(DROP\s+(TABLE|SCHEMA|VIEW)|TRUNCATE\b|DELETE\s+FROM\b|ALTER\s+TABLE\b[^;]*\bDROP\b)",
    re.M | re.I,
)
FUNCTION_BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.S)


def migrations() -> list[Path]:
    return [
        path
        for path in tracked_files()
        if path.parent.name == "migrations" and path.stem[:4].isdigit()
    ]


def migrated_sql() -> list[Path]:
    """Return the numbered SQL files: what migrations run."""
    return [
        path
        for path in tracked_files()
        if path.suffix == ".sql" and path.parent.name == "sql" and path.stem[:4].isdigit()
    ]


def operations_of(path: Path) -> list[str]:
    """Return the names of a migration's operations, in order."""
    return [
        node.func.attr
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "migrations"
    ]


def imports_of(path: Path) -> set[str]:
    nodes = list(ast.walk(syntax(path)))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {name.split(".")[0] for name in names}


def changed_since_release(listed: str, root: Path) -> list[str]:
    """Return the files of a `sha256sum` list that are gone or differ."""
    lines = [line.split("  ", 1) for line in listed.splitlines()]
    return [
        name
        for digest, name in lines
        if not (root / name).is_file()
        or hashlib.sha256((root / name).read_bytes()).hexdigest() != digest
    ]


@pytest.mark.parametrize("path", migrations(), ids=str)
def test_a_migration_says_its_purpose_and_imports_nothing_of_the_program(path: Path) -> None:
    assert (ast.get_docstring(syntax(path)) or "").endswith("."), place(path, syntax(path))
    assert imports_of(path) <= MAY_IMPORT


@pytest.mark.parametrize("path", migrations(), ids=str)
def test_a_migration_changes_the_schema_or_data_never_both(path: Path) -> None:
    kinds = {name in SCHEMA_AND_DATA for name in operations_of(path)}
    assert len(kinds) <= 1, operations_of(path)


@pytest.mark.parametrize("path", migrations(), ids=str)
def test_a_migration_destroys_nothing_that_is_not_named_here(path: Path) -> None:
    found = sorted(DESTRUCTIVE & set(operations_of(path)))
    assert found == [] or str(path) in DESTRUCTIVE_ON_PURPOSE


@pytest.mark.parametrize("path", migrated_sql(), ids=str)
def test_the_sql_of_a_migration_destroys_nothing_that_is_not_named_here(path: Path) -> None:
    outside_functions = FUNCTION_BODY.sub("", (ROOT / path).read_text(encoding="utf-8"))
    found = [match.group().strip() for match in DESTRUCTIVE_SQL.finditer(outside_functions)]
    assert found == [] or str(path) in DESTRUCTIVE_ON_PURPOSE


def test_each_numbered_sql_file_is_run_by_one_migration_of_its_package() -> None:
    runners = {
        path: [
            migration.name
            for migration in migrations()
            if migration.parents[1] == path.parents[1]
            and f'"{path.name}"' in (ROOT / migration).read_text(encoding="utf-8")
        ]
        for path in migrated_sql()
    }
    assert {path: names for path, names in runners.items() if len(names) != 1} == {}


def test_no_migration_and_no_sql_of_a_release_is_changed() -> None:
    """`make release-schema` lists them when a release is made; what differs is a new file."""
    assert changed_since_release((ROOT / RELEASED).read_text(encoding="utf-8"), ROOT) == []


def test_a_released_file_that_changed_or_went_is_told(tmp_path: Path) -> None:
    kept, changed = tmp_path / "kept.sql", tmp_path / "changed.sql"
    for path in (kept, changed):
        path.write_text("SELECT 1;\n")
    digest = hashlib.sha256(b"SELECT 1;\n").hexdigest()
    listed = "".join(f"{digest}  {name}.sql\n" for name in ("kept", "changed", "gone"))
    changed.write_text("SELECT 2;\n")
    assert changed_since_release(listed, tmp_path) == ["changed.sql", "gone.sql"]
