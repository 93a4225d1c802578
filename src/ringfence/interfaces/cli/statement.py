"""`ringfence statement`: what a bank statement says, whoever wrote it."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ringfence.banking.exchange.statement import Entry, StatementHead
from ringfence.banking.exchange.statement_read import read_statement
from ringfence.installation.config import config
from ringfence.interfaces.cli.output import print_table
from ringfence.kernel.refusal import FileLineError


def add_to(nouns: Any) -> None:
    """Add the noun with its verb."""
    noun = nouns.add_parser("statement", help="bank statements 银行对账单")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    read = verbs.add_parser(
        "read", help="show a camt.053, camt.054 or delimited statement 查看对账单"
    )
    read.add_argument("file", type=Path, metavar="FILE")
    read.add_argument(
        "--json",
        action="store_true",
        help="as JSON, amounts in minor units JSON，金额以最小货币单位计",
    )
    read.set_defaults(run=show)


def show(arguments: argparse.Namespace) -> None:
    """Write each statement of the file. Nothing is written of a file that is refused."""
    for _ in _read(arguments):
        pass  # the whole file is right before its first line is shown
    if arguments.json:
        _write_json(_read(arguments))
    else:
        _write_tables(_read(arguments))


def _read(arguments: argparse.Namespace) -> Iterator[StatementHead | Entry]:
    if not arguments.file.is_file():
        raise FileLineError(
            line=0, field="file", got=str(arguments.file), expected="a file that is there"
        )
    with arguments.file.open("rb") as source:
        yield from read_statement(source, schemas=config().home / "schemas")


def _write_json(parts: Iterator[StatementHead | Entry]) -> None:
    """Write `{"statements": [{…, "entries": […]}]}`, one entry a line, however many there are."""
    opened = False
    first_entry = True
    sys.stdout.write('{"statements": [')
    for part in parts:
        if isinstance(part, StatementHead):
            sys.stdout.write("\n]},\n" if opened else "\n")
            sys.stdout.write(_json(part)[:-1] + ', "entries": [')
            opened, first_entry = True, True
        else:
            sys.stdout.write("\n  " if first_entry else ",\n  ")
            sys.stdout.write(_json(part))
            first_entry = False
    sys.stdout.write("\n]}\n]}\n")


def _json(part: StatementHead | Entry) -> str:
    return json.dumps(asdict(part), ensure_ascii=False, default=str)


def _write_tables(parts: Iterator[StatementHead | Entry]) -> None:
    entries: list[Entry] = []
    for part in parts:
        if isinstance(part, StatementHead):
            _write_entries(entries)
            entries = []
            _write_head(part)
        else:
            entries.append(part)
    _write_entries(entries)


def _write_head(head: StatementHead) -> None:
    title = f"{head.id}  {head.account}  {head.currency}  {head.owner}".rstrip()
    rows = [
        (balance.type, balance.sign * balance.amount_minor, balance.currency, balance.on)
        for balance in head.balances
    ]
    print_table(("balance", "minor units", "currency", "on"), rows, title=title)


def _write_entries(entries: list[Entry]) -> None:
    if not entries:
        return
    headings = ("booked", "value", "minor units", "currency", "status", "reference", "party")
    print_table(headings, [_row(entry) for entry in entries])


def _row(entry: Entry) -> tuple[Any, ...]:
    detail = entry.details[0] if entry.details else None
    references = {**entry.references, **(detail.references if detail else {})}
    reference = references.get("end_to_end") or next(iter(references.values()), "")
    other = (detail.debtor if entry.sign > 0 else detail.creditor) if detail else None
    party = " ".join(text for text in (other.name, other.account) if text) if other else ""
    more = f" (+{len(entry.details) - 1})" if len(entry.details) > 1 else ""
    amount = entry.sign * entry.amount_minor
    return (
        entry.booked_on,
        entry.value_on,
        amount,
        entry.currency,
        entry.status,
        reference,
        party + more,
    )
