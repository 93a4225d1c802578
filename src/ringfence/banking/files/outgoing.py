"""Files to a bank: numbered, written, put. Each step is kept before the next begins."""

from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.block_writer import BlockWriter
from ringfence.banking.exchange.delimited.write import write_acknowledgement
from ringfence.banking.exchange.kinds import FileId, FileKind, wire_name
from ringfence.banking.exchange.messages import (
    Acknowledgement,
    AcknowledgementStatus,
    RunHeader,
)
from ringfence.banking.exchange.write import run_writer
from ringfence.banking.files.channel import Channel
from ringfence.banking.files.register import file_id_of, file_number
from ringfence.banking.models import ExchangeFile, Run
from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.runs.domain import RunEvent, RunState
from ringfence.banking.runs.steps import run_lock, run_move
from ringfence.banking.transport.transport import Transport
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.crypto.services import envelope_seal
from ringfence.kernel.clock import business_date

_RUN_LINES = (Path(__file__).parent / "sql" / "run_lines.sql").read_text()


def exchange_send(*, channel: Channel, actor: Actor, at: datetime) -> list[ExchangeFile]:
    """Write and put every file that waits for this bank; return those that were sent now.

    Safe to repeat after an interruption at any point: a number is taken once, a file is put only
    after its content is fixed, and putting it again does nothing.
    Refuses: NotPermitted, KeyMissing and others of the envelope, TransportFailed.
    Source: OP-14.1, OP-A5.
    """
    actor.require("exchange.send", organisation=channel.agency)
    with channel.alone():
        return _send(channel, actor, at)


def _send(channel: Channel, actor: Actor, at: datetime) -> list[ExchangeFile]:
    runs_number(channel=channel, at=at)
    files = ExchangeFile.objects.filter(
        direction=Direction.OUT, sender=channel.agency, receiver=channel.bank
    ).order_by("sequence")
    for file in files.filter(state=FileState.NUMBERED):
        file_write(file=file, channel=channel, at=at)
    with channel.transport() as transport:
        return written_put(channel=channel, transport=transport, actor=actor, at=at)


def written_put(
    *, channel: Channel, transport: Transport, actor: Actor, at: datetime
) -> list[ExchangeFile]:
    """Put every written file of this channel, and return those that are sent now.

    Refuses: as `Transport.put`.
    """
    files = ExchangeFile.objects.filter(
        direction=Direction.OUT,
        sender=channel.agency,
        receiver=channel.bank,
        state=FileState.WRITTEN,
    )
    waiting = list(files.order_by("sequence"))
    for file in waiting:
        transport.put(channel.folder / wire_name(file.name), wire_name(file.name))
        _sent(file, actor, at)
    return waiting


@transaction.atomic
def runs_number(*, channel: Channel, at: datetime) -> None:
    """Take a number for each released run of this channel that has none."""
    runs = Run.objects.select_for_update(of=("self",)).filter(
        state=RunState.RELEASED.value,
        agreement__agency=channel.agency,
        agreement__branch__bank_id=channel.bank,
        exchangefile__isnull=True,
    )
    for run in runs.order_by("id"):
        kind = FileKind.CREDIT_RUN if run.kind == "CREDIT" else FileKind.DEBIT_RUN
        file_number(channel=channel, kind=kind, at=at, run=run)


def file_write(*, file: ExchangeFile, channel: Channel, at: datetime) -> None:
    """Write a numbered file's content and its envelope, then fix its digest: WRITTEN.

    The content depends on the register alone, so writing it again gives the same bytes.
    """
    content = channel.work / file.name
    with content.open("wb") as target:
        if file.run is None:
            write_acknowledgement(target, _acknowledgement(file))
        else:
            writer = run_writer(target, _run_header(file, file.run), profile=channel.profile)
            _copy_items(file.run, writer)
            writer.finish()
    envelope_seal(
        source=content,
        target=channel.folder / wire_name(file.name),
        sender=channel.agency,
        recipient=channel.bank,
        suite=channel.suite,
        at=at,
    )
    file.digest = digest_file(DigestAlgorithm.SHA_256, content)
    file.size = content.stat().st_size
    content.unlink()
    file.state = FileState.WRITTEN
    file.save()


@transaction.atomic
def _sent(file: ExchangeFile, actor: Actor, at: datetime) -> None:
    file.state = FileState.SENT
    file.save()
    act_record(
        action="exchange.send",
        actor=actor,
        at=at,
        subject=("exchange_file", str(file.id)),
        organisation=file.sender,
        clause="OP-A5",
        kind=file.kind,
        receiver=file.receiver,
        sequence=file.sequence,
        digest=bytes(file.digest or b"").hex(),
    )
    if file.run_id is None:
        return
    run = run_lock(file.run_id)
    if run.state == RunState.RELEASED.value:  # sent again, it has been moved before
        run_move(run=run, event=RunEvent.SEND, actor=actor.code, at=at, file=file.name)


def _run_header(file: ExchangeFile, run: Run) -> RunHeader:
    account = run.agreement.payout_account
    assert account is not None, "released from a payout account"
    assert run.sent_count is not None, "counted at the release"
    assert run.sent_fen is not None, "counted at the release"
    return RunHeader(
        sender=file.sender,
        receiver=file.receiver,
        file_id=file_id_of(file),
        created_at=file.at,
        run_id=run.id,
        agreement=run.agreement.number,
        own_account=account.number,
        own_name=account.name,
        own_bank=account.branch.line_number,
        currency="CNY",
        purpose=run.purpose,
        execute_on=business_date(file.at),
        count=run.sent_count,
        sum_fen=run.sent_fen,
    )


def _copy_items(run: Run, writer: BlockWriter) -> None:
    """Stream the run's items from the database to the writer as the standard's detail lines."""
    of_run = {"leaf_id": run.leaf_id, "run_id": run.id}
    with connection.cursor() as cursor, cursor.copy(_RUN_LINES, of_run) as copy:
        for lines in copy:
            writer.write_lines(lines)


def _acknowledgement(file: ExchangeFile) -> Acknowledgement:
    facts = file.facts
    return Acknowledgement(
        sender=file.sender,
        receiver=file.receiver,
        file_id=file_id_of(file),
        created_at=file.at,
        file_name=facts["file_name"],
        digest=facts["digest"],
        acknowledged_id=FileId.read(facts["file_id"]) if facts["file_id"] else None,
        status=AcknowledgementStatus(facts["status"]),
        reason=facts["reason"],
        line=facts["line"],
        field=facts["field"],
        text=facts["text"],
    )
