"""What the commands print: tables and JSON on stdout, refusals on stderr."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.table import Table

from ringfence.kernel.refusal import Refusal


def print_json(value: Any) -> None:
    """Write one JSON value, readable, Chinese as it is, dates and ids as text."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write("\n")


def print_table(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> None:
    """Write a plain table; numbers are aligned to the right."""
    table = Table(*headings, title=title or None, title_justify="left", box=None, pad_edge=False)
    filled = [list(row) for row in rows]
    for index, column in enumerate(table.columns):
        column.overflow = "fold"
        if filled and all(isinstance(row[index], int) for row in filled):
            column.justify = "right"
    for row in filled:
        table.add_row(*("" if cell is None else str(cell) for cell in row))
    # Nothing is cut: a terminal folds long cells, a pipe gets each row on one line. And nothing is
    # read into a cell: `[red]` and `:smile:` may be somebody's file name.
    width = None if sys.stdout.isatty() else 10_000
    Console(width=width, soft_wrap=True, markup=False, emoji=False, highlight=False).print(table)


def print_refusal(refusal: Refusal, *, as_json: bool) -> None:
    """Write why a command was refused: sentence in Chinese and English, code and clause."""
    if as_json:
        json.dump(refusal.as_dict(), sys.stderr, ensure_ascii=False, indent=2, default=_plain)
        sys.stderr.write("\n")
        return
    ground = f" [{refusal.code}{', ' + str(refusal.cite) if refusal.cite else ''}]"
    sys.stderr.write(f"{refusal.sentence('zh')}\n{refusal.sentence('en')}{ground}\n")


def _plain(value: object) -> str:
    """Return a day or an instant as ISO 8601 has it, and anything else as its text."""
    return value.isoformat() if isinstance(value, date) else str(value)
