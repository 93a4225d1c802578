"""`sandbox-bank`: the commands of the bank for trial and test."""

import argparse
import csv
import json
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.bank import accounts, books, declining, replies, spoil, statements, values, work
from sandbox.bank.fault import Fault, Mistake
from sandbox.bank.home import RATE_NAMES, Settings, create, open_bank
from sandbox.bank.suite import SUITES


def main(argv: list[str] | None = None) -> int:
    """Return 0, or 1 when the command was refused (the reason is on standard error)."""
    arguments = _parser().parse_args(argv)
    try:
        arguments.run(arguments)
    except (Mistake, Fault, OSError, csv.Error) as no:
        print(f"sandbox-bank: {no}", file=sys.stderr)
        return 1
    except UnicodeDecodeError as no:
        print(f"sandbox-bank: the file is not UTF-8: {no}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _init(arguments: argparse.Namespace) -> None:
    settings = Settings(
        code=arguments.code,
        name=arguments.name,
        suite=arguments.suite,
        profile=arguments.profile,
        seed=arguments.seed,
        rates_ppm=arguments.rate,
        late_days=arguments.late_days,
    )
    create(arguments.home, settings)
    for purpose in ("sign", "encrypt"):
        print(arguments.home / "keys" / f"public-{purpose}.pem")


def _partner(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        accounts.add_partner(
            bank,
            code=arguments.code,
            folder=(arguments.folder or arguments.home).resolve(),
            sign_key=arguments.sign_key,
            encrypt_key=arguments.encrypt_key,
        )


def _agreement(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        accounts.add_agreement(
            bank,
            reference=arguments.reference,
            partner=arguments.partner,
            own_account=arguments.own_account,
            own_name=arguments.own_name,
        )


def _load(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        print(f"{accounts.load_accounts(bank, arguments.file)} accounts loaded.")


def _account_show(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        _print(dict(accounts.find_account(bank, arguments.number)), arguments.json)


def _account_change(arguments: argparse.Namespace) -> None:
    change = {arguments.change: arguments.value}
    with open_bank(arguments.home) as bank:
        accounts.change_account(bank, arguments.number, **change)


def _mandate(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        accounts.set_mandate(
            bank,
            reference=arguments.reference,
            account=arguments.account,
            limit_fen=arguments.limit_fen,
            state=arguments.state,
        )


def _fund(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        is_new = accounts.fund(
            bank,
            account=arguments.account,
            amount_fen=arguments.amount_fen,
            reference=arguments.reference,
            on=arguments.on,
            party=(arguments.from_account, arguments.from_name),
        )
        print("Booked." if is_new else "Booked before; nothing changed.")


def _work(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        sent = work.work(
            bank,
            on=arguments.on,
            in_detail=arguments.detail,
            duplicate=arguments.duplicate,
            out_of_order=arguments.out_of_order,
        )
    _print({"sent": sent}, arguments.json)


def _statement(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        statements.close_days(bank, through=arguments.on, in_detail=arguments.detail)
        _print({"sent": replies.send_all(bank)}, arguments.json)


def _resend(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        replies.send(bank, replies.find(bank, arguments.file))


def _spoil(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        print(spoil.spoil(bank, arguments.file, how=arguments.how, instead=arguments.instead))


def _decline(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        declining.decline(
            bank,
            partner=arguments.partner,
            kind=arguments.kind,
            number=arguments.number,
            on=arguments.on,
        )
    print(f"{arguments.kind} {arguments.number}: nothing of it was executed, and nothing will be.")


def _books(arguments: argparse.Namespace) -> None:
    with open_bank(arguments.home) as bank:
        _print(books.books(bank), arguments.json)


def _serve(arguments: argparse.Namespace) -> None:
    while True:
        today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
        with open_bank(arguments.home) as bank:
            work.work(bank, on=today, in_detail=arguments.detail)
        time.sleep(arguments.every)


def _print(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for name, value in found.items():
        if isinstance(value, list):
            print(f"{name}:", *(f"\n  {_flat(row)}" for row in value))
        else:
            print(f"{name}: {_flat(value)}")


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {_flat(inner)}" for name, inner in value.items())
    return str(value)


def _day(text: str) -> str:
    if not values.is_date(text):
        raise argparse.ArgumentTypeError(f"{text} is no day (YYYY-MM-DD)")
    return text


def _rates(text: str) -> dict[str, int]:
    rates = {}
    for part in filter(None, text.split(",")):
        name, _, rate = part.partition("=")
        if name not in RATE_NAMES or not values.matches("[0-9]{1,7}", rate):
            known = ", ".join(RATE_NAMES)
            raise argparse.ArgumentTypeError(f"{part}: expected NAME=PPM, NAME of {known}")
        rates[name] = int(rate)
    if sum(rates.values()) > 1_000_000:
        raise argparse.ArgumentTypeError("the rates add up to more than 1000000")
    return rates


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sandbox-bank", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_set_up(verbs)
    _add_accounts(verbs)
    _add_days(verbs)
    _add_trouble(verbs)
    return parser


def _verb(verbs: Any, name: str, run: Any, text: str, *, reads: bool = False) -> Any:
    verb = verbs.add_parser(name, help=text, description=text)
    verb.add_argument("--home", type=Path, required=True, help="the bank's folder")
    if reads:
        verb.add_argument("--json", action="store_true", help="print JSON")
    verb.set_defaults(run=run)
    return verb


def _add_set_up(verbs: Any) -> None:
    verb = _verb(verbs, "init", _init, "Make a new bank with its keys.")
    verb.add_argument("--code", required=True, help="line number of 12 digits")
    verb.add_argument("--name", required=True)
    verb.add_argument("--suite", choices=SUITES, default="NATIONAL")
    verb.add_argument("--profile", choices=("DELIMITED", "ISO"), default="DELIMITED")
    verb.add_argument("--seed", required=True, help="the same seed draws the same trouble")
    verb.add_argument("--rate", type=_rates, default={}, help="closed=2000,unknown=500,… in ppm")
    verb.add_argument("--late-days", type=int, default=1, help="days until an unknown is settled")
    verb = _verb(verbs, "partner", _partner, "Register an agency and its public keys.")
    verb.add_argument("--code", required=True)
    verb.add_argument("--sign-key", type=Path, required=True)
    verb.add_argument("--encrypt-key", type=Path, required=True)
    verb.add_argument("--folder", type=Path, help="holds in/ and out/; default: the home")
    verb = _verb(verbs, "agreement", _agreement, "Register an agreement and its own account.")
    verb.add_argument("--reference", required=True)
    verb.add_argument("--partner", required=True)
    verb.add_argument("--own-account", required=True)
    verb.add_argument("--own-name", default="", help="opens the account when it is new")


def _add_accounts(verbs: Any) -> None:
    text = f"Load accounts from CSV: {','.join(accounts.COLUMNS)}."
    _verb(verbs, "load", _load, text).add_argument("file", type=Path)
    inner = verbs.add_parser("account", help="Show or change one account.")
    inner = inner.add_subparsers(required=True, metavar="COMMAND")
    _verb(inner, "show", _account_show, "Show it.", reads=True).add_argument("number")
    for name, change in (("set-state", "state"), ("rename", "name")):
        verb = _verb(inner, name, _account_change, f"Give it another {change}.")
        verb.add_argument("number")
        verb.add_argument("value", choices=accounts.STATES if change == "state" else None)
        verb.set_defaults(change=change)
    verb = _verb(verbs, "mandate", _mandate, "Write what the bank itself knows of a mandate.")
    verb.add_argument("--reference", required=True)
    verb.add_argument("--account", required=True)
    verb.add_argument("--limit-fen", type=int, default=0, help="0: no limit")
    verb.add_argument("--state", choices=("ACTIVE", "CANCELLED"), default="ACTIVE")
    verb = _verb(verbs, "fund", _fund, "Money from outside arrives on an own account.")
    verb.add_argument("--account", required=True)
    verb.add_argument("--amount-fen", type=int, required=True)
    verb.add_argument("--reference", required=True)
    verb.add_argument("--on", type=_day, required=True)
    verb.add_argument("--from-account", default="")
    verb.add_argument("--from-name", default="")


def _add_days(verbs: Any) -> None:
    detail = {"action": "store_true", "help": "statements with one entry an item"}
    text = "Take, execute and answer what has arrived; state the days before."
    verb = _verb(verbs, "work", _work, text, reads=True)
    verb.add_argument("--on", type=_day, required=True)
    verb.add_argument("--detail", **detail)
    verb.add_argument("--duplicate", action="store_true", help="send each RESULT twice")
    verb.add_argument("--out-of-order", action="store_true", help="hold each lowest number back")
    verb = _verb(verbs, "statement", _statement, "Close a day and state it.", reads=True)
    verb.add_argument("--on", type=_day, required=True)
    verb.add_argument("--detail", **detail)
    verb = _verb(verbs, "serve", _serve, "Work again and again, by the clock.")
    verb.add_argument("--every", type=float, default=5, metavar="SECONDS")
    verb.add_argument("--detail", **detail)
    _verb(verbs, "books", _books, "Show accounts, runs and files.", reads=True)


def _add_trouble(verbs: Any) -> None:
    verb = _verb(verbs, "spoil", _spoil, "Put out a spoiled copy of a file sent.")
    verb.add_argument("file", help="file id or wire name")
    verb.add_argument("--how", choices=spoil.HOWS, required=True)
    verb.add_argument("--instead", action="store_true", help="in the place of the good one")
    verb = _verb(verbs, "resend", _resend, "Put out a file again under its own number.")
    verb.add_argument("file", help="file id or wire name")
    text = "Say in writing that a run was never taken, so that its number counts as refused."
    verb = _verb(verbs, "decline", _decline, text)
    verb.add_argument("--partner", required=True)
    verb.add_argument("--kind", choices=("CREDIT_RUN", "DEBIT_RUN"), required=True)
    verb.add_argument("--number", type=int, required=True, help="the next of its sequence")
    verb.add_argument("--on", type=_day, required=True)


if __name__ == "__main__":
    sys.exit(main())
