"""Read a delimited file: its header at once, its details in checked blocks."""

from collections.abc import Iterator
from typing import BinaryIO

from ringfence.banking.exchange.detail_check import FIRST_DETAIL_LINE, DetailCheck
from ringfence.banking.exchange.gb18030 import decode, with_standard_characters
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.layouts import (
    DETAILS,
    HEADERS,
    SEPARATOR,
    TRAILER,
    VERSION,
)
from ringfence.banking.exchange.messages import Acknowledgement, Detail, Header
from ringfence.banking.exchange.refusals import (
    CountDiffers,
    KindUnknown,
    SumDiffers,
    VersionUnknown,
)
from ringfence.banking.exchange.values import shown
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

# Larger blocks are no faster, and leave holes in the memory of each thread that reads.
BLOCK_BYTES = 1 << 16
LINE_BYTES_MAX = 4096  # the longest line that the standard allows is shorter


class DelimitedFile:
    """A file being read. `header` is there at once; `blocks` or `details` once, in order.

    Only when they have come to their end without a refusal is the file right as a whole.
    """

    def __init__(self, source: BinaryIO) -> None:
        """Read the header from `source`. Refuses: FileLineError and its kinds."""
        self._source = source
        self.kind, self.header = _read_header(source.readline(LINE_BYTES_MAX + 1))

    def details(self) -> Iterator[Detail]:
        """Return the details one by one. Refuses: as `blocks`."""
        for block in self.blocks():
            layout = DETAILS[self.kind]
            for line in block.split("\n")[:-1]:
                yield layout.read(line.split(SEPARATOR))

    def blocks(self) -> Iterator[str]:
        """Return the detail lines in blocks of about 64 KiB, checked, each line with its LF.

        Ready for COPY … FROM with DELIMITER '|', NULL '' and ENCODING 'UTF8'. Refuses, at the
        first fault: EncodingBroken, FileLineError, CountDiffers, SumDiffers.
        """
        if isinstance(self.header, Acknowledgement):
            self._end(self._source.read(LINE_BYTES_MAX), line=FIRST_DETAIL_LINE, check=None)
            return
        check = DetailCheck(self.kind)
        rest = b""
        while True:
            chunk = self._source.read(BLOCK_BYTES)
            raw = rest + chunk
            cut = _details_end(raw)
            line = check.count + FIRST_DETAIL_LINE
            if cut:
                yield check.take(decode(raw[:cut], first_line=line))
            rest = raw[cut:]
            if not chunk or rest.startswith(b"T"):
                break
            if len(rest) > LINE_BYTES_MAX:
                raise _too_long(check.count + FIRST_DETAIL_LINE)
        rest += self._source.read(LINE_BYTES_MAX)
        self._end(rest, line=check.count + FIRST_DETAIL_LINE, check=check)

    def _end(self, raw: bytes, *, line: int, check: DetailCheck | None) -> None:
        """Check that `raw` is one trailer, with the totals counted and those of the header."""
        text, end, more = decode(raw, first_line=line).partition("\n")
        if not text.startswith("T") or not end:
            raise FileLineError(
                line=line,
                field="record",
                got=_start_of(text),
                expected=Words("a whole trailer line T|…", "完整的尾行"),
            )
        if more:
            raise FileLineError(
                line=line + 1,
                field="record",
                got=_start_of(more),
                expected=Words("the end of the file", "文件结束"),
            )
        texts = text.split(SEPARATOR)
        if len(texts) != len(TRAILER):
            expected = Words(
                f"{len(TRAILER)} fields separated by |", f"以|分隔的{len(TRAILER)}个字段"
            )
            raise FileLineError(line=line, field="fields", got=str(len(texts)), expected=expected)
        _, count, sum_fen = (
            field.value.take(found, line=line, field=field.name)
            for field, found in zip(TRAILER, texts, strict=True)
        )
        counted, added_fen = (check.count, check.sum_fen) if check else (0, 0)
        if count != counted:
            raise CountDiffers(line=line, field="count", got=str(count), expected=str(counted))
        if sum_fen != added_fen:
            raise SumDiffers(line=line, field="sum_fen", got=str(sum_fen), expected=str(added_fen))
        if check:
            check.compare(self.header, line=1)


def _details_end(raw: bytes) -> int:
    """Return where the whole lines of `raw` end that come before a trailer."""
    if raw.startswith(b"T"):
        return 0
    trailer = raw.find(b"\nT")
    return trailer + 1 if trailer >= 0 else raw.rfind(b"\n") + 1


def _read_header(raw: bytes) -> tuple[FileKind, Header]:
    if len(raw) > LINE_BYTES_MAX:
        raise _too_long(1)
    text = with_standard_characters(decode(raw, first_line=1))
    texts = text.removesuffix("\n").split(SEPARATOR)
    if texts[0] != "H" or not text.endswith("\n") or len(texts) < 3:
        raise FileLineError(
            line=1,
            field="record",
            got=_start_of(text),
            expected=Words("a whole header line H|1|kind|…", "完整的首行"),
        )
    if texts[1] != VERSION:
        raise VersionUnknown(line=1, field="version", got=shown(texts[1]), expected=VERSION)
    if texts[2] not in HEADERS:
        raise KindUnknown(line=1, field="kind", got=shown(texts[2]), expected=", ".join(FileKind))
    kind = FileKind(texts[2])
    header: Header = HEADERS[kind].take(texts, line=1)
    if header.file_id.kind is not kind:
        raise FileLineError(
            line=1,
            field="file_id",
            got=shown(texts[5]),
            expected=Words(f"a file id of a {kind}", "该类文件的编号"),
        )
    return kind, header


def _start_of(line: str) -> str:
    """Return the first two fields of a line, as an error shows them: whose it is stays untold."""
    return shown(SEPARATOR.join(line.split(SEPARATOR)[:2])[:20])


def _too_long(line: int) -> FileLineError:
    return FileLineError(
        line=line,
        field="line",
        got=Words(
            f"more than {LINE_BYTES_MAX} bytes without an end of line",
            f"超过{LINE_BYTES_MAX}字节仍无行尾",
        ),
        expected=Words("lines as in the standard", "符合标准的行"),
    )
