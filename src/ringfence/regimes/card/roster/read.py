"""Rosters read: strictly, as a preview of faults, or only their headings."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.cells import Row
from ringfence.regimes.card.roster.csv_rows import Encoding, csv_encoding, csv_rows
from ringfence.regimes.card.roster.faults import (
    FILE,
    RosterFaults,
    RosterLineError,
    line_error,
    shown,
)
from ringfence.regimes.card.roster.fields import line_check, line_read
from ringfence.regimes.card.roster.layout import read_columns
from ringfence.regimes.card.roster.line import Column, RosterLine
from ringfence.regimes.card.roster.xlsx_archive import archive_look
from ringfence.regimes.card.roster.xlsx_rows import xlsx_rows

_CHUNK_BYTES = 1 << 20
_LINES_BETWEEN = 1_000
_ENDING = Words("a file that ends in .csv or .xlsx", "以 .csv 或 .xlsx 结尾的文件")
_CONTENT = Words("headings and at least one line", "表头和至少一行数据")
_NOTHING = Words("nothing", "空")
_ONCE = Words("each person once", "每人只出现一次")


@dataclass(frozen=True, slots=True)
class CsvLayout:
    """How a .csv is laid out: its columns from the left; line 1 holds the headings."""

    encoding: Encoding
    columns: tuple[Column, ...]


def csv_layout(path: Path) -> CsvLayout:
    """Return encoding and columns of a .csv; nothing below the headings is judged.

    Refuses: RosterLineError.
    """
    encoding = csv_encoding(path)
    rows = csv_rows(path, encoding)
    return CsvLayout(encoding, _read_headings(rows))


def roster_look(path: Path) -> None:
    """Look at what tells a roster from another file, however large, before all of it is read.

    Refuses: RosterLineError (the ending, the size, the first bytes, the headings of a .csv).
    """
    match path.suffix.lower():
        case ".csv":
            csv_layout(path)
        case ".xlsx":
            archive_look(path)
        case _:
            raise _wrong_ending(path)


def roster_read(path: Path, *, on: date) -> Iterator[RosterLine]:
    """Return a roster's lines in a stream; births after `on` are faults.

    A file that turns out wrong further down has given lines before it refuses: use them only when
    the stream has ended. Whether a person is named twice is not judged here.
    Refuses: RosterLineError with the first fault.
    """
    rows = _rows(path)
    columns = _read_headings(rows)
    is_empty = True
    for row in rows:
        is_empty = False
        yield line_read(_with_width(row, columns, path), columns, on=on)
    if is_empty:
        raise line_error(0, FILE, _NOTHING, _CONTENT)


def roster_line_count(path: Path) -> int | None:
    """Return about how many lines a .csv has, quickly; None for a workbook, which does not say."""
    if path.suffix.lower() != ".csv":
        return None
    with path.open("rb") as file:
        chunks = iter(partial(file.read, _CHUNK_BYTES), b"")
        return max(1, sum(chunk.count(b"\n") for chunk in chunks))


def roster_check(
    path: Path,
    *,
    on: date,
    limit: int = 100,
    progress: Callable[[int], None] | None = None,
) -> RosterFaults:
    """Return a roster's first `limit` faults by line, several in a line among them.

    Also tells a person who is named twice, at the later line. A fault of the file itself (broken
    encoding, a damaged workbook) ends the check. `progress` is told every thousandth line.
    Memory: 16 bytes a line, while people are compared 60.
    """
    preview = _Preview(limit)
    try:
        rows = _rows(path)
        columns = _read_headings(rows)
        for count, row in enumerate(rows, start=1):
            if progress and not count % _LINES_BETWEEN:
                progress(count)
            preview.take(*line_check(_with_width(row, columns, path), columns, on=on))
        preview.refuse_emptiness()
    except RosterLineError as fault:
        preview.take(None, [fault])
    return preview.result()


class _Preview:
    """Gathers faults and sums of a roster; memory stays small whatever it holds."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._faults: list[RosterLineError] = []
        self._fault_count = 0
        self._sum_fen = 0
        self._people = array("q")
        self._lines = array("q")

    def take(self, line: RosterLine | None, faults: list[RosterLineError]) -> None:
        """Take a line that can be used, or what is wrong with one."""
        self._fault_count += len(faults)
        self._faults += faults[: max(0, self._limit - len(self._faults))]
        if line is not None:
            self._sum_fen += line.amount_fen
            self._people.append(int(line.identity_number[:17]))  # the 18th follows from these
            self._lines.append(line.line)

    def refuse_emptiness(self) -> None:
        """Refuse where no line was taken, right or wrong."""
        if not self._fault_count and not self._lines:
            raise line_error(0, FILE, _NOTHING, _CONTENT)

    def result(self) -> RosterFaults:
        """Return the preview, people who are named twice among the faults."""
        line_count = len(self._lines)
        faults, self._faults = self._faults, []
        for fault in _repeated_people(self._people, self._lines):
            self.take(None, [fault])
        faults = sorted(faults + self._faults, key=lambda fault: int(fault.facts["line"]))
        return RosterFaults(
            tuple(faults[: self._limit]), self._fault_count, line_count, self._sum_fen
        )


def _rows(path: Path) -> Iterator[Row]:
    match path.suffix.lower():
        case ".csv":
            return csv_rows(path, csv_encoding(path))
        case ".xlsx":
            return xlsx_rows(path)
        case _:
            raise _wrong_ending(path)


def _wrong_ending(path: Path) -> RosterLineError:
    return line_error(0, FILE, shown(path.name), _ENDING)


def _read_headings(rows: Iterator[Row]) -> tuple[Column, ...]:
    heading = next(rows, None)
    if heading is None:
        raise line_error(0, FILE, _NOTHING, _CONTENT)
    return read_columns(heading)


def _with_width(row: Row, columns: tuple[Column, ...], path: Path) -> Row:
    """Return the row without empty cells beyond the headings.

    A workbook stores no empty cells, so its rows are also filled up; a .csv states each field.
    """
    cells = list(row.cells)
    while len(cells) > len(columns) and not cells[-1].strip():
        cells.pop()
    if path.suffix.lower() == ".xlsx":
        cells += [""] * (len(columns) - len(cells))
    return Row(row.line, cells)


def _repeated_people(people: Sequence[int], lines: Sequence[int]) -> Iterator[RosterLineError]:
    """Return a fault for each line whose person an earlier line names."""
    repeated = {person for person, following in pairwise(sorted(people)) if person == following}
    first_lines: dict[int, int] = {}
    for person, line in zip(people, lines, strict=True):
        if person in repeated:
            first_line = first_lines.setdefault(person, line)
            if first_line != line:
                got = Words(f"the person of line {first_line}", f"第{first_line}行的人员")
                yield line_error(line, Column.IDENTITY_NUMBER, got, _ONCE)
