"""Write a delimited file. Nothing leaves that our own reader would refuse."""

from typing import BinaryIO

from ringfence.banking.exchange.block_writer import BlockWriter, header_texts
from ringfence.banking.exchange.layouts import SEPARATOR
from ringfence.banking.exchange.messages import Acknowledgement

ENCODING = "gb18030"


class DelimitedWriter(BlockWriter):
    """A run, a result or a statement, line by line."""

    def _first(self, texts: list[str]) -> bytes:
        return _line(texts)

    def _render(self, block: str) -> bytes:
        return block.encode(ENCODING)

    def _last(self) -> bytes:
        return _line(["T", str(self.check.count), str(self.check.sum_fen)])


def write_acknowledgement(target: BinaryIO, acknowledgement: Acknowledgement) -> None:
    """Write a whole ACKNOWLEDGEMENT file. Refuses: FileLineError."""
    target.write(_line(header_texts(acknowledgement)) + _line(["T", "0", "0"]))


def _line(texts: list[str]) -> bytes:
    return (SEPARATOR.join(texts) + "\n").encode(ENCODING)
