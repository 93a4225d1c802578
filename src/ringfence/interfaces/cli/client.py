"""`ringfence client`: programs of organisations that call the API, and their keys."""

import argparse

from ringfence.access.domain import KeyAlgorithm
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of, instant
from ringfence.interfaces.cli.arguments import existing_file
from ringfence.interfaces.cli.output import print_json, print_table


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("client", help="programs that call the API 接口客户端")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    opening = verbs.add_parser("open", help="open a client 登记客户端")
    opening.add_argument("code", help="客户端代码")
    opening.add_argument("organisation", help="机构代码")
    opening.add_argument("--name", required=True, help="名称")
    opening.add_argument(
        "--scope", required=True, action="append", help="a permission; may be repeated 权限"
    )
    opening.add_argument("--calls-per-minute", type=int, default=600, metavar="COUNT", help="限速")
    add_actor(opening)
    opening.set_defaults(run=_open)
    close = verbs.add_parser("close", help="close a client 停用客户端")
    close.add_argument("code", help="客户端代码")
    add_actor(close)
    close.set_defaults(run=_close)
    key = verbs.add_parser("key", help="take in a further public key 登记公钥")
    key.add_argument("code", help="客户端代码")
    key.add_argument("file", type=existing_file, help="PEM of the public key 公钥 PEM")
    key.add_argument("--algorithm", required=True, choices=list(KeyAlgorithm), type=KeyAlgorithm)
    key.add_argument("--from", dest="begin", type=instant, help="first instant 起")
    key.add_argument("--until", dest="end", type=instant, required=True, help="no longer 止")
    add_actor(key)
    key.set_defaults(run=_key)
    end_key = verbs.add_parser("end-key", help="end a key 停用公钥")
    end_key.add_argument("key_id", help="公钥编号")
    add_actor(end_key)
    end_key.set_defaults(run=_end_key)
    listing = verbs.add_parser("list", help="show every client with its keys 列出客户端")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)


def _open(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.clients import client_open

    at = at_of(arguments)
    client = client_open(
        code=arguments.code,
        name=arguments.name,
        organisation_code=arguments.organisation,
        scopes=arguments.scope,
        calls_per_minute=arguments.calls_per_minute,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(client.code)


def _close(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.clients import client_close

    at = at_of(arguments)
    client_close(code=arguments.code, actor=actor_of(arguments, at=at), at=at)


def _key(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.clients import api_key_add

    at = at_of(arguments)
    key = api_key_add(
        client_code=arguments.code,
        algorithm=arguments.algorithm,
        pem=arguments.file.read_text(encoding="ascii", errors="replace"),
        valid_from_at=arguments.begin,
        valid_until_at=arguments.end,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(key.key_id)


def _end_key(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.clients import api_key_end

    at = at_of(arguments)
    api_key_end(key_id=arguments.key_id, actor=actor_of(arguments, at=at), at=at)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import client_rows

    rows = client_rows()
    if arguments.json:
        print_json(rows)
        return
    print_table(
        ("client", "organisation", "key", "algorithm", "until"),
        [
            (row["code"], row["organisation"], key["key"], key["algorithm"], key["valid_until_at"])
            for row in rows
            for key in row["keys"] or [{"key": "", "algorithm": "", "valid_until_at": ""}]
        ],
    )
