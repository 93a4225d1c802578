"""`ringfence bench verify`: the whole of the books computed again."""

import argparse
import time
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ringfence.interfaces.cli.bench_database import own_database
from ringfence.interfaces.cli.output import print_json, print_table

LEAF = 1
ACCOUNT_COUNT = 100_000
CALL = 8_000
NOW = datetime(2026, 1, 5, tzinfo=UTC)
# Account n; keys rise with time, as the product's do.
_ACCOUNT = "('01900000-0000-7000-8000-' || lpad(to_hex({}), 12, '0'))::uuid"
_KEY = "('01900001-' || lpad(to_hex({}), 24, '0'))::uuid"
_POST = f"""
    SELECT count(answer.n)
    FROM (
        SELECT array_agg({_KEY.format("n")}) AS ids,
            array_agg({_ACCOUNT.format(f"1 + (n * 7919 %% {ACCOUNT_COUNT})")}) AS debits,
            array_agg({_ACCOUNT.format(f"1 + ((n * 104729 + 1) %% {ACCOUNT_COUNT})")}) AS credits,
            array_agg(1 + n %% 10000) AS amounts
        FROM generate_series(%s::bigint, %s::bigint) AS n
        WHERE n * 7919 %% {ACCOUNT_COUNT} <> (n * 104729 + 1) %% {ACCOUNT_COUNT}
    ) AS call
    CROSS JOIN LATERAL ledger_post({LEAF}, ids, debits, credits, amounts, ARRAY['BENCH'],
        ARRAY[%s]::timestamptz[]) AS answer
"""  # noqa: S608 - constants of this file


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--transfers", type=int, default=10_000_000)


def run(arguments: argparse.Namespace) -> None:
    """Write transfers, seal them, and print how long `ledger verify` takes over them."""
    own_database("ringfence_bench_verify")
    measured = _measure(arguments.transfers)
    if arguments.json:
        print_json(measured)
    else:
        print_table(("what", "value"), list(measured.items()))


def _measure(transfer_count: int) -> dict[str, Any]:
    from ringfence.ledger import seals

    begun = time.perf_counter()
    _post(transfer_count)
    posted = time.perf_counter()
    seals.seal(leaf_id=LEAF, at=NOW)
    sealed = time.perf_counter()
    found = seals.verify()
    verified = time.perf_counter()
    return {
        "transfers": sum(block.row_count for block in seals.seals(leaf_id=LEAF)),
        "post_seconds": round(posted - begun, 1),
        "seal_seconds": round(sealed - posted, 1),
        "verify_seconds": round(verified - sealed, 1),
        "break_count": len(found.breaks),
    }


def _post(transfer_count: int) -> None:
    from django.db import connection

    from ringfence.ledger import services
    from ringfence.ledger.domain import Side

    fund_id = UUID("01900000-0000-7000-8000-00000000ffff")
    accounts = [
        (UUID(f"01900000-0000-7000-8000-{n:012x}"), None) for n in range(1, ACCOUNT_COUNT + 1)
    ]
    services.fund_open(fund_id=fund_id, code="BENCH", at=NOW)
    services.leaf_open(leaf_id=LEAF, fund_id=fund_id, at=NOW)
    services.account_open(
        leaf_id=LEAF, accounts=accounts, code="PERSONAL", side=Side.CREDIT, floor_fen=None, at=NOW
    )
    with connection.cursor() as cursor:
        for first in range(1, transfer_count + 1, CALL):
            cursor.execute(_POST, [first, min(first + CALL - 1, transfer_count), NOW])
            if cursor.fetchone() != (0,):
                raise AssertionError("a transfer of the benchmark was refused")
