"""Files from a bank: fetched, opened, taken in order, acknowledged (section 4 of the standard)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.refusals import ContentRefused, KindUnknown, refusal_reason
from ringfence.banking.files.answers import Received, received_answer
from ringfence.banking.files.channel import Channel
from ringfence.banking.files.content import ContentFile, content_file
from ringfence.banking.files.domain import (
    Answer,
    Place,
    SenderWrong,
    SequenceReused,
    opening_reason,
    place_of,
)
from ringfence.banking.files.outgoing import written_put
from ringfence.banking.files.register import last_number
from ringfence.banking.models import ExchangeFile
from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.transport.transport import Arrival, Transport
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.crypto.envelope_header import read_header
from ringfence.crypto.services import envelope_open
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.uuid7 import uuid7

# What a kind of file does when it is taken, within the transaction that registers it.
Take = Callable[[ExchangeFile, ContentFile, str, datetime], None]


@dataclass(frozen=True, slots=True)
class _Reception:
    """Whose files are received by which channel, by whom and when."""

    channel: Channel
    takes: dict[FileKind, Take]
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose envelope was right, its content in the clear for the time being."""

    arrival: Arrival
    content: Path
    digest: bytes
    kind: FileKind
    sequence: int


def exchange_receive(
    *, channel: Channel, takes: dict[FileKind, Take], actor: Actor, at: datetime
) -> list[Received]:
    """Take every file that has arrived from the bank and is next in order; return what became.

    Each file is taken in one transaction or refused whole, and acknowledged either way; one that
    comes before its turn waits. A file seen before, by content, has no effect again, whatever its
    name. Safe to repeat after an interruption at any point. A fault of our own (a folder, a key,
    the books) is raised, and leaves the bank's file where it is.
    Refuses: NotPermitted, TransportFailed, MasterKeyWrong and others of our own side.
    Source: OP-A5, OP-22.2.
    """
    actor.require("exchange.receive", organisation=channel.agency)
    with channel.alone(), channel.transport() as transport:
        # What a broken-off sending left is with the bank perhaps, and answered already.
        written_put(channel=channel, transport=transport, actor=actor, at=at)
        received = _receive_all(_Reception(channel, takes, actor, at), transport)
    if any((file.kind, file.answer) == _RESULT_TAKEN for file in received):
        _analyze_items()
    return received


_RESULT_TAKEN = (FileKind.RESULT, Answer.ACCEPTED)


def _analyze_items() -> None:
    """Tell the planner of the results taken; in no transaction, so that no other bank waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT banking_analyze_items()")


def _receive_all(reception: _Reception, transport: Transport) -> list[Received]:
    received: list[Received] = []
    opened: list[Opened] = []
    for number, arrival in enumerate(transport.arrived()):
        found = _open(reception, transport, arrival, number)
        if isinstance(found, Opened):
            opened.append(found)
        else:
            received.append(found)
    for file in sorted(opened, key=lambda file: (_RANK.get(file.kind, 9), file.sequence)):
        outcome = _receive(reception, file)
        file.content.unlink()
        if outcome:
            transport.settle(file.arrival)
            received.append(outcome)
    return received


# Receipts first, so that a run is received before it is returned.
_RANK = {FileKind.ACKNOWLEDGEMENT: 0, FileKind.RESULT: 1, FileKind.STATEMENT: 2}


def _open(
    reception: _Reception, transport: Transport, arrival: Arrival, number: int
) -> Opened | Received:
    """Fetch one file and open its envelope; a file that cannot be opened is refused here."""
    channel = reception.channel
    wire = channel.work / f"in-{number}.rfe"
    content = wire.with_suffix(".content")
    try:
        # However long it is, a file that is no envelope is not fetched.
        read_header(BytesIO(transport.start_of(arrival)), name=arrival.name)
        transport.fetch(arrival, wire)
        sealed = envelope_open(source=wire, target=content, at=reception.at)
        if (sealed.sender, sealed.recipient) != (channel.bank, channel.agency):
            raise SenderWrong(sender=sealed.sender, expected=channel.bank)
        with content.open("rb") as source:
            header = content_file(source, channel).header
        if (header.sender, header.receiver) != (channel.bank, channel.agency):
            raise SenderWrong(sender=header.sender, expected=channel.bank)
    except Refusal as refusal:
        content.unlink(missing_ok=True)
        reason = opening_reason(refusal)
        if reason is None:
            raise
        told = Received(arrival.name, "", 0, Answer.REFUSED, reason, refusal)
        received_answer(
            told,
            channel=channel,
            arrival=arrival,
            file_id="",
            actor=reception.actor,
            at=reception.at,
        )
        transport.settle(arrival)
        return told
    finally:
        wire.unlink(missing_ok=True)
    return Opened(
        arrival=arrival,
        content=content,
        digest=digest_file(DigestAlgorithm.SHA_256, content),
        kind=header.file_id.kind,
        sequence=header.file_id.sequence,
    )


def _receive(reception: _Reception, file: Opened) -> Received | None:
    """Take, refuse or recognise one opened file; None when it must wait for its turn."""
    channel, takes = reception.channel, reception.takes
    last = last_number(kind=file.kind, sender=channel.bank, receiver=channel.agency)
    seen = ExchangeFile.objects.filter(
        sender=channel.bank, receiver=channel.agency, digest=file.digest
    ).exists()
    place = place_of(sequence=file.sequence, last=last, seen=seen)
    if place is Place.EARLY:
        return None
    if place is Place.REPEATED:
        return _answer(reception, file, Answer.REPEATED)
    try:
        if file.kind not in takes:
            raise KindUnknown(line=1, field="kind", got=file.kind, expected=", ".join(takes))
        if place is Place.REUSED:
            raise SequenceReused(sequence=file.sequence, last=last)
        with transaction.atomic(), file.content.open("rb") as source:
            content = content_file(source, channel)
            record = _register(reception, file, FileState.READ)
            takes[file.kind](record, content, reception.actor.code, reception.at)
            return _answer(reception, file, Answer.ACCEPTED)
    except (FileLineError, ContentRefused) as refusal:
        with transaction.atomic():
            if place is Place.NEXT:
                _register(reception, file, FileState.REFUSED)
            return _answer(reception, file, Answer.REFUSED, refusal)


def _register(reception: _Reception, file: Opened, state: FileState) -> ExchangeFile:
    channel = reception.channel
    return ExchangeFile.objects.create(
        id=uuid7(),
        direction=Direction.IN,
        kind=file.kind.value,
        sender=channel.bank,
        receiver=channel.agency,
        sequence=file.sequence,
        name=file.arrival.name,
        digest=file.digest,
        size=file.content.stat().st_size,
        state=state,
        at=reception.at,
    )


def _answer(
    reception: _Reception,
    file: Opened,
    answer: Answer,
    refusal: FileLineError | ContentRefused | None = None,
) -> Received:
    with file.content.open("rb") as source:
        file_id = str(content_file(source, reception.channel).header.file_id)
    reason = refusal_reason(refusal) if refusal else ""
    return received_answer(
        Received(file.arrival.name, file.kind, file.sequence, answer, reason, refusal),
        channel=reception.channel,
        arrival=file.arrival,
        file_id=file_id,
        actor=reception.actor,
        at=reception.at,
    )
