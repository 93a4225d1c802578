"""Rows of a .csv: UTF-8 with or without a byte-order mark, or GB18030; comma, one row a line."""

import codecs
import csv
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.cells import Row
from ringfence.regimes.card.roster.faults import (
    FILE,
    WHOLE_LINE,
    RosterLineError,
    byte_count,
    line_error,
    shown,
)
from ringfence.regimes.card.roster.limits import CSV_BYTES_MAX, LINE_BYTES_MAX

_PIECE_BYTES = 1 << 20
_ENCODINGS = Words("UTF-8 or GB18030 text", "UTF-8 或 GB18030 编码的文本")
_CSV_TEXT = Words(
    "a .csv file: plain text, fields separated by commas", "以逗号分隔的文本文件 .csv"
)
_SIZE = Words(f"at most {CSV_BYTES_MAX} bytes", f"最多{CSV_BYTES_MAX}字节")
_LINE_SIZE = Words(f"at most {LINE_BYTES_MAX} bytes", f"最多{LINE_BYTES_MAX}字节")
_QUOTES = Words(
    "fields separated by commas, quotes in pairs, a line for each person",
    "以逗号分隔的字段，引号成对，每人一行",
)


class Encoding(StrEnum):
    """How the text is encoded; the value is the codec's name."""

    UTF_8 = "utf-8-sig"
    GB18030 = "gb18030"


def csv_encoding(path: Path) -> Encoding:
    """Return the encoding that the first mebibyte with more than ASCII fits, or fits further.

    Refuses: RosterLineError (a file that is too large, or holds what no text file holds).
    """
    if (size := path.stat().st_size) > CSV_BYTES_MAX:
        raise line_error(0, FILE, byte_count(size), _SIZE)
    with path.open("rb") as file:
        if _is_no_text(head := file.read(4)):
            raise line_error(0, FILE, shown(head.decode("latin-1")), _CSV_TEXT)
        file.seek(0)
        while piece := file.read(_PIECE_BYTES):
            if not piece.isascii():
                is_utf_8 = _fitting_count(piece, "utf-8") >= _fitting_count(piece, "gb18030")
                return Encoding.UTF_8 if is_utf_8 else Encoding.GB18030
    return Encoding.UTF_8


def _fitting_count(piece: bytes, codec: str) -> int:
    """Return how many bytes of the piece can be decoded; its last character may be cut."""
    try:
        codecs.getincrementaldecoder(codec)().decode(piece)
    except UnicodeDecodeError as error:
        return error.start
    return len(piece)


def csv_rows(path: Path, encoding: Encoding) -> Iterator[Row]:
    """Return the rows that hold anything, in a stream, the heading row first.

    Refuses: RosterLineError (a line that is too long, wrongly encoded or wrongly quoted).
    """
    with path.open("rb") as file:
        line = 0
        while raw := file.readline(LINE_BYTES_MAX + 1):
            line += 1
            if len(raw) > LINE_BYTES_MAX:
                got = Words(f"more than {LINE_BYTES_MAX} bytes", f"超过{LINE_BYTES_MAX}字节")
                raise line_error(line, WHOLE_LINE, got, _LINE_SIZE)
            codec = encoding.value if line == 1 else _WITHOUT_MARK[encoding]
            cells = _cells(line, _text(line, raw, codec))
            if any(cell.strip() for cell in cells):
                yield Row(line, cells)


_WITHOUT_MARK = {Encoding.UTF_8: "utf-8", Encoding.GB18030: "gb18030"}


def _text(line: int, raw: bytes, codec: str) -> str:
    """Return the line as text, without its end."""
    try:
        return raw.decode(codec).removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        wrong = raw[error.start : error.start + 4].hex(" ")
        raise line_error(line, WHOLE_LINE, wrong, _ENCODINGS) from None


def _cells(line: int, text: str) -> list[str]:
    """Return the line's fields. A quoted field that runs into the next line is a fault."""
    if '"' not in text:
        return text.split(",")
    try:
        return next(csv.reader([text], strict=True))
    except csv.Error:
        raise _wrongly_quoted(line, text) from None


def _wrongly_quoted(line: int, text: str) -> RosterLineError:
    return line_error(line, WHOLE_LINE, shown(text), _QUOTES)


def _is_no_text(head: bytes) -> bool:
    """Return whether a file begins as a zip, an old Excel file, or UTF-16 or UTF-32 text."""
    signs = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return head.startswith(signs) or b"\0" in head
