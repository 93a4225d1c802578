"""`ringfence bench exchange`: files of many entries, written and read, in both profiles."""

import argparse
import multiprocessing
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from ringfence.banking.exchange.kinds import Profile
from ringfence.installation.config import config, home_made
from ringfence.interfaces.cli.exchange_stages import (
    Measured,
    result_read,
    result_write,
    run_write,
)
from ringfence.interfaces.cli.output import print_json, print_table

_STAGES = (run_write, result_write, result_read)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument(
        "--entries", type=int, default=1_000_000, metavar="N", help="entries a file 笔数"
    )
    parser.add_argument(
        "--schemas",
        type=Path,
        default=None,
        metavar="FOLDER",
        help="ISO 20022 schemas (default: <home>/schemas); without them nothing is validated",
    )


def run(arguments: argparse.Namespace) -> None:
    """Print seconds and peak memory of each stage, at a tenth of the entries and at all."""
    schemas = arguments.schemas or config().home / "schemas"
    rows = list(_measure(arguments.entries, schemas))
    if arguments.json:
        print_json([asdict(row) for row in rows])
        return
    print_table(
        ("profile", "stage", "entries", "seconds", "a second", "MB file", "MB peak", "XSD"),
        (
            (
                row.profile,
                row.stage,
                row.entry_count,
                f"{row.seconds:.2f}",
                row.entries_per_second,
                row.file_bytes // 1_000_000,
                row.peak_memory_bytes // 1_000_000,
                "yes" if row.is_validated else "",
            )
            for row in rows
        ),
    )


def _measure(entry_count: int, schemas: Path) -> Iterator[Measured]:
    """Yield each stage's measure. Each runs in a process of its own, so that memory is its own."""
    home = home_made()
    spawn = multiprocessing.get_context("spawn")
    for profile in Profile:
        for count in (max(1, entry_count // 10), entry_count):
            with tempfile.TemporaryDirectory(prefix=".bench-", dir=home) as folder:
                for stage in _STAGES:
                    with ProcessPoolExecutor(max_workers=1, mp_context=spawn) as process:
                        yield process.submit(
                            stage, Path(folder), profile=profile, count=count, schemas=schemas
                        ).result()
