"""`ringfence bench ledger`: posting, beside the bare limit of the same server in the same run.

The limit of a call is the same rows by one bare INSERT..SELECT and one set-based UPDATE of
balances, without rules: `equal` into a table with the same columns, keys and indexes; `heap` into
one with the same columns and no index. The limit of calls of one is pgbench's simple-update.
Everything is durable; the server's fsync and synchronous_commit are reported.
"""

import argparse
import itertools
import os
import re
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg

from ringfence.installation.config import config
from ringfence.installation.database import embedded_server
from ringfence.installation.postgres import SUPERUSER, binary
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.uuid7 import uuid7s

DATABASE = "ringfence_bench_ledger"
ACCOUNT_COUNT = 100_000
CALL_SIZES = (8_000, 1_000, 100)
ROWS_A_ROUND = {8_000: 48_000, 1_000: 20_000, 100: 5_000}
SINGLE_CONNECTIONS = 8
PROTOCOLS = ("simple", "prepared")  # pgbench's default, and the one that parses nothing
FIRST_WITH_UUID7 = 180_000  # the server's version number
FLUSH_DELAY_US = 1_000
SEED = 20190601
NOW = datetime(2026, 1, 5, tzinfo=UTC)
# Account n, and the pool as number 0: in the order of their numbers.
ACCOUNT = "('01900000-0000-7000-8000-' || lpad(to_hex({}), 12, '0'))::uuid"
LAYOUT = f"""
    SELECT ledger_fund_open('01900000-0000-7000-8000-00000000ffff', 'BENCH', now());
    SELECT ledger_leaf_open(1, '01900000-0000-7000-8000-00000000ffff', now());
    SELECT count(*) FROM (SELECT ledger_account_open(1, array_agg(id ORDER BY id),
        array_agg(NULL::uuid), 'PERSONAL', 1::smallint, false, -1000000000000, 1000000000000,
        'ALL', NULL, now())
        FROM (SELECT {ACCOUNT.format("n")} AS id FROM generate_series(1, {ACCOUNT_COUNT}) AS n) AS a
    ) AS opened;
    SELECT ledger_account_open(1, ARRAY[{ACCOUNT.format(0)}], ARRAY[NULL]::uuid[], 'BANK',
        (-1)::smallint, true, NULL, NULL, 'ALL', NULL, now());
    CREATE TABLE limit_equal (LIKE ledger_transfer INCLUDING ALL);
    CREATE TABLE limit_heap (LIKE ledger_transfer);
    CREATE TABLE limit_balance (LIKE ledger_balance INCLUDING INDEXES) WITH (fillfactor = 50);
    INSERT INTO limit_balance SELECT * FROM ledger_balance;
"""  # noqa: S608 - constants of this file
POST = """
    SELECT n, answer FROM ledger_post(1, %b::uuid[], %b::uuid[], %b::uuid[], %b::bigint[],
        ARRAY['BENCH'], ARRAY[now()])
"""
LIMIT = """
    WITH rows AS (
        SELECT * FROM unnest(%b::uuid[], %b::uuid[], %b::uuid[], %b::bigint[]) WITH ORDINALITY
            AS t (id, debit, credit, amount, n)
    ), written AS (
        INSERT INTO {table} (leaf_id, seen, amount_fen, at, id, debit_id, credit_id, n, code)
        SELECT 1, pg_current_xact_id()::text::bigint, amount, now(), id, debit, credit, n, 'BENCH'
        FROM rows
    )
    UPDATE limit_balance AS b SET balance_fen = b.balance_fen + m.fen
    FROM (SELECT account, sum(fen)::bigint AS fen FROM (
            SELECT debit AS account, -amount AS fen FROM rows
            UNION ALL SELECT credit, amount FROM rows) AS e GROUP BY account) AS m
    WHERE b.leaf_id = 1 AND b.account_id = m.account
"""
SINGLE = """
\\set a random(1, {half})
\\set b random({half} + 1, {count})
SELECT n, answer FROM ledger_post(1, ARRAY[{key}], ARRAY[{debit}], ARRAY[{credit}],
    ARRAY[1::bigint], ARRAY['BENCH'], ARRAY[now()]);
"""
Call = tuple[list[UUID], list[UUID], list[UUID], list[int]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the verb's arguments."""
    parser.add_argument("--rounds", type=int, default=5, help="rounds a measurement (default: 5)")
    parser.add_argument("--seconds", type=int, default=3, help="seconds a pgbench (default: 3)")


def run(arguments: argparse.Namespace) -> None:
    """Print rows a second and their ratio to the limits, for each size of call."""
    with _database() as (url, powerful), psycopg.connect(url, autocommit=True) as connection:
        report: dict[str, Any] = {
            "server": _server(connection),
            "calls": list(_calls(connection, arguments.rounds)),
            "singles": list(_singles(powerful, arguments.rounds, arguments.seconds)),
        }
    if arguments.json:
        print_json(report)
        return
    print_table(
        ("transfers a call", "accounts", "a second", "of equal", "of heap"),
        [(c["size"], c["accounts"], c["per_second"], c["of_equal"], c["of_heap"])
         for c in report["calls"]],
    )  # fmt: skip
    print_table(
        ("calls of one", "protocol", "flush", "a second", "of simple-update"),
        [(s["accounts"], s["protocol"], f"{s['flush_delay_us']} us", s["per_second"],
          s["of_simple_update"]) for s in report["singles"]],
    )  # fmt: skip


@contextmanager
def _database() -> Iterator[tuple[str, str]]:
    """Yield two addresses of a database with the books of 100,000 accounts; it is dropped after.

    The first is its owner's; the second, on the embedded server, the superuser's, who alone may
    slow the flush.
    """
    with _server_addresses() as (owner, powerful), psycopg.connect(owner, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {DATABASE}".encode())
        admin.execute(f"CREATE DATABASE {DATABASE}".encode())
        try:
            _lay_out(_beside(owner))
            yield _beside(owner), _beside(powerful)
        finally:
            admin.execute(f"DROP DATABASE {DATABASE}".encode())


@contextmanager
def _server_addresses() -> Iterator[tuple[str, str]]:
    given = config().database_url
    if given is not None:
        yield given.get_secret_value(), given.get_secret_value()
        return
    server = embedded_server()
    started = server.start()
    try:
        yield server.url(), server.url(SUPERUSER, "postgres")
    finally:
        if started:
            server.stop()


def _beside(address: str) -> str:
    """Return the address of the benchmark's database on the same server."""
    return urlunsplit(urlsplit(address)._replace(path=f"/{DATABASE}"))


def _lay_out(url: str) -> None:
    import ringfence.ledger

    sql = Path(ringfence.ledger.__file__).parent / "sql"
    with psycopg.connect(url, autocommit=True) as owner:
        for file in sorted(sql.glob("*.sql")):
            owner.execute(file.read_bytes())
        owner.execute(LAYOUT.encode())
        owner.execute("VACUUM ANALYZE")


def _server(connection: psycopg.Connection[Any]) -> dict[str, str]:
    names = ("server_version", "fsync", "synchronous_commit", "shared_buffers", "full_page_writes")
    return {
        name: str(connection.execute(f"SHOW {name}".encode()).fetchone()[0])  # type: ignore[index]
        for name in names
    }


def _calls(connection: psycopg.Connection[Any], rounds: int) -> Iterator[dict[str, Any]]:
    random = Random(SEED)  # noqa: S311 - no secret, the same each time
    accounts = [UUID(f"01900000-0000-7000-8000-{n:012x}") for n in range(ACCOUNT_COUNT + 1)]
    for size in CALL_SIZES:
        for hot in (False, True):
            speeds: dict[str, list[float]] = {"ledger": [], "limit_equal": [], "limit_heap": []}
            for _ in range(rounds):
                for what, found in speeds.items():
                    calls = [
                        _call(random, accounts, size, hot)
                        for _ in range(ROWS_A_ROUND[size] // size)
                    ]
                    statement = POST if what == "ledger" else LIMIT.format(table=what)
                    found.append(_speed(connection, statement, calls))
            yield _compared(size, hot, {k: statistics.median(v) for k, v in speeds.items()})


def _call(random: Random, accounts: Sequence[UUID], size: int, hot: bool) -> Call:
    """Return `size` transfers with keys in time order: from the pool, or between any two."""
    half = ACCOUNT_COUNT // 2
    debits = [accounts[0] if hot else accounts[random.randint(half + 1, 2 * half)]
              for _ in range(size)]  # fmt: skip
    credits_ = [accounts[random.randint(1, 2 * half if hot else half)] for _ in range(size)]
    return uuid7s(size), debits, credits_, [random.randint(1, 10_000) for _ in range(size)]


def _speed(connection: psycopg.Connection[Any], statement: str, calls: Sequence[Call]) -> float:
    """Return transfers a second; each call is a transaction of its own and answers for each."""
    from time import perf_counter

    started = perf_counter()
    for call in calls:
        cursor = connection.execute(statement.encode(), call, prepare=True)
        if cursor.description and cursor.fetchall():
            raise AssertionError("a transfer of the benchmark was refused")
    return sum(len(call[0]) for call in calls) / (perf_counter() - started)


def _compared(size: int, hot: bool, speed: dict[str, float]) -> dict[str, Any]:
    return {
        "size": size,
        "accounts": "hot pool" if hot else "random",
        "per_second": round(speed["ledger"]),
        "limit_equal_per_second": round(speed["limit_equal"]),
        "limit_heap_per_second": round(speed["limit_heap"]),
        "of_equal": round(speed["ledger"] / speed["limit_equal"], 2),
        "of_heap": round(speed["ledger"] / speed["limit_heap"], 2),
    }


def _singles(url: str, rounds: int, seconds: int) -> Iterator[dict[str, Any]]:
    """Yield calls of one on 8 connections, all by pgbench, also with a slow flush if allowed.

    Each protocol has its own limit: simple-update spoken in the same protocol in the same round.
    """
    _pgbench(url, ["-i", "-q", "-s", "10"])
    order = Random(SEED)  # noqa: S311 - so that none always runs behind the same other
    with tempfile.TemporaryDirectory() as folder:
        scripts = _single_scripts(Path(folder), _version(url))
        for protocol, delay_us in itertools.product(PROTOCOLS, (0, FLUSH_DELAY_US)):
            speeds: dict[str, list[float]] = {name: [] for name in scripts}
            for _ in range(rounds):
                for name in order.sample(list(scripts), len(scripts)):
                    speeds[name].append(_tps(url, scripts[name], protocol, seconds, delay_us))
            speed = {name: statistics.median(found) for name, found in speeds.items()}
            limit = speed.pop("simple-update")
            for name, found in speed.items():
                yield {
                    "accounts": name,
                    "connections": SINGLE_CONNECTIONS,
                    "protocol": protocol,
                    "flush_delay_us": delay_us,
                    "per_second": round(found),
                    "simple_update_per_second": round(limit),
                    "of_simple_update": round(found / limit, 2),
                }


def _version(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.info.server_version


def _single_scripts(folder: Path, version: int) -> dict[str, list[str]]:
    """Return pgbench's words for its own simple-update and for calls of one of both kinds.

    The keys are in time order, as the product's are, where the server can make such keys.
    """
    half = ACCOUNT_COUNT // 2
    key = "uuidv7()" if version >= FIRST_WITH_UUID7 else "gen_random_uuid()"
    credit, debit = ACCOUNT.format(":a::int"), ACCOUNT.format(":b::int")
    scripts = {"simple-update": ["-b", "simple-update"]}
    for name, account in (("random", debit), ("hot pool", ACCOUNT.format(0))):
        file = folder / f"{name}.sql"
        file.write_text(
            SINGLE.format(key=key, half=half, count=ACCOUNT_COUNT, debit=account, credit=credit)
        )
        scripts[name] = ["-f", str(file)]
    return scripts


def _tps(url: str, script: list[str], protocol: str, seconds: int, delay_us: int) -> float:
    words = ["-n", "-M", protocol, "-c", str(SINGLE_CONNECTIONS), "-j", "2", "-T", str(seconds)]
    shown = _pgbench(url, [*words, *script], delay_us)
    found = re.search(r"^tps = ([0-9.]+)", shown, re.MULTILINE)
    if found is None or re.search(r"failed transactions: [1-9]", shown):
        raise AssertionError(shown)
    return float(found[1])


def _pgbench(url: str, words: list[str], delay_us: int = 0) -> str:
    options = f"-c commit_delay={delay_us} -c commit_siblings=0" if delay_us else ""
    done = subprocess.run(
        [binary("pgbench"), *words, url],
        env={**os.environ, "PGOPTIONS": options}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout
