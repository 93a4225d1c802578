"""`ringfence envelope`: seal a file for another party, open one, look at one."""

import argparse
from pathlib import Path

from ringfence.crypto.domain import Suite
from ringfence.crypto.envelope_read import read_envelope_header
from ringfence.crypto.refusals import TargetExists
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.clock import now


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("envelope", help="seal, open and look at sealed files 信封")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    seal = verbs.add_parser("seal", help="sign and encrypt a file 密封")
    seal.add_argument("file", type=Path)
    seal.add_argument(
        "--from", required=True, dest="sender", help="the owner of the signing key 签名密钥所有者"
    )
    seal.add_argument(
        "--to", required=True, dest="recipient", help="the owner of the other key 收件方"
    )
    seal.add_argument("--suite", choices=list(Suite), type=Suite, default=Suite.NATIONAL)
    seal.add_argument("--output", type=Path, help="default: FILE.rfe 默认 FILE.rfe")
    seal.add_argument("--json", action="store_true")
    seal.set_defaults(run=_seal)
    opening = verbs.add_parser("open", help="decrypt a file and verify its signature 拆封并验签")
    opening.add_argument("file", type=Path)
    opening.add_argument(
        "--output", type=Path, help="default: the name inside, beside FILE 默认原文件名"
    )
    opening.add_argument("--json", action="store_true")
    opening.set_defaults(run=_open)
    show = verbs.add_parser(
        "show", help="show what an envelope says in the open, unverified 查看信封，未验签"
    )
    show.add_argument("file", type=Path)
    show.add_argument("--json", action="store_true")
    show.set_defaults(run=_show)


def _seal(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.crypto.services import envelope_seal

    source: Path = arguments.file
    target: Path = arguments.output or source.with_name(source.name + ".rfe")
    sealed = envelope_seal(
        source=source,
        target=target,
        sender=arguments.sender,
        recipient=arguments.recipient,
        suite=arguments.suite,
        at=now(),
    )
    _print(
        {
            "file": str(target),
            "suite": sealed.header.suite,
            "size": sealed.size,
            "digest_algorithm": sealed.digest_algorithm,
            "digest": sealed.digest.hex(),
            "sender_key_id": sealed.header.sender_key_id.hex(),
            "recipient_key_id": sealed.header.recipient_key_id.hex(),
        },
        arguments,
    )


def _open(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.crypto.services import envelope_open

    source: Path = arguments.file
    target: Path = arguments.output or _named_inside(source)
    received = envelope_open(source=source, target=target, at=now())
    _print(
        {
            "file": str(target),
            "sender": received.sender,
            "recipient": received.recipient,
            "suite": received.opened.header.suite,
            "size": received.opened.size,
            "digest_algorithm": received.opened.digest_algorithm,
            "digest": received.opened.digest.hex(),
        },
        arguments,
    )


def _named_inside(source: Path) -> Path:
    """Return the path beside the source with the name inside. Refuses: TargetExists."""
    target = source.with_name(read_envelope_header(source).file_name)
    if target.exists():
        raise TargetExists(file=str(target))
    return target


def _show(arguments: argparse.Namespace) -> None:
    header = read_envelope_header(arguments.file)
    _print(
        {
            "file_name": header.file_name,
            "suite": header.suite,
            "sender_key_id": header.sender_key_id.hex(),
            "recipient_key_id": header.recipient_key_id.hex(),
        },
        arguments,
    )


def _print(facts: dict[str, object], arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(facts)
        return
    for name, value in facts.items():
        print(f"{name}: {value}")
