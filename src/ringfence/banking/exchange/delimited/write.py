"""Write a delimited file. Nothing leaves that our own reader would refuse."""

from typing import BinaryIO

from ringfence.banking.exchange.detail_check import DetailCheck
from ringfence.banking.exchange.layouts import DETAILS, HEADERS, SEPARATOR, VERSION
from ringfence.banking.exchange.messages import Acknowledgement, Detail, Header

ENCODING = "gb18030"
BLOCK_BYTES = 1 << 20


def header_line(header: Header) -> str:
    """Return the header as a line, with its LF. Refuses: FileLineError."""
    kind = header.file_id.kind
    texts = HEADERS[kind].write(header, ("H", VERSION, kind))
    HEADERS[kind].take(texts, line=1)
    return SEPARATOR.join(texts) + "\n"


def write_acknowledgement(target: BinaryIO, acknowledgement: Acknowledgement) -> None:
    """Write a whole ACKNOWLEDGEMENT file. Refuses: FileLineError."""
    target.write((header_line(acknowledgement) + "T|0|0\n").encode(ENCODING))


class DelimitedWriter:
    """A file being written: the header at once, then details, then `finish`.

    The header's count and sums are known beforehand; `finish` refuses when the details differ.
    """

    def __init__(self, target: BinaryIO, header: Header) -> None:
        """Write the header. Refuses: FileLineError."""
        self._target = target
        self._header = header
        self._layout = DETAILS[header.file_id.kind]
        self._check = DetailCheck(header.file_id.kind)
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        target.write(header_line(header).encode(ENCODING))

    def write(self, detail: Detail) -> None:
        """Write one detail. Refuses: FileLineError, at the latest in `finish`."""
        texts = self._layout.write(detail, ("D",))
        self.write_lines((SEPARATOR.join(texts) + "\n").encode())

    def write_lines(self, lines: bytes | memoryview) -> None:
        """Write whole detail lines in UTF-8, as COPY … TO gives them with DELIMITER '|', NULL ''.

        Refuses: FileLineError, at the latest in `finish`.
        """
        self._waiting.append(bytes(lines))
        self._waiting_bytes += len(lines)
        if self._waiting_bytes >= BLOCK_BYTES:
            self._flush()

    def finish(self) -> None:
        """Write the trailer. Refuses: FileLineError, CountDiffers, SumDiffers."""
        self._flush()
        self._check.compare(self._header, line=1)
        self._target.write(f"T|{self._check.count}|{self._check.sum_fen}\n".encode(ENCODING))

    def _flush(self) -> None:
        block = b"".join(self._waiting).decode()
        self._waiting.clear()
        self._waiting_bytes = 0
        self._target.write(self._check.take(block).encode(ENCODING))
