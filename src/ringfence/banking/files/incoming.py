"""Files from a bank: fetched, opened, taken in order, acknowledged (section 4 of the standard)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path

from django.db import connection, transaction

from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.messages import AcknowledgementStatus
from ringfence.banking.exchange.refusals import ContentRefused, KindUnknown, refusal_reason
from ringfence.banking.files.channel import Channel
from ringfence.banking.files.content import ContentFile, content_file
from ringfence.banking.files.domain import (
    Answer,
    Place,
    SenderWrong,
    SequenceReused,
    answer_of,
    opening_reason,
    place_of,
)
from ringfence.banking.files.outgoing import written_put
from ringfence.banking.files.register import file_number, last_number
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
class Received:
    """What became of one file from the bank."""

    name: str
    kind: str
    sequence: int
    answer: Answer
    reason: str
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file whose envelope was right, its content in the clear for the time being."""

    arrival: Arrival
    content: Path
    digest: bytes
    kind: FileKind
    sequence: int


def exchange_receive(
    *, channel: Channel, takes: dict[FileKind, Take], actor: str, at: datetime
) -> list[Received]:
    """Take every file that has arrived from the bank and is next in order; return what became.

    Each file is taken in one transaction or refused whole, and acknowledged either way; one that
    comes before its turn waits. A file seen before, by content, has no effect again, whatever its
    name. Safe to repeat after an interruption at any point. A fault of our own (a folder, a key,
    the books) is raised, and leaves the bank's file where it is.
    Refuses: TransportFailed, MasterKeyWrong and others of our own side. Source: OP-A5, OP-22.2.
    """
    with channel.alone(), channel.transport() as transport:
        # What a broken-off sending left is with the bank perhaps, and answered already.
        written_put(channel=channel, transport=transport, actor=actor, at=at)
        received = _receive_all(channel, transport, takes, actor, at)
    if any((file.kind, file.answer) == _RESULT_TAKEN for file in received):
        _analyze_items()
    return received


_RESULT_TAKEN = (FileKind.RESULT, Answer.ACCEPTED)


def _analyze_items() -> None:
    """Tell the planner of the results taken; in no transaction, so that no other bank waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT banking_analyze_items()")


def _receive_all(
    channel: Channel,
    transport: Transport,
    takes: dict[FileKind, Take],
    actor: str,
    at: datetime,
) -> list[Received]:
    received: list[Received] = []
    opened: list[Opened] = []
    for number, arrival in enumerate(transport.arrived()):
        found = _open(channel, transport, arrival, number, at)
        if isinstance(found, Opened):
            opened.append(found)
        else:
            received.append(found)
    for file in sorted(opened, key=lambda file: (_RANK.get(file.kind, 9), file.sequence)):
        outcome = _receive(channel, file, takes, actor, at)
        file.content.unlink()
        if outcome:
            transport.settle(file.arrival)
            received.append(outcome)
    return received


# Receipts first, so that a run is received before it is returned.
_RANK = {FileKind.ACKNOWLEDGEMENT: 0, FileKind.RESULT: 1, FileKind.STATEMENT: 2}


def _open(
    channel: Channel, transport: Transport, arrival: Arrival, number: int, at: datetime
) -> Opened | Received:
    """Fetch one file and open its envelope; a file that cannot be opened is refused here."""
    wire = channel.work / f"in-{number}.rfe"
    content = wire.with_suffix(".content")
    try:
        # However long it is, a file that is no envelope is not fetched.
        read_header(BytesIO(transport.start_of(arrival)), name=arrival.name)
        transport.fetch(arrival, wire)
        sealed = envelope_open(source=wire, target=content, at=at)
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
        _acknowledge(channel, arrival, "", Answer.REFUSED, reason, refusal, at)
        transport.settle(arrival)
        return Received(arrival.name, "", 0, Answer.REFUSED, reason, refusal)
    finally:
        wire.unlink(missing_ok=True)
    return Opened(
        arrival=arrival,
        content=content,
        digest=digest_file(DigestAlgorithm.SHA_256, content),
        kind=header.file_id.kind,
        sequence=header.file_id.sequence,
    )


def _receive(
    channel: Channel, file: Opened, takes: dict[FileKind, Take], actor: str, at: datetime
) -> Received | None:
    """Take, refuse or recognise one opened file; None when it must wait for its turn."""
    last = last_number(kind=file.kind, sender=channel.bank, receiver=channel.agency)
    seen = ExchangeFile.objects.filter(
        sender=channel.bank, receiver=channel.agency, digest=file.digest
    ).exists()
    place = place_of(sequence=file.sequence, last=last, seen=seen)
    if place is Place.EARLY:
        return None
    if place is Place.REPEATED:
        return _answer(channel, file, Answer.REPEATED, "", None, at)
    try:
        if file.kind not in takes:
            raise KindUnknown(line=1, field="kind", got=file.kind, expected=", ".join(takes))
        if place is Place.REUSED:
            raise SequenceReused(sequence=file.sequence, last=last)
        with transaction.atomic(), file.content.open("rb") as source:
            content = content_file(source, channel)
            record = _register(channel, file, FileState.READ, at)
            takes[file.kind](record, content, actor, at)
            return _answer(channel, file, Answer.ACCEPTED, "", None, at)
    except (FileLineError, ContentRefused) as refusal:
        reason = refusal_reason(refusal)
        with transaction.atomic():
            if place is Place.NEXT:
                _register(channel, file, FileState.REFUSED, at)
            return _answer(channel, file, Answer.REFUSED, reason, refusal, at)


def _register(channel: Channel, file: Opened, state: FileState, at: datetime) -> ExchangeFile:
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
        at=at,
    )


def _answer(
    channel: Channel,
    file: Opened,
    answer: Answer,
    reason: str,
    refusal: Refusal | None,
    at: datetime,
) -> Received:
    if file.kind is not FileKind.ACKNOWLEDGEMENT:
        with file.content.open("rb") as source:
            file_id = str(content_file(source, channel).header.file_id)
        _acknowledge(channel, file.arrival, file_id, answer, reason, refusal, at)
    return Received(file.arrival.name, file.kind, file.sequence, answer, reason, refusal)


@transaction.atomic
def _acknowledge(
    channel: Channel,
    arrival: Arrival,
    file_id: str,
    answer: Answer,
    reason: str,
    refusal: Refusal | None,
    at: datetime,
) -> None:
    facts = answer_of(AcknowledgementStatus(answer.value), reason, refusal)
    file_number(
        channel=channel,
        kind=FileKind.ACKNOWLEDGEMENT,
        at=at,
        facts={
            "file_name": arrival.name,
            "digest": arrival.digest,
            "file_id": file_id,
            **facts,
        },
    )
