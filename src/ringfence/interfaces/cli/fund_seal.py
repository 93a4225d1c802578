"""A seal handed out signed, and checked: `ringfence ledger fund-seal --sign`, `ringfence audit`.

The caller has opened the database.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.crypto.domain import KeyUse, Suite, require_usable
from ringfence.crypto.refusals import SignatureWrong
from ringfence.interfaces.cli.acting import actor_of, at_of
from ringfence.interfaces.cli.arguments import existing_file
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import now

if TYPE_CHECKING:
    from ringfence.crypto.signed_seal import SignedSeal

RIGHT, WRONG = 0, 1


def add_signing(parser: argparse.ArgumentParser) -> None:
    """Add what a verb needs that signs a seal, but for the instant."""
    parser.add_argument("--sign", metavar="OWNER", help="sign with this owner's key 签名方")
    parser.add_argument("--suite", choices=list(Suite), type=Suite, default=Suite.NATIONAL)
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar="FOLDER",
        help="where the signed files go; default: here 目录；默认当前目录",
    )  # fmt: skip


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the two files of a signed seal."""
    parser.add_argument("file", type=existing_file, help="the seal 封账文件")
    parser.add_argument("signature", type=existing_file, help="its signature 签名文件")


def sign(arguments: argparse.Namespace) -> None:
    """Write the signed seal of a fund, and print whose key signed and where it is."""
    from ringfence.banking.seals import fund_seal_sign

    at = at_of(arguments)
    signed = fund_seal_sign(
        fund_code=arguments.fund, on=arguments.on, owner=arguments.sign, suite=arguments.suite,
        actor=actor_of(arguments, at=at), at=at,
    )  # fmt: skip
    hand_out(signed, arguments, name=f"{arguments.fund}-{arguments.on.isoformat()}")


def hand_out(signed: "SignedSeal", arguments: argparse.Namespace, *, name: str) -> None:
    """Write a signed seal under this name, and print whose key signed and where it is."""
    from ringfence.crypto.signed_seal import signed_seal_write

    document, signature = signed_seal_write(signed, folder=arguments.out, name=name)
    if arguments.json:
        print_json(
            {"key_id": signed.key_id, "suite": signed.suite, "document": document,
             "signature": signature}
        )  # fmt: skip
        return
    print_table(["key 密钥", "document 封账文件", "signature 签名文件"],
                [[signed.key_id, document, signature]])  # fmt: skip


def check(arguments: argparse.Namespace) -> int:
    """Print whether the signature is right, and whose key it names; 0 right, 1 wrong.

    Refuses: FileLineError, KeyUnknown, KeyNotUsable (revoked, or no key that signs).
    """
    from ringfence.crypto.selectors import key_get
    from ringfence.crypto.signed_seal import seal_check, signed_seal_read

    signed = signed_seal_read(arguments.file, arguments.signature)
    key = key_get(signed.key_id)
    require_usable(key.standing(), use=KeyUse.VERIFY, at=now())
    is_right = signed.suite == key.suite
    try:
        seal_check(signed.document, signed.signature, key.public())
    except SignatureWrong:
        is_right = False
    if arguments.json:
        print_json({"is_right": is_right, "key_id": key.key_id, "owner": key.owner,
                    "suite": key.suite})  # fmt: skip
    else:
        word = "right 正确" if is_right else "wrong 不符"
        print_table(["signature 签名", "owner 所有者", "key 密钥"], [[word, key.owner, key.key_id]])
    return RIGHT if is_right else WRONG
