"""Whatever happens to a file on its way, a reader answers with a refusal or with a right file."""

import contextlib
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banking.exchange.iso_statement import iso_statement
from banking.exchange.samples import (
    AGENCY,
    ON,
    RUN_ID,
    run_header,
    run_item,
    schema_folder,
    statement_header,
    written,
)
from ringfence.banking.exchange.messages import Side, StatementEntry
from ringfence.banking.exchange.read import open_content
from ringfence.banking.exchange.statement_read import read_statement
from ringfence.kernel.refusal import Refusal

ENTRIES = [
    StatementEntry(n, f"B{n}", Side.DBIT, n, ON, ON, RUN_ID, run_item(n).key, "62220", "样例甲0001")
    for n in range(1, 4)
]
ISO = iso_statement(statement_header(ENTRIES, 100), ENTRIES)
DELIMITED = written(run_header([run_item(1), run_item(2)]), [run_item(1), run_item(2)])


def damage(raw: bytes, cuts: tuple[int, int], flips: list[tuple[int, int]]) -> bytes:
    """Cut a piece out, then set bytes."""
    start, end = sorted(at % (len(raw) + 1) for at in cuts)
    damaged = bytearray(raw[:start] + raw[end:] if start % 2 else raw)
    for at, value in flips:
        if damaged:
            damaged[at % len(damaged)] = value
    return bytes(damaged)


damages = st.tuples(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=4),
)


def read_all(raw: bytes, schemas: Path | None) -> None:
    """Read in every way there is; anything but a refusal fails the test."""
    with contextlib.suppress(Refusal):
        for _ in open_content(io.BytesIO(raw), receiver=AGENCY, schemas=schemas).details():
            pass
    with contextlib.suppress(Refusal):
        for _ in read_statement(io.BytesIO(raw), schemas=schemas):
            pass


@pytest.mark.clause("OP-A5")
@given(damages)
@settings(max_examples=300)
def test_a_damaged_delimited_file_is_refused_or_right(
    how: tuple[tuple[int, int], list[tuple[int, int]]],
) -> None:
    read_all(damage(DELIMITED, *how), None)


@pytest.mark.clause("OP-A5")
@given(damages, st.booleans())
@settings(max_examples=300)
def test_a_damaged_message_is_refused_or_right(
    how: tuple[tuple[int, int], list[tuple[int, int]]], with_schema: bool
) -> None:
    read_all(damage(ISO, *how), schema_folder() if with_schema else None)


@given(st.binary(max_size=200))
def test_any_bytes_are_refused(raw: bytes) -> None:
    read_all(raw, None)


PEAK = """
import sys
from pathlib import Path
from ringfence.banking.exchange.read import open_content
from ringfence.banking.exchange.statement_read import read_statement
with open(sys.argv[1], "rb") as source:
    for block in open_content(source, receiver="YLBX0001", schemas=None).blocks():
        pass
with open(sys.argv[1], "rb") as source:
    for part in read_statement(source, schemas=None):
        pass
# Not ru_maxrss: a new program inherits that of the one that started it.
status = Path("/proc/self/status").read_text()
print(status.split("VmHWM:")[1].split()[0])
"""


def peak_kib(path: Path) -> int:
    """The peak memory of a program that reads the file and does nothing else."""
    done = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, check=True, text=True
    )
    return int(done.stdout)


@pytest.mark.parametrize("form", ["delimited", "iso"])
def test_memory_does_not_grow_with_the_number_of_entries(form: str, tmp_path: Path) -> None:
    peaks = []
    for count in (16_000, 48_000):
        entries = [
            StatementEntry(n, f"B{n}", Side.CRDT, n, ON, ON, RUN_ID, RUN_ID, "62220", "样例甲0001")
            for n in range(1, count + 1)
        ]
        header = statement_header(entries, 0)
        path = tmp_path / f"{count}"
        whole = iso_statement if form == "iso" else written
        path.write_bytes(whole(header, entries))
        peaks.append(peak_kib(path))
    assert peaks[1] - peaks[0] < 6 * 1024
