"""`ringfence reconcile`: a day's statement against the books."""

import argparse
from datetime import date
from typing import Any

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.money import yuan_text


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    noun = nouns.add_parser("reconcile", help="compare a day's statement with the books 对账")
    noun.add_argument("account", nargs="+", help="own account 账号")
    noun.add_argument("--on", type=date.fromisoformat, required=True)
    noun.add_argument("--json", action="store_true")
    add_actor(noun)
    noun.set_defaults(run=_reconcile)


def _reconcile(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.banking.statements.reconciliation import account_reconcile
    from ringfence.banking.statements.selectors import reconciliation_row

    at = at_of(arguments)
    actor = actor_of(arguments, at=at)
    rows = [
        reconciliation_row(
            account_reconcile(account_number=account, on=arguments.on, actor=actor, at=at)
        )
        for account in arguments.account
    ]
    if arguments.json:
        print_json(rows)
    else:
        for row in rows:
            _print(row)
    return 1 if any(row["break_count"] for row in rows) else 0


def _print(row: dict[str, Any]) -> None:
    books = yuan_text(row["book_fen"] + row["in_transit_fen"])
    print(
        f"{row['account']} {row['on']}: bank 银行 {yuan_text(row['bank_fen'])},"
        f" books 账面 {books}, {row['matched_count']} matched 相符,"
        f" {row['break_count']} breaks 差异"
    )
    for each in row["breaks"]:
        bank, book = (
            "-" if each[name] is None else yuan_text(each[name])
            for name in ("bank_fen", "book_fen")
        )
        state = "cleared 已消除" if each["state"] == "CLEARED" else "open 未消除"
        print(
            f"  {each['kind']}  {each['reference']}  bank 银行 {bank}  books 账面 {book}  {state}"
        )
