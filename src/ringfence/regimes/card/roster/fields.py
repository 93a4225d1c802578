"""What each field of a roster may hold."""

import re
from collections.abc import Callable
from datetime import date

from ringfence.banking.exchange.gb18030 import with_standard_characters
from ringfence.kernel.amount import AmountNotPositive, AmountTooLarge, fen_from_yuan_text
from ringfence.kernel.identity import (
    IdentityArea,
    IdentityBirthDate,
    IdentityBirthOutOfRange,
    IdentityCheckDigit,
    read_identity_number,
)
from ringfence.kernel.masking import mask_identity
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import plain_width
from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.cells import FormulaText, NumberText, OtherText, Row
from ringfence.regimes.card.roster.faults import (
    WHOLE_LINE,
    RosterLineError,
    line_error,
    shown,
)
from ringfence.regimes.card.roster.limits import (
    ACCOUNT_LENGTH_MAX,
    NAME_LENGTH_MAX,
    REMARK_LENGTH_MAX,
)
from ringfence.regimes.card.roster.line import Column, RosterLine

BLANKS = " \u3000\u00a0\t"  # dropped around a field; a blank of another kind is refused

# Control, direction and zero-width characters, private use, and the exchange's separators.
_NEVER_IN_TEXT = re.compile(
    "[\\\\|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\uf8ff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_ACCOUNT = re.compile(rf"[A-Za-z0-9-]{{1,{ACCOUNT_LENGTH_MAX}}}")
# A spreadsheet that opens a later export would run these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@")

_IDENTITY = Words(
    "an identity number: 17 digits, then a digit or X",
    "身份证件号码：17位数字加1位数字或X",
)
_IDENTITY_FAULTS: dict[type[Refusal], Words] = {
    IdentityArea: Words("the code of a province in front", "以省级行政区代码开头"),
    IdentityBirthDate: Words("a birth date that exists", "存在的出生日期"),
    IdentityBirthOutOfRange: Words(
        "a birth date from 1870 to the day of the roster", "1870年至名册日之间的出生日期"
    ),
    IdentityCheckDigit: Words("the check character that fits", "相符的校验码"),
}
_AMOUNT = Words(
    "yuan in plain digits, at most two decimals: 1234.56",
    "以元为单位的半角数字，最多两位小数，如 1234.56",
)
_AMOUNT_FAULTS: dict[type[Refusal], Words] = {
    AmountNotPositive: Words("an amount above zero", "大于零的金额"),
    AmountTooLarge: Words("an amount that an account can hold", "账户可记的金额"),
}
_AMOUNT_WIDTH = Words(
    "half-width digits: type the amount again with the input method off",
    "半角数字，请关闭全角输入后重新填写",
)
_NAME = Words(
    f"a name of 1 to {NAME_LENGTH_MAX} characters, without control characters, | or \\",
    f"1至{NAME_LENGTH_MAX}个字的姓名，不含控制字符、| 和 \\",
)
_REMARK = Words(
    f"at most {REMARK_LENGTH_MAX} characters, without control characters, | or \\",
    f"最多{REMARK_LENGTH_MAX}个字，不含控制字符、| 和 \\",
)
_ACCOUNT_FORM = Words(
    f"1 to {ACCOUNT_LENGTH_MAX} digits, letters or hyphens",
    f"1至{ACCOUNT_LENGTH_MAX}位数字、字母或连字符",
)
_NO_FORMULA = Words("text, no formula", "文字，不得为公式")
_TEXT_CELL = Words(
    "a cell formatted as text: a number cell has already lost digits or leading zeros",
    "文本格式的单元格：数值格式会丢失末位或前导零",
)
_PLAIN_CELL = Words("text or a number", "文字或数字")


def line_read(row: Row, columns: tuple[Column, ...], *, on: date) -> RosterLine:
    """Return a row as a roster's line. Refuses: RosterLineError, the first from the left."""
    read, faults = line_check(row, columns, on=on)
    if read is None:
        raise faults[0]
    return read


def line_check(
    row: Row, columns: tuple[Column, ...], *, on: date
) -> tuple[RosterLine | None, list[RosterLineError]]:
    """Return the line, or None and every fault of the row from the left."""
    line, cells = row
    if len(cells) != len(columns):
        expected = Words(f"{len(columns)} fields", f"{len(columns)}个字段")
        return None, [line_error(line, WHOLE_LINE, str(len(cells)), expected)]
    values: dict[str, str | int] = {}
    faults: list[RosterLineError] = []
    for column, cell in zip(columns, cells, strict=True):
        try:
            values[_FIELD[column]] = _READERS[column](line, cell, on)
        except RosterLineError as fault:
            faults.append(fault)
    return (None if faults else RosterLine(line=line, **values)), faults  # type: ignore[arg-type]


def _identity_number(line: int, cell: str, on: date) -> str:
    text = _text(line, Column.IDENTITY_NUMBER, cell)
    try:
        return read_identity_number(text, on=on).number
    except Refusal as refusal:
        got = shown(mask_identity(plain_width(text)))
        raise line_error(line, Column.IDENTITY_NUMBER, got, identity_expected(refusal)) from None


def identity_expected(refusal: Refusal) -> Words:
    """Return what should have stood there instead of an identity number that was refused."""
    return _IDENTITY_FAULTS.get(type(refusal), _IDENTITY)


def _name(line: int, cell: str, on: date) -> str:  # noqa: ARG001 - one shape for all readers
    return _words(line, Column.NAME, cell, range(1, NAME_LENGTH_MAX + 1), _NAME)


def _amount_fen(line: int, cell: str, on: date) -> int:  # noqa: ARG001
    text = cell.strip(BLANKS)
    if isinstance(cell, FormulaText | OtherText):
        raise line_error(line, Column.AMOUNT, shown(text), _AMOUNT)
    try:
        return fen_from_yuan_text(text)
    except Refusal as refusal:
        expected = _AMOUNT_FAULTS.get(type(refusal), _AMOUNT)
        if plain_width(text) != text:
            expected = _AMOUNT_WIDTH
        raise line_error(line, Column.AMOUNT, shown(text), expected) from None


def _account_number(line: int, cell: str, on: date) -> str:  # noqa: ARG001
    text = _text(line, Column.ACCOUNT_NUMBER, cell)
    if text and not _ACCOUNT.fullmatch(text):
        raise line_error(line, Column.ACCOUNT_NUMBER, shown(text), _ACCOUNT_FORM)
    return text


def _remark(line: int, cell: str, on: date) -> str:  # noqa: ARG001
    if isinstance(cell, NumberText):
        cell = str(cell)
    return _words(line, Column.REMARK, cell, range(REMARK_LENGTH_MAX + 1), _REMARK)


def _words(line: int, column: Column, cell: str, lengths: range, expected: Words) -> str:
    """Return text that a person wrote: no formula, no character that hides or separates."""
    text = _text(line, column, cell)
    if text.startswith(_FORMULA_STARTS):
        raise line_error(line, column, shown(text), _NO_FORMULA)
    if _NEVER_IN_TEXT.search(text):
        text = with_standard_characters(text)
    if len(text) not in lengths or _NEVER_IN_TEXT.search(text):
        raise line_error(line, column, shown(text), expected)
    return text


def _text(line: int, column: Column, cell: str) -> str:
    """Return a cell that must be text, without the blanks around it."""
    if type(cell) is not str:
        expected = {FormulaText: _NO_FORMULA, NumberText: _TEXT_CELL}.get(type(cell), _PLAIN_CELL)
        raise line_error(line, column, shown(str(cell)), expected)
    return cell.strip(BLANKS)


_READERS: dict[Column, Callable[[int, str, date], str | int]] = {
    Column.IDENTITY_NUMBER: _identity_number,
    Column.NAME: _name,
    Column.AMOUNT: _amount_fen,
    Column.ACCOUNT_NUMBER: _account_number,
    Column.REMARK: _remark,
}
_FIELD = {column: column.value for column in Column} | {Column.AMOUNT: "amount_fen"}
