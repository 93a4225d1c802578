"""`ringfence bank`: banks, own accounts, agreements, and the way files go to a bank."""

import argparse
from datetime import date
from typing import Any

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import line_number
from ringfence.interfaces.cli.output import print_json, print_table


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("bank", help="banks, own accounts, agreements, channels 银行与协议")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    add = verbs.add_parser("add", help="add a bank by its line number 登记银行")
    add.add_argument("code", type=line_number, help="line number of 12 digits 行号")
    add.add_argument("name")
    add_actor(add)
    add.set_defaults(run=_add)
    _add_account(verbs.add_parser("account", help="open an own account 开立本单位账户"))
    _add_agreement(verbs.add_parser("agreement", help="record a signed agreement 登记协议"))
    _add_channel(verbs.add_parser("channel", help="set the way files go 设置文件通道"))
    listing = verbs.add_parser("list", help="list own accounts and agreements 列出账户与协议")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)


def _add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="account number 账号")
    parser.add_argument("--bank", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--programme", required=True)
    parser.add_argument("--purpose", default="PAYOUT", choices=["PAYOUT", "COLLECTION"])
    parser.add_argument("--on", type=date.fromisoformat, required=True, help="opened on 开户日期")
    add_actor(parser)
    parser.set_defaults(run=_account)


def _add_agreement(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", help="reference of the agreement 协议编号")
    parser.add_argument("--agency", required=True)
    parser.add_argument("--bank", required=True)
    parser.add_argument("--payout-account", required=True)
    parser.add_argument("--signed-on", type=date.fromisoformat, required=True)
    parser.add_argument("--from", dest="valid_from", type=date.fromisoformat, required=True)
    parser.add_argument("--to", dest="valid_to", type=date.fromisoformat)
    add_actor(parser)
    parser.set_defaults(run=_agreement)


def _add_channel(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", required=True)
    parser.add_argument("--bank", required=True)
    parser.add_argument("--profile", choices=["DELIMITED", "ISO"], required=True)
    parser.add_argument("--suite", choices=["NATIONAL", "INTERNATIONAL"], required=True)
    parser.add_argument("--kind", choices=["FOLDER", "SFTP"], default="FOLDER")
    parser.add_argument("--outgoing", required=True, help="folder to the bank 发出目录")
    parser.add_argument("--incoming", required=True, help="folder from the bank 接收目录")
    parser.add_argument("--host", default="")
    parser.add_argument("--port", type=int, default=22)
    parser.add_argument("--user", default="")
    parser.add_argument("--key-file", default="")
    parser.add_argument("--known-hosts", default="")
    add_actor(parser)
    parser.set_defaults(run=_channel)


def _acting(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return who acts, and when."""
    at = at_of(arguments)
    return {"actor": actor_of(arguments, at=at), "at": at}


def _add(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.accounts import bank_add

    branch = bank_add(code=arguments.code, name=arguments.name, **_acting(arguments))
    print(f"{branch.line_number}  {branch.name}")


def _account(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.accounts import branch_find, own_account_open
    from ringfence.regimes.card.benefits.services import programme_find

    programme = programme_find(arguments.programme)
    account = own_account_open(
        branch=branch_find(arguments.bank),
        owner=programme.agency,
        purpose=arguments.purpose,
        number=arguments.number,
        name=arguments.name,
        leaf_id=programme.leaf_id,
        on=arguments.on,
        **_acting(arguments),
    )
    print(f"{account.number}  {account.name}")


def _agreement(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.accounts import agreement_sign, branch_find
    from ringfence.banking.statements.services import own_account

    agreement = agreement_sign(
        number=arguments.number,
        agency=arguments.agency,
        branch=branch_find(arguments.bank),
        payout_account=own_account(arguments.payout_account),
        signed_on=arguments.signed_on,
        valid_from=arguments.valid_from,
        valid_to=arguments.valid_to,
        **_acting(arguments),
    )
    print(f"{agreement.number}  {agreement.valid_from} – {agreement.valid_to or ''}")


def _channel(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.accounts import branch_find
    from ringfence.banking.files.channel_settings import channel_set

    channel = channel_set(
        agency=arguments.agency,
        bank=branch_find(arguments.bank).bank,
        profile=arguments.profile,
        suite=arguments.suite,
        kind=arguments.kind,
        outgoing=arguments.outgoing,
        incoming=arguments.incoming,
        host=arguments.host,
        port=arguments.port,
        user=arguments.user,
        key_file=arguments.key_file,
        known_hosts=arguments.known_hosts,
        **_acting(arguments),
    )
    print(f"{channel.agency} – {channel.bank_id}  {channel.profile}  {channel.suite}")


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.selectors import agreement_rows

    rows = agreement_rows()
    if arguments.json:
        print_json(rows)
        return
    names = ("bank", "name", "agreement", "account", "valid_from", "valid_to")
    print_table(names, ([row[name] for name in names] for row in rows))
