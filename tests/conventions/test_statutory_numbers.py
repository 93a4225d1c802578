"""Amounts and shares that a regulation sets stand in the rulebook, never in Python."""

import ast
import functools
from typing import Any

import yaml

from conventions.tree import ROOT, nodes, place, tracked_files

UNITS = {"FEN", "PPM"}
DECIDING_FOLDERS = ("src/ringfence/regimes",)


def numbers(rule: dict[str, Any]) -> list[int]:
    contents = [case["is"] for case in rule.get("cases", [])] or [rule["is"]]
    return [content for content in contents if isinstance(content, int)]


@functools.cache
def statutory_numbers() -> set[int]:
    """Return every amount and share of every edition in the rulebook."""
    editions = [
        yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
        for path in tracked_files()
        if path.is_relative_to("src/ringfence/rulebook") and path.name.startswith("edition-")
    ]
    rules = [rule for edition in editions for rule in edition.get("values", [])]
    return {number for rule in rules if rule["unit"] in UNITS for number in numbers(rule)}


def test_the_rulebook_has_the_caps_and_the_reserve() -> None:
    assert {10_000, 800_000, 3_000_000, 400_000} <= statutory_numbers()


def test_no_regime_writes_an_amount_or_share_of_the_law_itself() -> None:
    found = [
        f"{place(path, node)} {node.value}"
        for path, node in nodes(*DECIDING_FOLDERS)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int)
        and node.value in statutory_numbers() - {0, 1}
    ]
    assert found == []
