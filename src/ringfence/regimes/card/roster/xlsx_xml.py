"""XML of a workbook as events, with limits: no tree is built, no entity is read."""

from typing import IO, Protocol
from xml.parsers import expat

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.faults import FILE, RosterLineError, line_error, shown

_DEPTH_MAX = 64
_SILENT_PIECES_MAX = 32  # 8 MiB without an event: one tag or comment that never ends

_XML = Words("well-formed XML of a workbook", "格式正确的工作簿 XML")
_NO_DOCTYPE = Words("no document type", "不含文档类型声明")

PIECE_BYTES = 1 << 18


class Listener(Protocol):
    """What is told of a part's elements; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear a piece of text."""


class Events:
    """A parser that is fed piece by piece and tells a listener."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._depth = 0
        self._silent_pieces = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = listener.text

    def feed_all(self, part: IO[bytes]) -> None:
        """Read a part to its end. Refuses: RosterLineError."""
        while self.feed(part):
            pass

    def feed(self, part: IO[bytes]) -> bool:
        """Read one piece of a part; return whether there may be more. Refuses: RosterLineError."""
        piece = part.read(PIECE_BYTES)
        self._silent_pieces += 1
        try:
            self._parser.Parse(piece, not piece)
        except expat.ExpatError as error:
            raise self._wrong(str(error)) from None
        if self._silent_pieces > _SILENT_PIECES_MAX:
            raise self._wrong("one element of several mebibytes")
        return bool(piece)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._silent_pieces = 0
        self._depth += 1
        if self._depth > _DEPTH_MAX:
            raise self._wrong(f"elements {self._depth} deep")
        self._listener.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self._silent_pieces = 0
        self._depth -= 1
        self._listener.end(name.rpartition(" ")[2])

    def _refuse_doctype(self, name: str, *_: object) -> None:
        raise line_error(0, FILE, shown(f"<!DOCTYPE {name}"), _NO_DOCTYPE)

    @staticmethod
    def _wrong(got: str) -> RosterLineError:
        return line_error(0, FILE, shown(got), _XML)
