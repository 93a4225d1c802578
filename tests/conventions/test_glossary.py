"""The glossary has every table, model and enumeration, and one word for one thing."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from conventions.tree import ROOT, nodes, place, tracked_files

GLOSSARY = ROOT / "docs" / "glossary.md"
HEAD = ["中文", "English", "in the code"]
ENUM_BASES = {"Enum", "StrEnum", "IntEnum", "TextChoices", "IntegerChoices"}
IN_CODE = re.compile(r"`([^`]+)`")
TABLE = re.compile(r"CREATE (?:TABLE|VIEW) (\w+)")

Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Return the glossary's rows: Chinese term, English word, names in the code, the last cell."""
    found: list[Row] = []
    inside = False
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line[:1] == "|" else []
        if not cells:
            inside = False
        elif cells[:3] == HEAD:
            inside = True
        elif inside and not line.startswith("| ---"):
            chinese, english, code, last = cells
            found.append((chinese, english, code, last))
    return found


ROWS = rows()
NAMED = {name for row in ROWS for name in IN_CODE.findall(row[2])}


def bases(node: ast.ClassDef) -> set[str]:
    return {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}


def is_of_a_context(path: Path) -> bool:
    return path.stem in {"domain", "models"} or path.parent.name == "models"


def enumerations() -> list[ast.ClassDef]:
    return [
        node
        for path, node in nodes("src/ringfence")
        if isinstance(node, ast.ClassDef) and is_of_a_context(path) and ENUM_BASES & bases(node)
    ]


def members(node: ast.ClassDef) -> dict[str, str]:
    """Return each member's name, with its Chinese label where Django knows one."""
    found: dict[str, str] = {}
    for item in node.body:
        if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name):
            label = ""
            if isinstance(item.value, ast.Tuple):
                label = ast.literal_eval(item.value.elts[1])
            found[item.targets[0].id] = label
    return found


def ledger_tables() -> set[str]:
    texts = [
        (ROOT / path).read_text(encoding="utf-8")
        for path in tracked_files()
        if path.is_relative_to("src/ringfence/ledger/sql") and path.suffix == ".sql"
    ]
    return {table for text in texts for table in TABLE.findall(text)}


def test_every_model_is_in_the_glossary() -> None:
    missing = [
        f"{place(path, node)} {node.name}"
        for path, node in nodes("src/ringfence")
        if isinstance(node, ast.ClassDef) and "Model" in bases(node) and node.name not in NAMED
    ]
    assert missing == []


def test_every_table_of_the_ledger_is_in_the_glossary() -> None:
    assert ledger_tables() - NAMED == set()


def test_every_enumeration_of_a_context_is_in_the_glossary() -> None:
    assert {node.name for node in enumerations()} - NAMED == set()


@pytest.mark.parametrize("node", enumerations(), ids=lambda node: node.name)
def test_the_glossary_says_each_member_of_an_enumeration(node: ast.ClassDef) -> None:
    told = [row[3] for row in ROWS if f"`{node.name}`" in row[2]]
    missing = [name for name in members(node) if not any(f"`{name}`" in text for text in told)]
    differing = [
        f"{name} {label}"
        for name, label in members(node).items()
        if label and not any(f"`{name}` {label}" in text for text in told)
    ]
    assert (missing, differing) == ([], [])


@pytest.mark.parametrize("column", [0, 1], ids=["Chinese", "English"])
def test_no_word_of_the_glossary_stands_for_two_things(column: int) -> None:
    counts = Counter(row[column] for row in ROWS)
    assert [word for word, count in counts.items() if count > 1] == []


def test_every_name_in_the_glossary_is_in_the_code() -> None:
    texts = [
        (ROOT / path).read_text(encoding="utf-8")
        for path in tracked_files()
        if path.is_relative_to("src/ringfence") and path.suffix in {".py", ".sql", ".yaml"}
    ]
    words = {word for text in texts for word in re.findall(r"\w+", text)}
    assert NAMED - words == set()
