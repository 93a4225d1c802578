"""The stages of `ringfence bench exchange`, each measured from within its own process."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.delimited.write import DelimitedWriter
from ringfence.banking.exchange.iso.result_write import ResultXmlWriter
from ringfence.banking.exchange.iso.schema import schema_for
from ringfence.banking.exchange.kinds import ISO_MESSAGES, FileId, FileKind, Profile
from ringfence.banking.exchange.messages import ResultHeader, RunHeader
from ringfence.banking.exchange.read import open_content
from ringfence.banking.exchange.write import run_writer

_AGENCY, _BANK = "YLBX0001", "102100000001"
_MADE_AT = datetime(2026, 10, 15, 1, 2, 3, tzinfo=UTC)
_ON = date(2026, 10, 15)
_RUN_ID = UUID("01890000-0000-7000-8000-000000000000")
_BLOCK_ENTRIES = 5_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One stage: its time without making the entries, the file's size, the process's peak."""

    profile: str
    stage: str
    entry_count: int
    seconds: float
    entries_per_second: int
    file_bytes: int
    peak_memory_bytes: int
    is_validated: bool


def run_write(folder: Path, *, profile: Profile, count: int, schemas: Path) -> Measured:  # noqa: ARG001
    """Write a CREDIT_RUN of `count` entries."""
    header = RunHeader(
        sender=_AGENCY,
        receiver=_BANK,
        file_id=FileId(FileKind.CREDIT_RUN, _ON, 1),
        created_at=_MADE_AT,
        run_id=_RUN_ID,
        agreement="BENCH-1",
        own_account="6200000000000000000",
        own_name="样例代发账户",
        own_bank=_BANK,
        currency="CNY",
        purpose="PENS",
        execute_on=_ON,
        count=count,
        sum_fen=_sum_fen(count),
    )
    path = folder / "run"
    with path.open("wb") as file:
        seconds = _fill(run_writer(file, header, profile=profile), _run_blocks(count))
    return _measured(profile, "write run", count, seconds, path)


def result_write(folder: Path, *, profile: Profile, count: int, schemas: Path) -> Measured:  # noqa: ARG001
    """Write a RESULT of `count` entries, all paid, as a bank would."""
    sum_fen = _sum_fen(count)
    header = ResultHeader(
        sender=_BANK,
        receiver=_AGENCY,
        file_id=FileId(FileKind.RESULT, _ON, 1),
        created_at=_MADE_AT,
        run_id=_RUN_ID,
        run_file_id=FileId(FileKind.CREDIT_RUN, _ON, 1),
        currency="CNY",
        success_count=count,
        success_sum_fen=sum_fen,
        count=count,
        sum_fen=sum_fen,
    )
    path = folder / "result"
    writer = ResultXmlWriter if profile is Profile.ISO else DelimitedWriter
    with path.open("wb") as file:
        seconds = _fill(writer(file, header), _result_blocks(count))
    return _measured(profile, "write result", count, seconds, path)


def result_read(folder: Path, *, profile: Profile, count: int, schemas: Path) -> Measured:
    """Read the RESULT whole, with XSD validation where there is a schema for it."""
    path = folder / "result"
    started = time.perf_counter()
    with path.open("rb") as file:
        lines = sum(
            block.count("\n")
            for block in open_content(file, receiver=_AGENCY, schemas=schemas).blocks()
        )
    seconds = time.perf_counter() - started
    if lines != count:
        raise AssertionError(f"wrote {count} entries, read {lines}")
    schema = schema_for(ISO_MESSAGES[FileKind.RESULT], schemas)
    is_validated = profile is Profile.ISO and schema is not None
    return _measured(profile, "read result", count, seconds, path, is_validated=is_validated)


def _fill(writer: BlockWriter, blocks: Iterator[bytes]) -> float:
    """Write all blocks and the end; return the seconds that the writer took."""
    seconds = 0.0
    for block in blocks:
        started = time.perf_counter()
        writer.write_lines(block)
        seconds += time.perf_counter() - started
    started = time.perf_counter()
    writer.finish()
    return seconds + time.perf_counter() - started


def _run_blocks(count: int) -> Iterator[bytes]:
    for lines in _lines_in_blocks(count):
        yield "".join(
            f"D|{line}|{line:032x}|62{line:017d}|样例甲{line}|{_BANK}|{_amount_fen(line)}|2026-10||\n"
            for line in lines
        ).encode()


def _result_blocks(count: int) -> Iterator[bytes]:
    for lines in _lines_in_blocks(count):
        yield "".join(
            f"D|{line}|{line:032x}|62{line:017d}|{_amount_fen(line)}|SUCCESS|B{line}|{_ON}|\n"
            for line in lines
        ).encode()


def _lines_in_blocks(count: int) -> Iterator[range]:
    for first in range(1, count + 1, _BLOCK_ENTRIES):
        yield range(first, min(first + _BLOCK_ENTRIES, count + 1))


def _amount_fen(line: int) -> int:
    return 200_000 + line % 1_000


def _sum_fen(count: int) -> int:
    return sum(_amount_fen(line) for line in range(1, count + 1))


def _measured(
    profile: Profile,
    stage: str,
    count: int,
    seconds: float,
    path: Path,
    *,
    is_validated: bool = False,
) -> Measured:
    return Measured(
        profile=profile,
        stage=stage,
        entry_count=count,
        seconds=round(seconds, 3),
        entries_per_second=int(count / seconds),
        file_bytes=path.stat().st_size,
        peak_memory_bytes=_peak_memory_bytes(),
        is_validated=is_validated,
    )


def _peak_memory_bytes() -> int:
    """Return the most memory that this process has held.

    Not from getrusage, whose figure a new process takes over from the one that started it.
    """
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    raise AssertionError("the kernel tells no VmHWM")
