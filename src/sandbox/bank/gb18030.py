"""GB 18030 in and out, a block of lines at a time, with the 25 codes that changed sides."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from sandbox.bank.fault import Fault

BLOCK = 1_048_576
LONGEST_LINE = 65_536

# The annex of the exchange standard: private-use code point of one edition -> character.
_ANNEX = {
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14,
    0xE792: 0xFE15, 0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19,
    0xE7C7: 0x1E3F, 0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4,
    0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7, 0xE832: 0x9FB8,
    0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def decode(data: bytes, *, first_line: int = 1) -> str:
    """Return the text; refuses ENCODING_BROKEN with the line."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        line = first_line + data[: error.start].count(b"\n")
        raise Fault("ENCODING_BROKEN", line=line, text="bytes that are no GB 18030") from None
    return text.translate(_ANNEX) if _PRIVATE.search(text) else text


def line_blocks(source: BinaryIO) -> Iterator[list[str]]:
    """Yield the lines of the source, without their LF, in lists of about a megabyte.

    0A is never part of another character, so bytes may be cut there before decoding.
    Refuses ENCODING_BROKEN, and FORMAT_WRONG for an endless or unended line.
    """
    rest, line = b"", 1
    while block := source.read(BLOCK):
        whole, ended, rest = (rest + block).rpartition(b"\n")
        if len(rest) > LONGEST_LINE:
            raise Fault("FORMAT_WRONG", line=line + whole.count(b"\n"), text="line without end")
        if ended:
            lines = decode(whole, first_line=line).split("\n")
            yield lines
            line += len(lines)
    if rest:
        raise Fault("FORMAT_WRONG", line=line, text="the last line has no end: truncated")


def encode(text: str) -> bytes:
    """Return the text in GB 18030."""
    return text.encode("gb18030")
