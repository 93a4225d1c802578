"""Rows of a .xlsx, in a stream, each cell as the workbook stores it.

A reader of our own: the known fast one shows a formula's last result as if it were typed, turns
numbers into floating point and holds the whole sheet in memory.
"""

import re
from collections.abc import Iterator
from decimal import Context, Decimal, InvalidOperation
from pathlib import Path
from posixpath import join, normpath

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.cells import FormulaText, NumberText, OtherText, Row
from ringfence.regimes.card.roster.faults import FILE, WHOLE_LINE, line_error, shown
from ringfence.regimes.card.roster.limits import COLUMN_COUNT_MAX
from ringfence.regimes.card.roster.shared_strings import SharedStrings, TextBuffer, unescaped
from ringfence.regimes.card.roster.xlsx_archive import Archive, open_archive
from ringfence.regimes.card.roster.xlsx_xml import Events

_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedStrings.xml"
_ROW = re.compile("[1-9][0-9]{0,6}")
_REFERENCE = re.compile(f"(?P<column>[A-Z]{{1,3}})(?P<row>{_ROW.pattern})")
# Excel keeps and shows 15 digits of a number; what a file holds beyond is the trace of binary.
_SHOWN_DIGITS = Context(prec=15)

_ONE_SHEET = Words("one sheet with content", "只有一张有内容的工作表")
_ROWS_ASCEND = Words("rows and cells in ascending order", "行和单元格按顺序排列")
_COLUMNS = Words(f"at most {COLUMN_COUNT_MAX} columns", f"最多{COLUMN_COUNT_MAX}列")


def xlsx_rows(path: Path) -> Iterator[Row]:
    """Return the rows that hold anything, in a stream, the heading row first.

    Numbers come as decimal text of at most 15 digits, as Excel shows them, never as floating
    point: 1.1000000000000001 is how it may store a typed 1.1. A date that is only a number's format
    comes as that number. Other sheets must be empty.
    Refuses: RosterLineError.
    """
    with open_archive(path) as archive, SharedStrings() as strings:
        first, *others = _sheet_parts(archive)
        for other in others:
            _refuse_content(archive, other)
        if _SHARED in archive.names:
            with archive.part(_SHARED) as part:
                strings.read(part)
        sheet = _Sheet(strings)
        events = Events(sheet)
        with archive.part(first) as part:
            while events.feed(part):
                yield from sheet.take_rows()
        yield from sheet.take_rows()


class _Sheet:
    """Hears a sheet's elements and makes rows of them."""

    def __init__(self, strings: SharedStrings) -> None:
        self._strings = strings
        self._rows: list[Row] = []
        self._line = 0
        self._cells: list[str] = []
        self._column = self._next_column = 0
        self._kind = ""
        self._formula: str | None = None
        self._value = ""
        self._buffer = TextBuffer()
        self._is_text = False
        self._is_reading_aid = False

    def take_rows(self) -> list[Row]:
        """Return the rows that are complete, once."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f") or (name == "t" and not self._is_reading_aid):
            self._is_text = True
        elif name == "row":
            self._start_row(attributes.get("r", ""))
        elif name == "rPh":
            self._is_reading_aid = True

    def text(self, text: str) -> None:
        """Hear text, which counts inside a value, a formula or an inline string."""
        if self._is_text:
            self._buffer.add(text)

    def end(self, name: str) -> None:
        """Hear an element end."""
        if name in ("v", "t"):
            self._is_text = False
            self._value += self._buffer.take()
        elif name == "f":
            self._is_text = False
            self._formula = self._buffer.take()
        elif name == "c":
            self._end_cell()
        elif name == "rPh":
            self._is_reading_aid = False
        elif name == "row" and any(cell.strip() for cell in self._cells):
            self._rows.append(Row(self._line, self._cells))

    def _start_row(self, number: str) -> None:
        line = self._line + 1
        if number:
            line = int(number) if _ROW.fullmatch(number) else 0
        if line <= self._line:
            raise line_error(line, WHOLE_LINE, shown(number), _ROWS_ASCEND)
        self._line = line
        self._cells = []
        self._next_column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._kind = attributes.get("t", "n")
        self._formula = None
        self._value = ""
        reference = attributes.get("r")
        self._column = (
            self._next_column if reference is None else _column_index(reference, self._line)
        )
        self._next_column = self._column + 1

    def _end_cell(self) -> None:
        cell = self._cell()
        if not cell:
            return
        if self._column < len(self._cells):
            raise line_error(self._line, WHOLE_LINE, shown(cell), _ROWS_ASCEND)
        if self._column >= COLUMN_COUNT_MAX:
            column = self._column + 1
            got = Words(f"column {column}", f"第{column}列")
            raise line_error(self._line, WHOLE_LINE, got, _COLUMNS)
        self._cells += [""] * (self._column - len(self._cells))
        self._cells.append(cell)

    def _cell(self) -> str:
        """Return what the cell holds, as text that says what it is."""
        if self._formula is not None:
            return FormulaText("=" + self._formula)
        match self._kind:
            case "s":
                return self._strings.at(self._value, line=self._line) if self._value else ""
            case "inlineStr" | "str":
                return unescaped(self._value)
            case "n":
                return _number_text(self._value)
            case _:
                return OtherText(self._value)


def _number_text(stored: str) -> str:
    """Return a stored number as decimal text without an exponent or trailing zeros."""
    if not stored:
        return ""
    try:
        number = Decimal(stored)
        if abs(number.adjusted()) > 40:
            return OtherText(stored)
        text = format(_SHOWN_DIGITS.plus(number), "f")
    except InvalidOperation:
        return OtherText(stored)
    return NumberText(text.rstrip("0").rstrip(".") if "." in text else text)


def _column_index(reference: str, line: int) -> int:
    """Return 0 for column A, 26 for AA."""
    match = _REFERENCE.fullmatch(reference)
    if match is None or int(match["row"]) != line:
        raise line_error(line, WHOLE_LINE, shown(reference), _ROWS_ASCEND)
    index = 0
    for letter in match["column"]:
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


class _Elements:
    """Hears the elements of some names, in a part with few of them, and keeps their attributes."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear an element begin."""
        if name in self._names:
            self.found.append({key.rpartition(" ")[2]: text for key, text in attributes.items()})
            if len(self.found) > 1000:
                got = Words(f"more than 1000 {name}", f"超过1000个 {name}")
                raise line_error(0, FILE, got, _ONE_SHEET)

    def end(self, name: str) -> None:
        """Hear nothing of interest."""

    def text(self, text: str) -> None:
        """Hear nothing of interest."""


def _sheet_parts(archive: Archive) -> list[str]:
    """Return the names of the sheets' parts in the workbook's order, at least one."""
    sheets, relations = _Elements("sheet"), _Elements("Relationship")
    for name, listener in ((_WORKBOOK, sheets), (_RELATIONS, relations)):
        with archive.part(name) as part:
            Events(listener).feed_all(part)
    targets = {each.get("Id", ""): each.get("Target", "") for each in relations.found}
    if not sheets.found:
        raise line_error(0, FILE, Words("no sheet", "没有工作表"), _ONE_SHEET)
    parts = [join("/xl", targets.get(each.get("id", ""), "")) for each in sheets.found]
    return [normpath(part).lstrip("/") for part in parts]


def _refuse_content(archive: Archive, name: str) -> None:
    """Refuse a further sheet that holds a cell: it might hold people, and would not be read."""
    values = _Elements("v", "is")
    with archive.part(name) as part:
        Events(values).feed_all(part)
    if values.found:
        raise line_error(0, FILE, shown(name), _ONE_SHEET)
