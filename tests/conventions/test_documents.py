"""The documents lead somewhere, and show the commands that there are."""

import argparse
import re
from pathlib import Path

import pytest

from conventions.tree import ROOT, tracked_files
from ringfence.interfaces.cli.main import NOUNS, build_parser

LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")
CODE_BLOCK = re.compile(r"^```.*?^```", re.M | re.S)
# In a line of its own or inside a sentence; the second word where it is a verb.
COMMAND = re.compile(
    r"(?:`|^ {4}(?:\.venv/bin/)?)ringfence ([a-z][a-z-]*)(?: ([a-z][a-z|-]*))?", re.M
)
NOUN_ROW = re.compile(r"^\| (`[a-z]+`(?:, `[a-z]+`)*) \|", re.M)
NOUN_TABLE = {"README.md": "| noun | for |", "README.zh-CN.md": "| 名词 | 用途 |"}


def documents() -> list[Path]:
    return [path for path in tracked_files() if path.suffix == ".md"]


def text_of(path: Path) -> str:
    return CODE_BLOCK.sub("", (ROOT / path).read_text(encoding="utf-8"))


def test_every_link_between_documents_leads_to_a_tracked_file() -> None:
    known = {(ROOT / path).resolve() for path in tracked_files()}
    broken = [
        f"{path}: {target}"
        for path in documents()
        for target in LINK.findall(text_of(path))
        if (ROOT / path.parent / target).resolve() not in known
    ]
    assert broken == []


@pytest.mark.parametrize("name", NOUN_TABLE)
def test_a_readme_names_the_commands_that_there_are(name: str) -> None:
    table = text_of(Path(name)).partition(NOUN_TABLE[name])[2].partition("\n\n")[0]
    named = re.findall(r"`([a-z]+)`", " ".join(NOUN_ROW.findall(table)))
    assert sorted(named) == sorted(NOUNS)


def words_after(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return what may follow: the nouns of the program, the verbs of a noun."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


def test_every_command_that_a_document_shows_is_there() -> None:
    nouns = words_after(build_parser())
    shown = [(path, *words) for path in documents() for words in COMMAND.findall(text_of(path))]
    assert len(shown) > 30
    unknown = [
        f"{path}: ringfence {noun} {verbs}"
        for path, noun, verbs in shown
        if noun not in nouns
        or not {verb for verb in verbs.split("|") if verb} <= {*words_after(nouns[noun])}
    ]
    assert unknown == []
