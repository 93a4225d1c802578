"""The registry's files read line by line, each field of its form. No message shows a person."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.money import BIGINT_MAX
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.regimes.card.models import CardState

REGISTRY_COLUMNS = (
    "identity_number",
    "name",
    "area_code",
    "card_number",
    "card_state",
    "bank_code",
    "account_number",
    "account_active",
    "personal_fen",
)
CORRECTION_COLUMNS = ("identity_number", "account_number", "bank_code")

_FORMS = {
    "name": (r"[^\\|\x00-\x1f\x7f]{1,140}", "1 to 140 characters, without | and \\"),
    "area_code": (r"[0-9]{6,12}", "6 to 12 digits"),
    "card_number": (r"[0-9]{1,19}", "1 to 19 digits"),
    "card_state": ("|".join(CardState.values), ", ".join(CardState.values)),
    "bank_code": (r"[0-9]{12}", "a line number of 12 digits"),
    "account_number": (r"[A-Za-z0-9-]{1,32}", "1 to 32 digits, letters or hyphens"),
    "account_active": ("true|false", "true or false"),
    "personal_fen": (r"[0-9]{1,19}", "fen, digits"),
}
_PATTERNS = {field: (re.compile(pattern), words) for field, (pattern, words) in _FORMS.items()}


def lines_read(
    path: Path, columns: Sequence[str], *, on: date
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line of a UTF-8 .csv with its number (the heading is line 1), every field checked.

    Refuses: FileLineError with the first fault.
    """
    with path.open(encoding="utf-8", newline="") as file:
        try:
            rows = csv.reader(file, strict=True)
            heading = next(rows, [])
            if heading != list(columns):
                _refuse(1, "heading", ",".join(heading)[:80], ",".join(columns))
            for line, row in enumerate(rows, start=2):
                if len(row) != len(columns):
                    _refuse(line, "line", f"{len(row)} fields", f"{len(columns)} fields")
                fields = dict(zip(columns, row, strict=True))
                _check(line, fields, on)
                yield line, fields
        except UnicodeDecodeError as fault:
            _refuse(0, "file", f"bytes at {fault.start}", "UTF-8")
        except csv.Error as fault:
            _refuse(0, "file", str(fault), "a .csv file")


def _check(line: int, fields: dict[str, str], on: date) -> None:
    try:
        read_identity_number(fields["identity_number"], on=on)
    except Refusal as refusal:
        _refuse(line, "identity_number", "***", refusal.sentence("zh"))
    for field, text in fields.items():
        if field in _PATTERNS:
            pattern, words = _PATTERNS[field]
            if not pattern.fullmatch(text):
                _refuse(line, field, "***", words)
    if int(fields.get("personal_fen", 0)) > BIGINT_MAX:
        _refuse(line, "personal_fen", fields["personal_fen"], f"at most {BIGINT_MAX}")


def _refuse(line: int, field: str, got: str, expected: str) -> None:
    raise FileLineError(line=line, field=field, got=got, expected=expected) from None
