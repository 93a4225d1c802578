"""`ringfence bench month`: a month of payments, stage by stage, in a database of its own."""

import argparse
import io
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from rich.console import Console

from ringfence.installation.config import config
from ringfence.interfaces.cli.bench_database import own_database
from ringfence.interfaces.cli.output import print_json, print_table


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=["DELIMITED", "ISO"], default="DELIMITED")
    parser.add_argument("--suite", choices=["NATIONAL", "INTERNATIONAL"], default="NATIONAL")


def run(arguments: argparse.Namespace) -> None:
    """Measure and print: seconds of each stage, the bank's own time apart, peak memory."""
    own_database("ringfence_bench_month")
    measured = _measure(arguments)
    if arguments.json:
        print_json(measured)
        return
    print_table(("stage 阶段", "seconds 秒"), _rows(measured))


def _measure(arguments: argparse.Namespace) -> dict[str, Any]:
    from ringfence.demo.month import SEALED, month_steps
    from ringfence.demo.province import Province, set_up_steps
    from ringfence.demo.story import Storyteller
    from ringfence.interfaces.cli.main import main

    folder = config().home / "demo"
    province = Province(
        folder, arguments.people, arguments.seed, arguments.profile, arguments.suite
    )
    silent = Console(file=io.StringIO())
    set_up, month = Storyteller(silent, main), Storyteller(silent, main)
    with redirect_stdout(io.StringIO()):
        set_up.tell(set_up_steps(province, set_up))
        set_up.ringfence("ledger", "seal")  # the balances brought along are no part of the month
        _forget_peak()
        steps = month_steps(province, month, folder)
        last = next(n for n, step in enumerate(steps) if step.title == SEALED)
        month.tell(steps[: last + 1])
    return {
        "people": arguments.people,
        "profile": arguments.profile,
        "suite": arguments.suite,
        "stages": {title: round(seconds, 2) for title, seconds in month.seconds.items()},
        "total_seconds": round(sum(month.seconds.values()), 1),
        "bank_seconds": round(month.bank_seconds, 1),
        "set_up_seconds": round(sum(set_up.seconds.values()), 1),
        "peak_memory_mb": _peak_kilobytes() // 1024,
    }


def _forget_peak() -> None:
    """Let the kernel measure this program's peak memory anew (proc(5), clear_refs)."""
    Path("/proc/self/clear_refs").write_text("5")


def _peak_kilobytes() -> int:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def _rows(measured: dict[str, Any]) -> list[tuple[str, float]]:
    totals = ("total_seconds", "bank_seconds", "set_up_seconds", "peak_memory_mb")
    return [*measured["stages"].items(), *((name, measured[name]) for name in totals)]
