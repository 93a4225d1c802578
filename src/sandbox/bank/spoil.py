"""Spoiled copies of the bank's own files, so that the other side's checks have work."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

from sandbox.bank import answers, replies, transport
from sandbox.bank.envelope import Key, seal
from sandbox.bank.fault import Mistake
from sandbox.bank.home import Bank

IN_CONTENT = ("sum", "count", "sequence", "gap", "encoding", "cut")
IN_ENVELOPE = ("signature", "recipient")
ON_WIRE = ("digest", "truncate")
HOWS = (*IN_CONTENT, *IN_ENVELOPE, *ON_WIRE)


def spoil(bank: Bank, name: str, *, how: str, instead: bool) -> str:
    """Write a spoiled copy of a file sent, and return its wire name.

    In the content, sealed rightly: `sum`, `count`: a wrong control total; `sequence`: the same
    number with other content; `gap`: the number ten further on; `encoding`: a broken byte; `cut`:
    the second half is missing. In the envelope: `signature`: signed by a stranger under the
    bank's name; `recipient`: for a stranger. On the wire: `digest`: the companion's is wrong;
    `truncate`: the envelope is cut, with a right companion.
    `instead`: takes the place and name of the good file, else stands beside it.
    """
    owed = replies.find(bank, name)
    wire_name = owed["wire_name"]
    if not instead:
        wire_name = wire_name.replace(".", f".{how}.", 1)
    content = b"".join(answers.content(bank, owed))
    if how in IN_CONTENT:
        content = _content(content, how, owed)
    if how in IN_ENVELOPE:
        _put_out_strangely(bank, owed, content, how, wire_name)
    else:
        replies.put_out(bank, owed, [content], wire_name=wire_name)
    wire = Path(owed["folder"]) / "out" / wire_name
    if how == "digest":
        ready = wire.with_name(wire.name + transport.READY)
        line = ready.read_text("ascii").rstrip("\n")
        ready.write_text(line[:-1] + ("1" if line.endswith("0") else "0") + "\n", "ascii")
    if how == "truncate":
        half = wire.with_name("." + wire.name)
        half.write_bytes(wire.read_bytes()[: wire.stat().st_size // 2])
        transport.put_out(half, wire, bank.suite)
    return str(wire_name)


def _content(content: bytes, how: str, owed: sqlite3.Row) -> bytes:
    if how == "cut":
        return content[: len(content) // 2]
    if how == "encoding":
        middle = len(content) // 2
        return content[:middle] + b"\xff" + content[middle + 1 :]
    if how in ("sequence", "gap"):
        file_id, created_at = owed["file_id"], owed["created_at"]
        if how == "sequence":
            return content.replace(created_at.encode(), f"{created_at[:-2]}1Z".encode())
        further = f"{file_id[:11]}{owed['sequence'] + 10:08d}"
        return content.replace(file_id.encode(), further.encode())
    if content.startswith(b"<"):
        element = b"DtldNbOfTxs|NbOfNtries" if how == "count" else b"DtldCtrlSum|Sum"
        pattern = rb"(?P<before><(?:" + element + rb")>)(?P<number>[0-9]+)"
    else:
        field = rb"[0-9]+\|" if how == "sum" else b""
        pattern = rb"(?P<before>\nT\|" + field + rb")(?P<number>[0-9]+)"
    spoiled, changed = re.subn(pattern, _one_more, content, count=1)
    if not changed:
        raise Mistake(f"This file has no {how} to spoil.")
    return spoiled


def _one_more(match: re.Match[bytes]) -> bytes:
    return match["before"] + str(int(match["number"]) + 1).encode()


def _put_out_strangely(
    bank: Bank, owed: sqlite3.Row, content: bytes, how: str, wire_name: str
) -> None:
    """Sign with a stranger's key under the bank's key id, or seal for a stranger."""
    private, public = bank.suite.new_key()
    signer, recipient = bank.key("sign"), bytes(owed["encrypt_key"])
    if how == "signature":
        signer = replace(signer, private=private)
    else:
        recipient = Key(bank.suite, private, public).public
    wire = Path(owed["folder"]) / "out" / wire_name
    unfinished = wire.with_name("." + wire.name)
    with unfinished.open("wb") as target:
        seal(
            [content],
            target,
            file_name=wire_name.removesuffix(".rfe"),
            signer=signer,
            recipient=recipient,
        )
    transport.put_out(unfinished, wire, bank.suite)
