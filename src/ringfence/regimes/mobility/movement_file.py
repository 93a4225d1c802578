"""A file of the day's movements, and the answers to it."""

import csv
import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ringfence.banking.exchange.values import shown
from ringfence.kernel.csv_lines import csv_lines
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words
from ringfence.regimes.mobility.domain import RIDER_CODE, RIDER_CODE_WORDS, Movement, MovementKind
from ringfence.regimes.mobility.movements import MovementAnswer

COLUMNS = ("key", "at", "kind", "rider", "amount_fen")
ANSWER_COLUMNS = ("key", "answer", "clause")
_FORMS = {
    "kind": (re.compile("|".join(MovementKind)), " / ".join(MovementKind)),
    "rider": (re.compile(RIDER_CODE), RIDER_CODE_WORDS),
    "amount_fen": (
        re.compile("[0-9]{1,18}"),
        Words("fen, at most 18 digits", "以分计，最多18位数字"),
    ),
}
_INSTANT = Words(
    "an instant with its zone, such as 2026-11-20T08:00:00+08:00",
    "带时区的时刻，如 2026-11-20T08:00:00+08:00",
)


def movements_read(path: Path) -> list[Movement]:
    """Return the movements of a UTF-8 .csv with the columns COLUMNS, in the order of the file.

    `key` is a UUID, `at` ISO 8601 with its zone, `amount_fen` digits.
    Refuses: FileLineError, for the whole file.
    """
    return [_movement(line, fields) for line, fields in csv_lines(path, COLUMNS)]


def answers_write(path: Path, answers: Iterable[MovementAnswer]) -> None:
    """Write the answers as a .csv with the columns ANSWER_COLUMNS; the clause of a refusal only."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(ANSWER_COLUMNS)
        for answer in answers:
            cite = answer.refusal.cite if answer.refusal else None
            lines.writerow((answer.key, answer.code, cite.clause if cite else ""))


def _movement(line: int, fields: dict[str, str]) -> Movement:
    for field, (pattern, expected) in _FORMS.items():
        if not pattern.fullmatch(fields[field]):
            raise _error(line, field, fields, expected)
    try:
        key = UUID(fields["key"])
    except ValueError:
        raise _error(line, "key", fields, "UUID") from None
    return Movement(
        key=key,
        kind=MovementKind(fields["kind"]),
        rider=fields["rider"],
        amount_fen=int(fields["amount_fen"]),
        at=_instant(line, fields),
    )


def _instant(line: int, fields: dict[str, str]) -> datetime:
    try:
        at = datetime.fromisoformat(fields["at"])
    except ValueError:
        raise _error(line, "at", fields, _INSTANT) from None
    if at.tzinfo is None:
        raise _error(line, "at", fields, _INSTANT)
    return at


def _error(line: int, field: str, fields: dict[str, str], expected: str) -> FileLineError:
    return FileLineError(line=line, field=field, got=shown(fields[field]), expected=expected)
