"""`ringfence key`: the keys of this installation and of those it exchanges files with."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import day
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import day_begins_at

if TYPE_CHECKING:
    from ringfence.crypto.models import Key

UNTIL = "the first day in Shanghai on which it makes nothing new 停用日"


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("key", help="make, hand over, rotate and end keys 密钥")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    create = verbs.add_parser("create", help="make a key of our own 生成密钥")
    _add_line(create)
    create.set_defaults(run=_create)
    take_in = verbs.add_parser("import", help="take in another party's public key 导入公钥")
    take_in.add_argument("file", type=Path, help="the PEM of the public key 公钥 PEM")
    _add_line(take_in)
    take_in.set_defaults(run=_import)
    rotate = verbs.add_parser(
        "rotate", help="make the next version of a key; retire this one 密钥轮换"
    )
    _add_act(rotate)
    rotate.add_argument(
        "--custodian", required=True, help="the person who keeps the new version 新版本保管人"
    )
    rotate.add_argument("--until", type=_day_begin, metavar="DATE", help=UNTIL)
    rotate.set_defaults(run=_rotate)
    retire = verbs.add_parser("retire", help="end a key for new files; old ones stay readable 退役")
    _add_act(retire)
    retire.set_defaults(run=_retire)
    revoke = verbs.add_parser("revoke", help="end a key for good: it may be in wrong hands 吊销")
    _add_act(revoke)
    revoke.set_defaults(run=_revoke)
    listing = verbs.add_parser("list", help="show every key with what happened to it 列出密钥")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    export = verbs.add_parser("export-public", help="write the public half as PEM 导出公钥")
    export.add_argument("key_id")
    export.add_argument("--json", action="store_true")
    export.set_defaults(run=_export_public)


def _add_line(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--owner", required=True, help="the organisation's code 机构代码")
    parser.add_argument("--custodian", required=True, help="the person who keeps it 保管人")
    parser.add_argument("--purpose", required=True, choices=list(KeyPurpose), type=KeyPurpose)
    parser.add_argument("--suite", choices=list(Suite), type=Suite, default=Suite.NATIONAL)
    parser.add_argument("--until", type=_day_begin, metavar="DATE", help=UNTIL)
    _add_actor(parser)


def _add_act(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("key_id")
    _add_actor(parser)


def _add_actor(parser: argparse.ArgumentParser) -> None:
    add_actor(parser)
    parser.add_argument("--json", action="store_true")


def _day_begin(text: str) -> datetime:
    return day_begins_at(day(text))


def _create(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.keys import key_change
    from ringfence.crypto.services import key_create

    key = key_change(key_create, **_line(arguments))
    _print_key(key, arguments)


def _import(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.keys import key_change
    from ringfence.crypto.services import key_import_public

    pem = arguments.file.read_text(encoding="ascii", errors="replace")
    key = key_change(key_import_public, pem=pem, **_line(arguments))
    _print_key(key, arguments)


def _line(arguments: argparse.Namespace) -> dict[str, Any]:
    return {
        "owner": arguments.owner,
        "custodian": arguments.custodian,
        "purpose": arguments.purpose,
        "suite": arguments.suite,
        "usable_until_at": arguments.until,
        **_acting(arguments),
    }


def _acting(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return who acts, and when."""
    at = at_of(arguments)
    return {"actor": actor_of(arguments, at=at), "at": at}


def _rotate(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.keys import key_change
    from ringfence.crypto.services import key_rotate

    key = key_change(
        key_rotate,
        key_id=arguments.key_id,
        custodian=arguments.custodian,
        usable_until_at=arguments.until,
        **_acting(arguments),
    )
    _print_key(key, arguments)


def _retire(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.keys import key_change
    from ringfence.crypto.services import key_retire

    key = key_change(key_retire, key_id=arguments.key_id, **_acting(arguments))
    _print_key(key, arguments)


def _revoke(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.keys import key_change
    from ringfence.crypto.services import key_revoke

    key = key_change(key_revoke, key_id=arguments.key_id, **_acting(arguments))
    _print_key(key, arguments)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.crypto.selectors import key_list

    keys = key_list()
    if arguments.json:
        print_json([_as_dict(key) for key in keys])
        return
    print_table(
        ("key", "owner", "purpose", "suite", "version", "state", "ours", "custodian"),
        [
            (
                key.key_id,
                key.owner,
                key.purpose,
                key.suite,
                key.version,
                key.state,
                key.is_ours,
                key.custodian,
            )
            for key in keys
        ],
    )


def _export_public(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.crypto.key import public_pem
    from ringfence.crypto.selectors import key_get

    key = key_get(arguments.key_id)
    pem = public_pem(key.public())
    if arguments.json:
        print_json({**_as_dict(key), "pem": pem})
    else:
        print(pem, end="")


def _print_key(key: "Key", arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(_as_dict(key))
    else:
        print(key.key_id, key.owner, key.purpose, key.suite, f"v{key.version}", key.state)


def _as_dict(key: "Key") -> dict[str, Any]:
    return {
        "key_id": key.key_id,
        "owner": key.owner,
        "custodian": key.custodian,
        "version": key.version,
        "purpose": key.purpose,
        "suite": key.suite,
        "state": key.state,
        "ours": key.is_ours,
        "usable_from_at": key.usable_from_at,
        "usable_until_at": key.usable_until_at,
        "records": [
            {"event": record.event, "actor": record.actor, "at": record.at}
            for record in key.records.order_by("id")
        ],
    }
