"""The files that the bank owes: numbering, queueing, sending, and the agency's answers to them."""

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from sandbox.bank import answers, transport
from sandbox.bank.envelope import seal
from sandbox.bank.fault import Mistake
from sandbox.bank.home import Bank
from sandbox.bank.values import CODE_OF_KIND

# Refused at the companion or the envelope: the number is not used up, the same is sent again; so it
# is where the file id could not be read.
_SAME_AGAIN = {
    "DIGEST_DIFFERS",
    "ENVELOPE_WRONG",
    "RECIPIENT_WRONG",
    "SENDER_UNKNOWN",
    "SIGNATURE_WRONG",
}
_SUBJECT = ("arrival", "run", "is_late", "account", "day", "in_detail")


def queue(bank: Bank, *, partner: str, kind: str, on: str, **subject: object) -> None:
    """Write that a file is owed; call it in the transaction that makes it owed.

    A statement is made in the night behind its day, everything else at ten o'clock in China.
    """
    row = bank.db.execute(
        "SELECT coalesce(max(sequence), 0) + 1 FROM outgoing WHERE partner = ? AND kind = ?",
        (partner, kind),
    ).fetchone()
    sequence, made_on, created_at = int(row[0]), on, f"{on}T02:00:00Z"
    if kind == "STATEMENT":
        made_on = (date.fromisoformat(on) + timedelta(days=1)).isoformat()
        created_at = f"{on}T17:00:00Z"
    name = f"{kind}_{bank.code}_{partner}_{sequence:08d}"
    fields = {
        "partner": partner,
        "kind": kind,
        "sequence": sequence,
        "file_id": f"{CODE_OF_KIND[kind]}{made_on.replace('-', '')}-{sequence:08d}",
        "wire_name": f"{name}{ending(bank, kind)}.rfe",
        "created_at": created_at,
        **subject,
    }
    bank.db.execute(
        f"INSERT INTO outgoing ({', '.join(fields)})"  # noqa: S608 - names of our own columns
        f" VALUES ({', '.join('?' * len(fields))})",
        tuple(fields.values()),
    )


def ending(bank: Bank, kind: str) -> str:
    """Return the ending of a content's name in the profile agreed."""
    is_iso = bank.settings.profile == "ISO" and kind != "ACKNOWLEDGEMENT"
    return ".xml" if is_iso else ".txt"


def send_all(bank: Bank, *, duplicate: bool = False, out_of_order: bool = False) -> list[str]:
    """Put out every file that is owed and return their names.

    `duplicate`: each RESULT goes out twice, the second time under another name.
    `out_of_order`: the lowest number owed of each RESULT and STATEMENT sequence is held back.
    """
    held: set[tuple[str, str]] = set()
    names = []
    for owed in _owed(bank, "o.state = 'PENDING'"):
        sequence = (owed["partner"], owed["kind"])
        if out_of_order and owed["kind"] != "ACKNOWLEDGEMENT" and sequence not in held:
            held.add(sequence)
            continue
        send(bank, owed)
        names.append(owed["wire_name"])
        if duplicate and owed["kind"] == "RESULT":
            again = owed["wire_name"].replace(".", ".again.", 1)
            put_out(bank, owed, answers.content(bank, owed), wire_name=again)
            names.append(again)
    return names


def send(bank: Bank, owed: sqlite3.Row) -> None:
    """Put out one file under its own name and note the digest; again is harmless."""
    digest = put_out(bank, owed, answers.content(bank, owed), wire_name=owed["wire_name"])
    with bank.transaction() as db:
        db.execute(
            "UPDATE outgoing SET state = 'SENT', wire_digest = ? WHERE id = ?",
            (digest, owed["id"]),
        )


def put_out(bank: Bank, owed: sqlite3.Row, content: Iterable[bytes], *, wire_name: str) -> str:
    """Seal a content for the partner and put it out; return the digest of the wire file."""
    wire = Path(owed["folder"]) / "out" / wire_name
    unfinished = wire.with_name("." + wire.name)
    with unfinished.open("wb") as target:
        seal(
            content,
            target,
            file_name=wire_name.removesuffix(".rfe"),
            signer=bank.key("sign"),
            recipient=bytes(owed["encrypt_key"]),
        )
        transport.to_disk(target)
    return transport.put_out(unfinished, wire, bank.suite)


def find(bank: Bank, name: str) -> sqlite3.Row:
    """Return the owed or sent file with this file id or wire name."""
    rows = _owed(bank, "? IN (o.file_id, o.wire_name)", Path(name).name)
    if not rows:
        raise Mistake(f"{name} is no file of this bank.")
    return rows[-1]


def _owed(bank: Bank, condition: str, *values: str) -> list[sqlite3.Row]:
    return bank.db.execute(
        "SELECT o.*, p.folder, p.encrypt_key FROM outgoing o"  # noqa: S608 - our own conditions
        f" JOIN partner p ON p.code = o.partner WHERE {condition} ORDER BY o.id",
        values,
    ).fetchall()


def note_answer(bank: Bank, *, partner: str, said: dict[str, str], on: str) -> None:
    """Note what the agency acknowledged.

    A file that was damaged on its way (the digest is not the one sent) is owed again: the same
    when it was refused before its content was read, else under the next number.
    """
    rows = bank.db.execute(
        "SELECT * FROM outgoing WHERE partner = ? AND ? IN (file_id, wire_name)",
        (partner, said["acknowledged_id"] or said["file_name"]),
    ).fetchall()
    if not rows or said["status"] == "REPEATED" or rows[0]["answer"].startswith("ACCEPTED"):
        return
    row = rows[0]
    answer = " ".join(filter(None, (said["status"], said["reason"])))
    bank.db.execute("UPDATE outgoing SET answer = ? WHERE id = ?", (answer, row["id"]))
    if said["status"] != "REFUSED":
        return
    if said["reason"] in _SAME_AGAIN or not said["acknowledged_id"]:
        bank.db.execute("UPDATE outgoing SET state = 'PENDING' WHERE id = ?", (row["id"],))
    elif said["digest"] != row["wire_digest"]:
        subject = {name: row[name] for name in _SUBJECT if row[name] is not None}
        queue(bank, partner=partner, kind=row["kind"], on=row["day"] or on, **subject)
