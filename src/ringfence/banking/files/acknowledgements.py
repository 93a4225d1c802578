"""ACKNOWLEDGEMENT files: the bank took a run, or refused it."""

from datetime import datetime
from typing import cast

from ringfence.banking.exchange.kinds import ENVELOPE_SUFFIX
from ringfence.banking.exchange.messages import Acknowledgement, AcknowledgementStatus
from ringfence.banking.exchange.refusals import ContentRefused
from ringfence.banking.files.content import ContentFile
from ringfence.banking.files.register import file_id_of
from ringfence.banking.models import ExchangeFile
from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.runs.domain import RunEvent, RunState
from ringfence.banking.runs.services import transit_return
from ringfence.banking.runs.steps import run_lock, run_move
from ringfence.kernel.citation import Citation

# The bank holds this number, this run or one of its items from before: what it did with them then
# is not known, so the run is not taken for refused and nothing of it may be paid again.
_KNOWN_BEFORE = frozenset({"SEQUENCE_REUSED", "RUN_REPEATED", "KEY_REPEATED"})


class FileNotOurs(ContentRefused):
    """The acknowledged file was never sent."""

    code = "FILE_NOT_OURS"
    en = "{bank} acknowledges {name}, which was never sent to it."
    zh = "{bank} 回执所指文件 {name} 并未发送给该行。"


def acknowledgement_take(
    file: ExchangeFile, content: ContentFile, actor: str, at: datetime
) -> None:
    """Write what the bank says of a file of ours: a run is RECEIVED, or REFUSED as a whole.

    A run that was refused has its money back from transit; its items may go into a further run.
    Refused because the bank knows number, run or an item from before, it stays SENT: its outcome
    is unknown. A file that the bank could not even open has not used its number up: it waits to
    be sent again. "Received" is not "paid". Refuses: FileNotOurs. Source: OP-A5, OP-16.2.
    """
    for _ in content.blocks():
        raise AssertionError("an acknowledgement has no details")
    said = cast(Acknowledgement, content.header)
    ours = ExchangeFile.objects.filter(
        direction=Direction.OUT,
        sender=file.receiver,
        receiver=file.sender,
        name=said.file_name.removesuffix(ENVELOPE_SUFFIX),
    ).first()
    if ours is None or said.acknowledged_id not in (None, file_id_of(ours)):
        raise FileNotOurs(cite=Citation("OP-A5"), bank=file.sender, name=said.file_name)
    file.facts = {
        "status": said.status.value,
        "reason": said.reason,
        "line": said.line,
        "field": said.field,
    }
    file.run_id = ours.run_id
    file.save()
    refused = said.status is AcknowledgementStatus.REFUSED
    run = run_lock(ours.run_id) if ours.run_id else None
    if run and run.state != RunState.SENT.value:
        return
    if refused and said.acknowledged_id is None:
        ours.state = FileState.NUMBERED
        ours.save()
    elif run is None:
        return
    elif not refused:
        run_move(run=run, event=RunEvent.RECEIVE, actor=actor, at=at)
    elif said.reason not in _KNOWN_BEFORE:
        run_move(run=run, event=RunEvent.REFUSE, actor=actor, at=at, reason=said.reason)
        transit_return(run, at)
