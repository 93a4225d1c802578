"""Numbers of files: taken without gaps, one sequence for each sender, receiver and kind."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from ringfence.banking.exchange.kinds import FileId, FileKind, Profile, content_name
from ringfence.banking.files.channel import Channel
from ringfence.banking.models import ExchangeChannel, ExchangeFile, Run
from ringfence.banking.models.files import Direction, FileState
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7


def last_number(*, kind: FileKind, sender: str, receiver: str) -> int:
    """Return the highest number used in a sequence; 0 before the first."""
    files = ExchangeFile.objects.filter(kind=kind.value, sender=sender, receiver=receiver)
    return files.aggregate(last=Max("sequence"))["last"] or 0


def file_number(
    *,
    channel: Channel,
    kind: FileKind,
    at: datetime,
    run: Run | None = None,
    facts: dict[str, Any] | None = None,
) -> ExchangeFile:
    """Write a file of ours into the register under the next number, and return it.

    Within the caller's transaction; the channel's row is locked, so that numbers have no gap.
    """
    ExchangeChannel.objects.select_for_update().get(pk=channel.record.pk)
    number = 1 + last_number(kind=kind, sender=channel.agency, receiver=channel.bank)
    file_id = FileId(kind, business_date(at), number)
    profile = Profile.DELIMITED if kind is FileKind.ACKNOWLEDGEMENT else channel.profile
    return ExchangeFile.objects.create(
        id=uuid7(),
        direction=Direction.OUT,
        kind=kind.value,
        sender=channel.agency,
        receiver=channel.bank,
        sequence=number,
        name=content_name(file_id, sender=channel.agency, receiver=channel.bank, profile=profile),
        run=run,
        state=FileState.NUMBERED,
        facts=facts or {},
        at=at,
    )


def file_id_of(file: ExchangeFile) -> FileId:
    """Return the file's id in the standard's form."""
    return FileId(FileKind(file.kind), business_date(file.at), file.sequence)
