"""A workbook's shared strings, kept on disk: rosters have millions, memory stays flat."""

import mmap
import re
import tempfile
from array import array
from contextlib import ExitStack
from typing import IO, Self

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.faults import FILE, line_error, shown
from ringfence.regimes.card.roster.xlsx_xml import Events

TEXT_LENGTH_MAX = 32_767  # Excel's own limit for a cell
_TEXT = Words(
    f"at most {TEXT_LENGTH_MAX} characters in a cell", f"单元格最多{TEXT_LENGTH_MAX}个字符"
)
_NUMBER = re.compile("[0-9]{1,10}")
_INDEX = Words("the number of a shared string", "共享字符串的序号")
# A workbook writes a control character as its code, and such a code itself with x005F before it.
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


class TextBuffer:
    """Gathers the pieces of one cell's text."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Take a piece. Refuses: RosterLineError where the cell grows too long."""
        self._length += len(piece)
        if self._length > TEXT_LENGTH_MAX:
            got = Words(f"{self._length} characters", f"{self._length}个字符")
            raise line_error(0, FILE, got, _TEXT)
        self._pieces.append(piece)

    def take(self) -> str:
        """Return the text and begin the next."""
        text = "".join(self._pieces)
        self._pieces.clear()
        self._length = 0
        return text


class SharedStrings:
    """The strings of `xl/sharedStrings.xml`, by number. Use it in a `with` block."""

    def __init__(self) -> None:
        self._closing = ExitStack()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the block's end
        self._closing.enter_context(self._file)
        self._ends = array("Q", [0])
        self._bytes: mmap.mmap | None = None
        self._buffer = TextBuffer()
        self._is_text = False
        self._is_reading_aid = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def read(self, part: IO[bytes]) -> None:
        """Take all strings of the part. Refuses: RosterLineError."""
        Events(self).feed_all(part)
        self._file.flush()
        if self._ends[-1]:
            mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
            self._bytes = self._closing.enter_context(mapped)

    def text(self, text: str) -> None:
        """Hear text of the part."""
        if self._is_text:
            self._buffer.add(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        """Hear an element begin: `t` is text, also in parts; under `rPh` it tells how to read."""
        if name == "rPh":
            self._is_reading_aid = True
        elif name == "t":
            self._is_text = not self._is_reading_aid

    def end(self, name: str) -> None:
        """Hear an element end."""
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_reading_aid = False
        elif name == "si":
            raw = self._buffer.take().encode()
            self._file.write(raw)
            self._ends.append(self._ends[-1] + len(raw))

    def at(self, number: str, *, line: int) -> str:
        """Return a string by its number. Refuses: RosterLineError where there is none."""
        if not (_NUMBER.fullmatch(number) and int(number) < len(self._ends) - 1):
            raise line_error(line, FILE, shown(number), _INDEX)
        begin, end = self._ends[int(number)], self._ends[int(number) + 1]
        if begin == end or self._bytes is None:
            return ""
        return unescaped(self._bytes[begin:end].decode())


def unescaped(text: str) -> str:
    """Return cell text with `_x000D_` and the like as the characters they stand for."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
