"""`ringfence bench month`: a month of payments, stage by stage, in a database of its own."""

import argparse
import io
import os
import resource
import shutil
from contextlib import redirect_stdout
from typing import Any

import psycopg
from psycopg import sql
from pydantic import SecretStr
from rich.console import Console

from ringfence.installation import database
from ringfence.installation.config import config
from ringfence.interfaces.cli.output import print_json, print_table

_DATABASE = "ringfence_bench_month"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=["DELIMITED", "ISO"], default="DELIMITED")
    parser.add_argument("--suite", choices=["NATIONAL", "INTERNATIONAL"], default="NATIONAL")


def run(arguments: argparse.Namespace) -> None:
    """Measure and print: seconds of each stage, the bank's own time apart, peak memory."""
    _own_database()
    measured = _measure(arguments)
    if arguments.json:
        print_json(measured)
        return
    print_table(("stage 阶段", "seconds 秒"), _rows(measured))


def _own_database() -> None:
    """Make an empty database on the installation's server, and an empty home below its home."""
    url = config().database_url
    if url is None:
        server = database.embedded_server()
        server.start()
        url = SecretStr(server.url())
    with psycopg.connect(url.get_secret_value(), autocommit=True) as connection:
        name = sql.Identifier(_DATABASE)
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
    own = url.get_secret_value().rpartition("/")[0] + "/" + _DATABASE
    os.environ["RINGFENCE_DATABASE_URL"] = own
    config().database_url = SecretStr(own)
    config().home = config().home / "bench-month"
    shutil.rmtree(config().home, ignore_errors=True)
    database.connect()
    database.prepare()
    database.use_runtime_role()


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
        steps = month_steps(province, month, folder)
        last = next(n for n, step in enumerate(steps) if step.title == SEALED)
        month.tell(steps[: last + 1])
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "people": arguments.people,
        "profile": arguments.profile,
        "suite": arguments.suite,
        "stages": {title: round(seconds, 2) for title, seconds in month.seconds.items()},
        "total_seconds": round(sum(month.seconds.values()), 1),
        "bank_seconds": round(month.bank_seconds, 1),
        "set_up_seconds": round(sum(set_up.seconds.values()), 1),
        "peak_memory_mb": kilobytes // 1024,
    }


def _rows(measured: dict[str, Any]) -> list[tuple[str, float]]:
    totals = ("total_seconds", "bank_seconds", "set_up_seconds", "peak_memory_mb")
    return [*measured["stages"].items(), *((name, measured[name]) for name in totals)]
