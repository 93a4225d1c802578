"""A file of the day's movements, and the answers to it."""

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ringfence.kernel.money import BIGINT_MAX
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.text import is_ascii_digits
from ringfence.regimes.mobility.domain import Movement, MovementKind
from ringfence.regimes.mobility.movements import MovementAnswer

COLUMNS = ("key", "at", "kind", "rider", "amount_fen")
ANSWER_COLUMNS = ("key", "answer", "clause")
_LONGEST_NUMBER = len(str(BIGINT_MAX))


def movements_read(path: Path) -> list[Movement]:
    """Return the movements of a UTF-8 .csv with the columns COLUMNS, in the order of the file.

    `key` is a UUID, `at` ISO 8601 with its zone, `amount_fen` digits.
    Refuses: FileLineError, for the whole file.
    """
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        heading = tuple(next(lines, ()))
        if heading != COLUMNS:
            raise FileLineError(
                line=1, field="heading", got=",".join(heading)[:80], expected=",".join(COLUMNS)
            )
        return [_movement(row, line) for line, row in enumerate(lines, start=2)]


def answers_write(path: Path, answers: Iterable[MovementAnswer]) -> None:
    """Write the answers as a .csv with the columns ANSWER_COLUMNS; the clause of a refusal only."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(ANSWER_COLUMNS)
        for answer in answers:
            cite = answer.refusal.cite if answer.refusal else None
            lines.writerow((answer.key, answer.code, cite.clause if cite else ""))


def _movement(row: list[str], line: int) -> Movement:
    if len(row) != len(COLUMNS):
        raise FileLineError(
            line=line, field="line", got=f"{len(row)} fields", expected=f"{len(COLUMNS)} fields"
        )
    key, at, kind, rider, amount = row
    if kind not in list(MovementKind):
        raise FileLineError(line=line, field="kind", got=kind, expected=", ".join(MovementKind))
    if not is_ascii_digits(amount) or len(amount) > _LONGEST_NUMBER:
        raise FileLineError(line=line, field="amount_fen", got=amount, expected="fen, in digits")
    return Movement(_key(key, line), MovementKind(kind), rider, int(amount), _instant(at, line))


def _key(text: str, line: int) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise FileLineError(line=line, field="key", got=text, expected="a UUID") from None


def _instant(text: str, line: int) -> datetime:
    expected = "an instant with its zone, such as 2026-11-20T08:00:00+08:00"
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise FileLineError(line=line, field="at", got=text, expected=expected) from None
    if at.tzinfo is None:
        raise FileLineError(line=line, field="at", got=text, expected=expected)
    return at
