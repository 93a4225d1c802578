"""The registry's files read line by line, each field of its form. No message shows a person."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ringfence.banking.exchange.values import NAME
from ringfence.kernel.csv_lines import csv_lines
from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.words import Words
from ringfence.regimes.card.models import CardState
from ringfence.regimes.card.roster.fields import identity_expected
from ringfence.regimes.card.roster.limits import ACCOUNT_LENGTH_MAX

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
    "name": (
        NAME.pattern,
        Words(
            "1 to 140 characters, without | and \\, control or private-use characters, no space at"
            " the ends",
            "1至140个字符，不含 | 和 \\、控制字符和私用字符，首尾无空格",
        ),
    ),
    "area_code": ("[0-9]{6,12}", Words("6 to 12 digits", "6至12位数字")),
    "card_number": ("[0-9]{1,19}", Words("1 to 19 digits", "1至19位数字")),
    "card_state": ("|".join(CardState.values), " / ".join(CardState.values)),
    "bank_code": ("[0-9]{12}", Words("a line number of 12 digits", "12位行号")),
    "account_number": (
        rf"[A-Za-z0-9-]{{1,{ACCOUNT_LENGTH_MAX}}}",
        Words(
            f"1 to {ACCOUNT_LENGTH_MAX} digits, letters or hyphens",
            f"1至{ACCOUNT_LENGTH_MAX}位数字、字母或连字符",
        ),
    ),
    "account_active": ("true|false", "true / false"),
    "personal_fen": ("[0-9]{1,18}", Words("fen, at most 18 digits", "以分计，最多18位数字")),
}
_PATTERNS = {field: (re.compile(pattern), words) for field, (pattern, words) in _FORMS.items()}


def lines_read(
    path: Path, columns: Sequence[str], *, on: date
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line of a UTF-8 .csv with its number (the heading is line 1), every field checked.

    An identity number comes in its plain form. Refuses: FileLineError with the first fault.
    """
    for line, fields in csv_lines(path, columns):
        fields["identity_number"] = _identity_number(line, fields["identity_number"], on)
        for field, text in fields.items():
            if field in _PATTERNS:
                pattern, words = _PATTERNS[field]
                if not pattern.fullmatch(text):
                    raise FileLineError(line=line, field=field, got="***", expected=words)
        yield line, fields


def _identity_number(line: int, text: str, on: date) -> str:
    try:
        return read_identity_number(text, on=on).number
    except Refusal as refusal:
        raise FileLineError(
            line=line, field="identity_number", got="***", expected=identity_expected(refusal)
        ) from None
