"""The operator's end-of-day clearing file (日终清算数据): one line a rider, closed by a digest.

    H,1,<operator's credit code>,<day>,<sequence from 1>
    R,<rider>,<deposits in>,<deposit refunds>,<top-ups>,<rides>,<refunds>,<deposit>,<prepaid>
    T,<count of R>,<the seven sums>,<SM3 over every byte before this line, 64 hex digits>

UTF-8, LF, amounts in fen, each of at most 18 digits. The last two amounts of a rider are balances
at the end of the day; one below zero is the operator's mistake, taken in to be found as a break.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ringfence.banking.exchange.refusals import CountDiffers, SumDiffers
from ringfence.banking.exchange.values import shown
from ringfence.crypto.digest import DigestAlgorithm, new_digest
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words
from ringfence.regimes.mobility.domain import RIDER_CODE
from ringfence.regimes.mobility.refusals import ClearingDigestDiffers

FIGURES = (
    "deposit_in_fen",
    "deposit_refund_fen",
    "top_up_fen",
    "ride_fen",
    "refund_fen",
    "deposit_closing_fen",
    "prepaid_closing_fen",
)
_LINE_BYTES_MAX = 1024
_HEADER = re.compile(r"H,1,([0-9A-Z]{18}),([0-9]{4}-[0-9]{2}-[0-9]{2}),([1-9][0-9]{0,8})\n")
_SUM, _SIGNED = r"(?:0|[1-9][0-9]{0,17})", r"(?:0|-?[1-9][0-9]{0,17})"
_AMOUNTS = f"((?:,{_SUM}){{5}}(?:,{_SIGNED}){{2}})"
_RIDER = re.compile(f"R,({RIDER_CODE}){_AMOUNTS}\n")
_TRAILER = re.compile(rf"T,(0|[1-9][0-9]{{0,8}}){_AMOUNTS},([0-9a-f]{{64}})\n")
_HEADER_WORDS = Words("H,1,<operator>,<day>,<sequence>", "H,1,<企业>,<日期>,<序号>")
_RIDER_WORDS = Words("R,<rider> and seven amounts in fen", "R,<用户>及七项以分计的金额")
_TRAILER_WORDS = Words("T,<count>, seven sums and a digest", "T,<行数>、七项合计和摘要")
_DAY, _DATE = Words("day", "日期"), Words("a date", "存在的日期")
_LINE = Words("line", "整行")
_END = Words("the end of the file", "文件结束")


@dataclass(frozen=True, slots=True)
class ClearingHeader:
    """Whose day the file is, and its number in the operator's own count."""

    operator: str
    on: date
    sequence: int


@dataclass(frozen=True, slots=True)
class RiderDay:
    """One rider's day as the operator has it, in fen, in the order of FIGURES."""

    rider: str
    figures: tuple[int, ...]


class ClearingFile:
    """A clearing file being read: `header` at once, `riders` once, then `digest` is known.

    Only when `riders` has come to its end without a refusal is the file right as a whole.
    """

    def __init__(self, source: BinaryIO) -> None:
        """Read the header. Refuses: FileLineError."""
        self._source = source
        self._digest = new_digest(DigestAlgorithm.SM3)
        self.digest = b""
        raw = source.readline(_LINE_BYTES_MAX)
        found = self._match(_HEADER, raw, 1, _HEADER_WORDS)
        self._digest.update(raw)
        try:
            on = date.fromisoformat(found[2])
        except ValueError:
            raise FileLineError(line=1, field=_DAY, got=found[2], expected=_DATE) from None
        self.header = ClearingHeader(found[1], on, int(found[3]))

    def riders(self) -> Iterator[RiderDay]:
        """Yield each rider's day.

        Refuses: FileLineError, CountDiffers, SumDiffers, ClearingDigestDiffers.
        """
        sums = [0] * len(FIGURES)
        line = 2
        while (raw := self._source.readline(_LINE_BYTES_MAX)).startswith(b"R"):
            found = self._match(_RIDER, raw, line, _RIDER_WORDS)
            self._digest.update(raw)
            figures = tuple(int(text) for text in found[2].split(",")[1:])
            sums = [total + figure for total, figure in zip(sums, figures, strict=True)]
            yield RiderDay(found[1], figures)
            line += 1
        self._end(raw, line, sums)

    def _end(self, raw: bytes, line: int, sums: list[int]) -> None:
        """Check the trailer against what was counted, added up and digested."""
        found = self._match(_TRAILER, raw, line, _TRAILER_WORDS)
        if int(found[1]) != line - 2:
            raise CountDiffers(line=line, field="count", got=found[1], expected=str(line - 2))
        for field, said, added in zip(FIGURES, found[2].split(",")[1:], sums, strict=True):
            if int(said) != added:
                raise SumDiffers(line=line, field=field, got=said, expected=str(added))
        self.digest = self._digest.finalize()
        if found[3] != self.digest.hex():
            raise ClearingDigestDiffers(
                line=line, field="digest", got=found[3], expected=self.digest.hex()
            )
        if more := self._source.read(1):
            raise FileLineError(line=line + 1, field=_LINE, got=ascii(more), expected=_END)

    def _match(
        self, pattern: re.Pattern[str], raw: bytes, line: int, expected: Words
    ) -> re.Match[str]:
        try:
            text = raw.decode()
        except UnicodeDecodeError as fault:
            wrong = raw[fault.start : fault.start + 4].hex(" ")
            raise FileLineError(line=line, field=_LINE, got=wrong, expected="UTF-8") from None
        found = pattern.fullmatch(text)
        if not found:
            raise FileLineError(
                line=line, field=_LINE, got=shown(text.rstrip("\n")), expected=expected
            )
        return found


def clearing_write(path: Path, header: ClearingHeader, riders: Iterable[RiderDay]) -> None:
    """Write a clearing file, as an operator's own system does."""
    digest = new_digest(DigestAlgorithm.SM3)
    sums, count = [0] * len(FIGURES), 0
    with path.open("wb") as target:
        for text in _lines(header, riders):
            raw = text.encode()
            digest.update(raw)
            target.write(raw)
            if text.startswith("R"):
                figures = text.rstrip("\n").split(",")[2:]
                sums = [total + int(figure) for total, figure in zip(sums, figures, strict=True)]
                count += 1
        totals = ",".join(map(str, sums))
        target.write(f"T,{count},{totals},{digest.finalize().hex()}\n".encode())


def _lines(header: ClearingHeader, riders: Iterable[RiderDay]) -> Iterator[str]:
    yield f"H,1,{header.operator},{header.on},{header.sequence}\n"
    for day in riders:
        yield f"R,{day.rider},{','.join(map(str, day.figures))}\n"
