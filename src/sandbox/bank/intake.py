"""Taking what an agency sent, in the order of section 4 of the exchange standard."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.bank import delimited, iso_read, replies, runs_taken, transport
from sandbox.bank.envelope import Opened, open_envelope
from sandbox.bank.fault import Fault
from sandbox.bank.home import Bank
from sandbox.bank.values import Head


class Repeated(Exception):
    """The same content came before under the same number: it has no other effect."""


@dataclass
class Arrival:
    """What is known of a file while it is being taken."""

    partner: sqlite3.Row
    wire: Path
    on: str
    digest: str = ""
    opened: Opened | None = None
    head: Head | None = None
    used_number: int | None = None
    status: str = "ACCEPTED"
    fault: Fault = field(default_factory=lambda: Fault(""))

    @property
    def is_acknowledgement(self) -> bool:
        return self.head is not None and self.head.kind == "ACKNOWLEDGEMENT"


def take_all(bank: Bank, *, on: str) -> None:
    """Take or refuse every file that has arrived; one that must wait stays where it is."""
    _finish_removals(bank)
    for partner in bank.db.execute("SELECT * FROM partner ORDER BY code").fetchall():
        progress = True
        while progress:
            taken = [
                _take(bank, Arrival(partner, wire, on))
                for wire in transport.arrived(Path(partner["folder"]) / "in")
            ]
            progress = any(taken) and not all(taken)


def _take(bank: Bank, arrival: Arrival) -> bool:
    """Take one file; False when it has to wait for the numbers before it."""
    content = bank.home / "private" / "content"
    try:
        try:
            arrival.digest = transport.check_companion(arrival.wire).digest
            arrival.opened = _open(bank, arrival, content)
        except Fault as fault:
            arrival.fault = fault
            arrival.digest = arrival.digest or transport.digest_of(arrival.wire, bank.suite)
            with bank.transaction() as db:
                _record(bank, db, arrival)
        else:
            arrival.head = _peek(content)
            if _must_wait(bank, arrival):
                return False
            _take_content(bank, arrival, content)
    finally:
        content.unlink(missing_ok=True)
    _finish_removals(bank)
    return True


def _open(bank: Bank, arrival: Arrival, content: Path) -> Opened:
    sign_key = bytes(arrival.partner["sign_key"])
    with arrival.wire.open("rb") as source, content.open("wb") as target:
        return open_envelope(
            source,
            target,
            keys=[bank.key("encrypt")],
            senders={bank.suite.key_id(sign_key): sign_key},
        )


def _peek(content: Path) -> Head | None:
    with content.open("rb") as source:
        is_xml = source.read(1) == b"<"
        source.seek(0)
        return iso_read.peek(source) if is_xml else delimited.peek(source)


def _last(bank: Bank, arrival: Arrival) -> int:
    """The highest number of the sequence that was used up."""
    row = bank.db.execute(
        "SELECT coalesce(max(used_number), 0) FROM arrival WHERE partner = ? AND kind = ?",
        (arrival.partner["code"], arrival.head.kind if arrival.head else ""),
    ).fetchone()
    return int(row[0])


def _must_wait(bank: Bank, arrival: Arrival) -> bool:
    head = arrival.head
    return head is not None and head.sequence > _last(bank, arrival) + 1


def _take_content(bank: Bank, arrival: Arrival, content: Path) -> None:
    """Steps 3 to 6, and the record of how they ended, in one transaction."""
    with bank.transaction() as db:
        db.execute("SAVEPOINT content")
        try:
            if _came_before(bank, arrival, "ACCEPTED"):
                raise Repeated
            _read_content(bank, arrival, content)
            arrival.used_number = arrival.head.sequence if arrival.head else None
        except Repeated:
            db.execute("ROLLBACK TO content")
            arrival.status = "REPEATED"
        except Fault as fault:
            db.execute("ROLLBACK TO content")
            arrival.fault = fault
            if arrival.head and arrival.head.sequence == _last(bank, arrival) + 1:
                arrival.used_number = arrival.head.sequence
        _record(bank, db, arrival)


def _came_before(bank: Bank, arrival: Arrival, *statuses: str) -> bool:
    """Whether the same content came under the same number, with one of the statuses.

    One that was accepted needs no second reading.
    """
    if arrival.head is None or arrival.opened is None:
        return False
    known = bank.db.execute(
        "SELECT status FROM arrival WHERE partner = ? AND kind = ? AND used_number = ?"
        " AND content_sha256 = ?",
        (
            arrival.partner["code"],
            arrival.head.kind,
            arrival.head.sequence,
            arrival.opened.sha256,
        ),
    ).fetchone()
    return known is not None and known["status"] in statuses


def _read_content(bank: Bank, arrival: Arrival, content: Path) -> None:
    with content.open("rb") as source:
        if arrival.is_acknowledgement:
            said = delimited.read_acknowledgement(source)
            _check_parties(bank, arrival)
            _check_number(bank, arrival)
            replies.note_answer(bank, partner=arrival.partner["code"], said=said, on=arrival.on)
            return
        is_iso = bank.settings.profile == "ISO"
        run, batches = (iso_read if is_iso else delimited).read_run(source)
        arrival.head = run.head
        key_seen_before = runs_taken.add_items(bank.db, batches)
    _check_parties(bank, arrival)
    _check_number(bank, arrival)
    runs_taken.add_run(bank.db, run, partner=arrival.partner["code"])
    if key_seen_before:
        raise key_seen_before


def _check_parties(bank: Bank, arrival: Arrival) -> None:
    """Step 4: the content names those whose keys the envelope bears."""
    head = arrival.head
    if head is None or head.sender != arrival.partner["code"]:
        raise Fault("PARTY_WRONG", field="sender", text="not the sender of the envelope")
    if head.receiver != bank.code:
        raise Fault("PARTY_WRONG", field="receiver", text="not this bank")


def _check_number(bank: Bank, arrival: Arrival) -> None:
    """Step 5: repetition and order."""
    if arrival.head and arrival.head.sequence <= _last(bank, arrival):
        if _came_before(bank, arrival, "ACCEPTED", "REFUSED"):
            raise Repeated
        raise Fault("SEQUENCE_REUSED", field="file_id", text="known number, other content")


def _record(bank: Bank, db: sqlite3.Connection, arrival: Arrival) -> None:
    """Write what became of the file, and its acknowledgement."""
    fault, head = arrival.fault, arrival.head
    if fault.reason:
        arrival.status = "REFUSED"
    row = db.execute(
        "INSERT INTO arrival (partner, wire_name, wire_digest, kind, file_id, used_number,"
        " content_sha256, arrived_on, status, reason, line, field, text)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            arrival.partner["code"],
            arrival.wire.name,
            arrival.digest,
            head.kind if head else "",
            head.file_id if head else "",
            arrival.used_number,
            arrival.opened.sha256 if arrival.opened else "",
            arrival.on,
            arrival.status,
            fault.reason,
            fault.line,
            fault.field,
            fault.text,
        ),
    ).fetchone()
    if not arrival.is_acknowledgement:
        replies.queue(
            bank,
            partner=arrival.partner["code"],
            kind="ACKNOWLEDGEMENT",
            on=arrival.on,
            arrival=row["id"],
        )


def _finish_removals(bank: Bank) -> None:
    """Take recorded files out of their folder; what a kill left undone is done here."""
    rows = bank.db.execute(
        "SELECT a.id, a.wire_name, a.status, p.folder FROM arrival a"
        " JOIN partner p ON p.code = a.partner WHERE a.removed = 0"
    ).fetchall()
    for row in rows:
        keep_in = bank.home / "refused" if row["status"] == "REFUSED" else None
        with suppress(FileNotFoundError):
            transport.remove(Path(row["folder"]) / "in" / row["wire_name"], keep_in=keep_in)
        with bank.transaction() as db:
            db.execute("UPDATE arrival SET removed = 1 WHERE id = ?", (row["id"],))
