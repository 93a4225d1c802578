"""The values of section 5 of the exchange standard, each a pattern for the whole field."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from sandbox.bank.fault import Fault

# What text may not hold: separators, controls, private use, surrogates, and four odd characters.
_CHAR = (
    r"[^|\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd\ud800-\udfff"
    r"\ue000-\uf8ff\U000f0000-\U0010ffff]"
)


def _text(least: int, most: int) -> str:
    whole = rf"(?! ){_CHAR}{{1,{most}}}(?<! )"
    return whole if least else rf"(?:{whole})?"


AMOUNT = r"[1-9][0-9]{0,17}"
SUM = rf"(?:0|{AMOUNT})"
BALANCE = rf"(?:0|-?{AMOUNT})"
COUNT = SUM
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
INSTANT = rf"{DATE}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}Z"
CURRENCY = r"CNY"
ACCOUNT = r"[A-Za-z0-9-]{1,34}"
LINE_NUMBER = r"[0-9]{12}"
REFERENCE = r"[A-Za-z0-9\-_.:/()+,]{1,35}"
PURPOSE = r"[A-Z]{4}"
PARTY = r"[A-Z0-9]{1,18}"
FILE_ID = r"[A-Z]{2}[0-9]{8}-[0-9]{8}"
UUID = r"[0-9a-f]{32}"
DIGEST = r"[0-9a-f]{64}"
NAME = _text(1, 140)
TEXT = _text(0, 140)
SHORT_TEXT = _text(0, 105)
YUAN = r"(?:0|[1-9][0-9]{0,15})\.[0-9]{2}"

KIND_OF_CODE = {
    "CR": "CREDIT_RUN",
    "DR": "DEBIT_RUN",
    "RS": "RESULT",
    "ST": "STATEMENT",
    "AK": "ACKNOWLEDGEMENT",
}
CODE_OF_KIND = {kind: code for code, kind in KIND_OF_CODE.items()}


class Item(NamedTuple):
    """One detail of a run, as carried; amounts in fen, empty where there is nothing."""

    line: int
    key: str
    account: str
    name: str
    bank: str
    amount_fen: int
    remark: str
    mandate: str
    signed_on: str


class Head(NamedTuple):
    """The first fields of every file."""

    kind: str
    sender: str
    receiver: str
    file_id: str
    created_at: str

    @property
    def sequence(self) -> int:
        return int(self.file_id[11:])


@dataclass(frozen=True)
class RunHead:
    """The header of a run."""

    head: Head
    run_id: str
    agreement: str
    own_account: str
    own_name: str
    own_bank: str
    purpose: str
    execute_on: str
    count: int
    sum_fen: int


def matches(pattern: str, value: str) -> bool:
    """Return whether the whole value has the form."""
    return re.fullmatch(pattern, value) is not None


@lru_cache(maxsize=4096)
def is_date(value: str) -> bool:
    """Return whether the value is a day of the calendar, as YYYY-MM-DD in ASCII digits."""
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return matches(DATE, value)


def check_head(head: Head, *, line: int) -> Head:
    """Return the head; refuses FORMAT_WRONG for a file id or instant that is not one."""
    code, day, number = head.file_id[:2], head.file_id[2:10], head.file_id[11:]
    made_on = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if KIND_OF_CODE.get(code) != head.kind or not is_date(made_on) or number == "00000000":
        raise Fault("FORMAT_WRONG", line=line, field="file_id", text="not a file id of this kind")
    try:
        datetime.strptime(head.created_at, "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        raise Fault("FORMAT_WRONG", line=line, field="created_at", text="no instant") from None
    return head


def require_date(value: str, *, line: int, field: str) -> str:
    """Return the value; refuses FORMAT_WRONG when it is no day of the calendar."""
    if not is_date(value):
        raise Fault("FORMAT_WRONG", line=line, field=field, text="no day of the calendar")
    return value


def require_totals(head: RunHead, count: int, sum_fen: int) -> None:
    """Refuse COUNT_DIFFERS, then SUM_DIFFERS, when the details do not add up to the header."""
    if count != head.count:
        raise Fault("COUNT_DIFFERS", field="count", text=f"stated {head.count}, found {count}")
    if sum_fen != head.sum_fen:
        raise Fault("SUM_DIFFERS", field="sum_fen", text=f"stated {head.sum_fen}, found {sum_fen}")


def yuan(fen: int) -> str:
    """Return a non-negative amount of fen as yuan with two decimals."""
    return f"{fen // 100}.{fen % 100:02d}"


def fen(amount: str) -> int:
    """Return the fen of an amount that has the form YUAN."""
    return int(amount.replace(".", ""))
