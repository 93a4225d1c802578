"""Notices as CSV: read with every fault named by line and field, and written back.

# source: 国办发明电〔2025〕7号
year,date,kind,name
2026,2026-01-01,HOLIDAY,元旦
2026,2026-01-04,WORKDAY,元旦
"""

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NoReturn

from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words
from ringfence.workdays.calendar import DayKind, Notice, NoticeDay

HEADING = ("year", "date", "kind", "name")

_SOURCE_MARK = "# source: "
_SATURDAY, _DECEMBER = 5, 12
_FIRST_YEAR, _LAST_YEAR = 1949, 9998  # of four digits, as a loaded year's file is named
# A notice always frees these; a file without one of them has lost lines.
_ALWAYS_FREE = ((1, 1), (5, 1), (10, 1))

_ONE_YEAR = Words("one year", "一个年份")

_Row = tuple[int, list[str]]  # line number from 1, cells


def read_notices(content: bytes, *, source: str = "") -> list[Notice]:
    """Return the notices of a CSV file of one or more years, ascending by year.

    UTF-8, with or without a byte order mark; lines beginning with `#` are remarks. The source is
    the one given, else the remark `# source: …`.
    Refuses (FileLineError): wrong encoding, heading, count of fields, year, date, kind, a date
    outside the year (December before included), a date twice, a WORKDAY that is no weekend, a
    year without its fixed holidays.
    """
    lines = _text(content).splitlines()
    rows = _rows(lines)
    number, heading = next(rows, (0, []))
    if tuple(heading) != HEADING:
        raise FileLineError(
            line=number, field="heading", got=_shown(",".join(heading)), expected=",".join(HEADING)
        )
    remarks = (line for line in lines if line.startswith(_SOURCE_MARK))
    source = source or next(remarks, "").removeprefix(_SOURCE_MARK).strip()
    days = sorted(_days(rows), key=lambda pair: (pair[0], pair[1].on))
    notices = [
        Notice(year, source, tuple(day for _, day in group))
        for year, group in itertools.groupby(days, key=lambda pair: pair[0])
    ]
    for notice in notices:
        _refuse_incomplete(notice)
    return notices


def read_notice(content: bytes, *, source: str) -> Notice:
    """Return the notice of a CSV file of exactly one year. Refuses as `read_notices`."""
    notices = read_notices(content, source=source)
    if len(notices) != 1:
        years = " ".join(str(notice.year) for notice in notices)
        raise FileLineError(
            line=0, field="year", got=years or Words("no days", "没有日期"), expected=_ONE_YEAR
        )
    return notices[0]


def notice_text(notice: Notice) -> str:
    """Return a notice as CSV that `read_notices` reads back."""
    lines = [f"{_SOURCE_MARK}{notice.source}", ",".join(HEADING)]
    lines += [f"{notice.year},{day.on},{day.kind},{day.name}" for day in notice.days]
    return "".join(f"{line}\n" for line in lines)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"0x{content[error.start]:02X}"
        found = Words(f"byte {wrong}", f"字节 {wrong}")
        raise FileLineError(line=line, field="encoding", got=found, expected="UTF-8") from None


def _rows(lines: Iterable[str]) -> Iterator[_Row]:
    """Yield each line that is no remark and not empty, with its number."""
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split(",")


def _days(rows: Iterator[_Row]) -> Iterator[tuple[int, NoticeDay]]:
    """Yield the year of the notice and the day of each row."""
    seen: dict[date, int] = {}
    for number, cells in rows:
        year, day = _year_and_day(number, cells)
        if day.on in seen:
            before = seen[day.on]
            expected = Words(f"a date not yet given on line {before}", f"第{before}行没有的日期")
            _refuse(number, "date", cells[1], expected)
        seen[day.on] = number
        yield year, day


def _year_and_day(number: int, cells: list[str]) -> tuple[int, NoticeDay]:
    if len(cells) != len(HEADING):
        _refuse(number, "fields", str(len(cells)), ",".join(HEADING))
    year_text, date_text, kind_text, name = cells
    on = _date(number, date_text)
    year = _year(number, year_text, on)
    if kind_text not in DayKind.__members__:
        _refuse(number, "kind", kind_text, Words(" or ".join(DayKind), " 或 ".join(DayKind)))
    kind = DayKind(kind_text)
    if kind is DayKind.WORKDAY and on.weekday() < _SATURDAY:
        expected = Words("a Saturday or Sunday for WORKDAY", "WORKDAY 只用于周六、周日")
        _refuse(number, "kind", f"{date_text} WORKDAY", expected)
    if not name.strip():
        _refuse(number, "name", "''", Words("the holiday's name", "节日名称"))
    return year, NoticeDay(on, kind, name.strip())


def _year(number: int, text: str, on: date) -> int:
    """Return the year of the notice that names the day: its own, or in December the next."""
    possible = {str(on.year): on.year}
    if on.month == _DECEMBER:
        possible[str(on.year + 1)] = on.year + 1
    if not _FIRST_YEAR <= possible.get(text, 0) <= _LAST_YEAR:
        expected = Words(
            f"{on.year}, or the next year for a day of December; {_FIRST_YEAR} to {_LAST_YEAR}",
            f"{on.year}，12月的日期也可为次年；{_FIRST_YEAR} 至 {_LAST_YEAR}",
        )
        _refuse(number, "year", text, expected)
    return possible[text]


def _date(number: int, text: str) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = None
    if on is None or on.isoformat() != text:
        _refuse(number, "date", text, Words("a date as 2026-10-01", "日期，如 2026-10-01"))
    return on


def _refuse_incomplete(notice: Notice) -> None:
    free = {day.on for day in notice.days if day.kind is DayKind.HOLIDAY}
    for month, day in _ALWAYS_FREE:
        on = date(notice.year, month, day)
        if on not in free:
            found = Words(f"no HOLIDAY on {on}", f"{on} 未列为 HOLIDAY")
            _refuse(0, "date", found, f"{notice.year},{on},HOLIDAY")


def _refuse(line: int, field: str, got: str, expected: str) -> NoReturn:
    raise FileLineError(line=line, field=field, got=_shown(got), expected=expected)


def _shown(text: str) -> str:
    """Return what was found, cut where a file is not what it says."""
    return text if isinstance(text, Words) else text[:60] or "''"
