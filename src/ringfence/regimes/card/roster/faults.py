"""What is wrong in a roster: line, field, what was found, what was expected, in both languages."""

from dataclasses import dataclass

from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.line import Column

_FOUND_MAX = 60

# What a fault is about where it is not one column.
FILE = Words("file", "文件")
HEADING = Words("heading", "表头")
WHOLE_LINE = Words("line", "整行")


class RosterLineError(FileLineError):
    """A roster that cannot be read, with the place. Nothing of it is used."""

    code = "ROSTER_LINE_ERROR"


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


def line_error(line: int, field: Column | Words, got: str, expected: Words) -> RosterLineError:
    """Return the error to raise or to collect. `line` 0: the fault is the file's own."""
    name = Words(field.value, field.zh) if isinstance(field, Column) else field
    return RosterLineError(line=line, field=name, got=got, expected=expected)


def byte_count(count: int) -> Words:
    """Return a size as a message shows it."""
    return Words(f"{count} bytes", f"{count}字节")


def shown(text: str) -> str:
    """Return found text as a message shows it: quoted, short, unprintable characters escaped."""
    cut = text if len(text) <= _FOUND_MAX else text[:_FOUND_MAX] + "…"
    return repr(cut)
