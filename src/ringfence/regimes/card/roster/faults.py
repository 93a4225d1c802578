"""What is wrong in a roster: line, field, what was found, what was expected, in both languages."""

from dataclasses import dataclass
from typing import NamedTuple

from ringfence.kernel.refusal import FileLineError
from ringfence.regimes.card.roster.line import Column

_FOUND_MAX = 60


class Expected(NamedTuple):
    """What should have stood there."""

    en: str
    zh: str


class Place(NamedTuple):
    """What a fault is about where it is not one column."""

    en: str
    zh: str


FILE = Place("file", "文件")
HEADING = Place("heading", "表头")
WHOLE_LINE = Place("line", "整行")


class RosterLineError(FileLineError):
    """A roster that cannot be read, with the place. Nothing of it is used."""

    code = "ROSTER_LINE_ERROR"
    en = "Line {line}, {field_en}: found {got}; expected {expected_en}."
    zh = "第{line}行，{field_zh}：实际为 {got}；应为{expected_zh}。"


@dataclass(frozen=True, slots=True)
class RosterFaults:
    """A preview of a roster: the first faults by line, and what the whole comes to.

    `fault_count` counts all faults, also those not kept in `faults`; `line_count` and `sum_fen`
    count the lines without a fault of their own.
    """

    faults: tuple[RosterLineError, ...]
    fault_count: int
    line_count: int
    sum_fen: int


def line_error(line: int, field: Column | Place, got: str, expected: Expected) -> RosterLineError:
    """Return the error to raise or to collect. `line` 0: the fault is the file's own."""
    field_en = field.value if isinstance(field, Column) else field.en
    return RosterLineError(
        line=line,
        field=field_en,
        got=got,
        expected=expected.en,
        field_en=field_en,
        field_zh=field.zh,
        expected_en=expected.en,
        expected_zh=expected.zh,
    )


def shown(text: str) -> str:
    """Return found text as a message shows it: quoted, short, unprintable characters escaped."""
    cut = text if len(text) <= _FOUND_MAX else text[:_FOUND_MAX] + "…"
    return repr(cut)
