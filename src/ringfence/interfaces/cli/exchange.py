"""`ringfence exchange`: files to and from banks."""

import argparse
from typing import TYPE_CHECKING

from ringfence.installation.config import config
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.output import print_json, print_table

if TYPE_CHECKING:
    from ringfence.access.actor import Actor
    from ringfence.banking.files.channel import Channel


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("exchange", help="files to and from banks 银行文件交换")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    send = verbs.add_parser("send", help="write and send what waits 发送")
    send.add_argument("--bank", help="line number of one bank only 行号")
    add_actor(send)
    send.set_defaults(run=_send)
    receive = verbs.add_parser("receive", help="take what has arrived 接收")
    receive.add_argument("--bank", help="line number of one bank only 行号")
    add_actor(receive)
    receive.set_defaults(run=_receive)
    files = verbs.add_parser("files", help="list the register of files 文件登记簿")
    files.add_argument("--json", action="store_true")
    files.set_defaults(run=_files)


def _send(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.files.channel import Channel
    from ringfence.banking.files.outgoing import exchange_send
    from ringfence.interfaces.cli.side_by_side import side_by_side

    at = at_of(arguments)
    actor = actor_of(arguments, at=at)

    def send(channel: Channel) -> list[str]:
        sent = exchange_send(channel=channel, actor=actor, at=at)
        return [file.name for file in sent]

    for names in side_by_side(send, _channels(arguments, actor, "exchange.send")):
        for name in names:
            print(f"sent 已发送  {name}")


def _receive(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.banking.files.answers import Received
    from ringfence.banking.files.channel import Channel
    from ringfence.banking.files.incoming import exchange_receive
    from ringfence.banking.files.takes import TAKES
    from ringfence.interfaces.cli.side_by_side import side_by_side

    at = at_of(arguments)
    actor = actor_of(arguments, at=at)

    def receive(channel: Channel) -> list[Received]:
        return exchange_receive(channel=channel, takes=TAKES, actor=actor, at=at)

    refused_count = 0
    for files in side_by_side(receive, _channels(arguments, actor, "exchange.receive")):
        for file in files:
            print(f"{file.answer}  {file.name}  {file.reason}".rstrip())
            if file.refusal:
                refused_count += 1
                print(f"  {file.refusal.sentence('zh')}\n  {file.refusal.sentence('en')}")
    return 1 if refused_count else 0


def _channels(arguments: argparse.Namespace, actor: "Actor", permission: str) -> "list[Channel]":
    """Return the channels that are meant, of the agencies in whose name the actor may do this.

    Refuses: NotPermitted, where there is none such.
    """
    from ringfence.banking.files.channel import channels

    actor.require(permission)
    chosen = [c for c in channels(config().home) if arguments.bank in (None, c.bank)]
    return [c for c in chosen if actor.may(permission, organisation=c.agency)]


def _files(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.files.selectors import file_rows

    rows = file_rows()
    if arguments.json:
        print_json(rows)
        return
    names = ("direction", "kind", "sender", "receiver", "sequence", "state", "name")
    print_table(names, ([row[name] for name in names] for row in rows))
