"""The forms that values take (section 5 of the standard), each with its reader and writer."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from ringfence.banking.exchange.kinds import FileId
from ringfence.banking.exchange.messages import AcknowledgementStatus, Side
from ringfence.banking.exchange.outcomes import Outcome
from ringfence.kernel.masking import mask_account, mask_name
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

FOUND_MAX = 60


def shown(text: str) -> str:
    """Return a found text for an error: in quotes, shortened, control characters escaped."""
    found = text if len(text) <= FOUND_MAX else text[:FOUND_MAX] + "…"
    return ascii(found) if not found.isprintable() else f"“{found}”"


def bytes_shown(raw: bytes) -> Words:
    """Return found bytes for an error, in hexadecimal digits."""
    return Words(f"bytes {raw.hex()}", f"字节 {raw.hex()}")


@dataclass(frozen=True, slots=True)
class Value:
    """A form: the pattern that a text must match whole, in words, and how it becomes a value."""

    pattern: str
    expected: Words
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    show: Callable[[str], str] = shown

    def take(self, text: str, *, line: int, field: str) -> Any:
        """Return the value that `text` writes. Refuses: FileLineError."""
        try:
            if re.fullmatch(self.pattern, text):
                return self.read(text)
        except ValueError:
            pass  # the form is right, the value is not: a file id with 30 February in it
        raise FileLineError(line=line, field=field, got=self.show(text), expected=self.expected)


def optional(value: Value, empty: object = "") -> Value:
    """Return the form that may also be empty; then it reads as `empty`."""
    return Value(
        pattern=f"(?:{value.pattern})?",
        expected=Words(f"{value.expected}, or nothing", f"{value.expected.zh}，或为空"),
        read=lambda text: value.read(text) if text else empty,
        write=lambda item: "" if item is None or item == "" else value.write(item),
        show=value.show,
    )


def fixed(text: str) -> Value:
    """Return the form of one given text."""
    return Value(re.escape(text), Words(f"“{text}”", f"“{text}”"), str, str)


def _text(least: int, most: int) -> Value:
    # Private-use characters look different at each bank; U+2028 and the like break lines.
    refused = (
        r"|\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\uf8ff\ufeff\ufffd-\uffff\U000f0000-\U0010ffff"
    )
    pattern = rf"(?! )[^{refused}]{{{least},{most}}}(?<! )"
    expected = Words(
        f"text of {least} to {most} characters without | and \\, control or private-use characters,"
        " no space at its ends",
        f"{least}至{most}个字符，不含|、\\、控制字符和私用字符，首尾无空格",
    )

    def masked(text: str) -> str:
        """Return the text's first character, its length, and the first that is not allowed."""
        wrong = re.search(f"[{refused}]", text)
        return shown(mask_name(text)) + (f" U+{ord(wrong[0]):04X}" if wrong else "")

    return Value(pattern, expected, str, str, masked)


_LONG = r"(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT = r"(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = r"02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_DAY = rf"(?!0000)(?:[0-9]{{4}}-(?:{_LONG}|{_SHORT}|{_FEBRUARY})|{_LEAP})"


def _read_instant(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _write_instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _coded(codes: type[Outcome] | type[Side] | type[AcknowledgementStatus]) -> Value:
    names = [code.value for code in codes]
    words = " / ".join(names)
    return Value("|".join(names), Words(words, words), codes, str)


PARTY = Value("[A-Z0-9]{1,18}", Words("a party code: 1 to 18 of A-Z 0-9", "机构代码"), str, str)
FILE_ID = Value(
    "(?:CR|DR|RS|ST|AK)[0-9]{8}-[0-9]{8}",
    Words("a file id with a date and a number from 1, such as CR20260105-00000012", "文件编号"),
    FileId.read,
    str,
)
INSTANT = Value(
    rf"{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z",
    Words("an instant in UTC, such as 2026-01-05T02:03:04Z", "协调世界时时刻"),
    _read_instant,
    _write_instant,
)
DATE = Value(_DAY, Words("a date, such as 2026-01-05", "日期"), date.fromisoformat, date.isoformat)
KEY = Value(
    "[0-9a-f]{32}",
    Words("32 lower-case hexadecimal digits", "32位小写十六进制数"),
    UUID,
    lambda key: key.hex,
)
AMOUNT = Value(
    "[1-9][0-9]{0,17}",
    Words("fen in ASCII digits, 1 to 18 of them, above 0", "以分计的正整数，1至18位"),
    int,
    str,
)
SUM = Value("0|[1-9][0-9]{0,17}", Words("fen in ASCII digits", "以分计的整数"), int, str)
BALANCE = Value(
    "0|-?[1-9][0-9]{0,17}",
    Words("fen in ASCII digits, - in front when overdrawn", "以分计的整数，透支时前加-"),
    int,
    str,
)
COUNT = Value("[1-9][0-9]{0,11}", Words("a count of at least 1", "不小于1的笔数"), int, str)
COUNT_OR_ZERO = Value("0|[1-9][0-9]{0,11}", Words("a count", "笔数"), int, str)
CURRENCY = fixed("CNY")
ACCOUNT = Value(
    "[A-Za-z0-9-]{1,34}",
    Words("an account: 1 to 34 of A-Z a-z 0-9 -", "账号"),
    str,
    str,
    mask_account,
)
BANK = Value("[0-9]{12}", Words("a line number of 12 digits", "12位行号"), str, str)
REFERENCE = Value(
    r"[A-Za-z0-9\-_.:/()+,]{1,35}",
    Words("a reference: 1 to 35 of A-Z a-z 0-9 - _ . : / ( ) + ,", "参考号"),
    str,
    str,
)
PURPOSE = Value("[A-Z]{4}", Words("a purpose: four letters A-Z", "用途代码，4个大写字母"), str, str)
NAME = _text(1, 140)
TEXT = optional(_text(1, 140))
SHORT_TEXT = optional(_text(1, 105))
DIGEST = Value(
    "[0-9a-f]{64}", Words("64 lower-case hexadecimal digits", "64位小写十六进制数"), str, str
)
FILE_NAME = Value(r"[A-Za-z0-9_.\-]{1,255}", Words("a file name", "文件名"), str, str)
CODE = Value("[A-Z][A-Z_]{0,34}", Words("a code in capitals", "大写字母代码"), str, str)
WORD = Value(r"[A-Za-z0-9_/@]{1,100}", Words("a field or element", "字段或元素"), str, str)
FLAG = Value(
    "Y|N", Words("Y / N", "Y / N"), lambda text: text == "Y", lambda flag: "Y" if flag else "N"
)
NOTHING = Value("", Words("nothing", "空"), lambda _: "", lambda _: "")
NO_DATE = Value("", Words("nothing", "空"), lambda _: None, lambda _: "")
OUTCOME = _coded(Outcome)
SIDE = _coded(Side)
STATUS = _coded(AcknowledgementStatus)
