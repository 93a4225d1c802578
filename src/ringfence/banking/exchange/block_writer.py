"""Write a file from detail lines, whatever its profile; each line is checked on its way."""

from abc import ABC, abstractmethod
from typing import BinaryIO

from ringfence.banking.exchange.detail_check import DetailCheck
from ringfence.banking.exchange.layouts import DETAILS, HEADERS, SEPARATOR, VERSION
from ringfence.banking.exchange.messages import Detail, Header

BLOCK_BYTES = 1 << 16


class BlockWriter(ABC):
    """A file being written: the header at once, then details, then `finish`.

    The header's count and sums are known beforehand; `finish` refuses when the details differ.
    """

    def __init__(self, target: BinaryIO, header: Header) -> None:
        """Write the header. Refuses: FileLineError."""
        self._target = target
        self._layout = DETAILS[header.file_id.kind]
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self.header = header
        self.check = DetailCheck(header.file_id.kind)
        target.write(self._first(header_texts(header)))

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
        """Write what is left and the end. Refuses: FileLineError, CountDiffers, SumDiffers."""
        self._flush()
        self.check.compare(self.header, line=1)
        self._target.write(self._last())

    def _flush(self) -> None:
        block = b"".join(self._waiting).decode()
        self._waiting.clear()
        self._waiting_bytes = 0
        self._target.write(self._render(self.check.take(block)))

    @abstractmethod
    def _first(self, texts: list[str]) -> bytes:
        """Return what stands before the details; `texts` are the header's fields in order."""

    @abstractmethod
    def _render(self, block: str) -> bytes:
        """Return checked detail lines in the profile."""

    @abstractmethod
    def _last(self) -> bytes:
        """Return what stands behind the details."""


def header_texts(header: Header) -> list[str]:
    """Return the fields of the header as texts, each of its form. Refuses: FileLineError."""
    kind = header.file_id.kind
    texts = HEADERS[kind].write(header, ("H", VERSION, kind))
    HEADERS[kind].take(texts, line=1)
    return texts
