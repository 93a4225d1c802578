"""What a bank's file is answered with: an acknowledgement, and an entry of who received it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.messages import AcknowledgementStatus
from ringfence.banking.files.channel import Channel
from ringfence.banking.files.domain import Answer, answer_of
from ringfence.banking.files.register import file_number
from ringfence.banking.transport.transport import Arrival
from ringfence.kernel.refusal import Refusal


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file from the bank."""

    name: str
    kind: str
    sequence: int
    answer: Answer
    reason: str
    refusal: Refusal | None


@transaction.atomic
def received_answer(
    received: Received,
    *,
    channel: Channel,
    arrival: Arrival,
    file_id: str,
    actor: Actor,
    at: datetime,
) -> Received:
    """Write the acknowledgement of a file into the register, and that it was received; return it.

    `file_id` is the file's own, empty where it could not be read. An acknowledgement has none.
    Within the caller's transaction, where there is one. Source: OP-A5, OP-22.1.
    """
    if received.kind != FileKind.ACKNOWLEDGEMENT:
        status = AcknowledgementStatus(received.answer.value)
        file_number(
            channel=channel,
            kind=FileKind.ACKNOWLEDGEMENT,
            at=at,
            facts={
                "file_name": arrival.name,
                "digest": arrival.digest,
                "file_id": file_id,
                **answer_of(status, received.reason, received.refusal),
            },
        )
    act_record(
        action="exchange.receive",
        actor=actor,
        at=at,
        subject=("bank_file", arrival.digest),
        organisation=channel.agency,
        clause="OP-A5",
        bank=channel.bank,
        kind=received.kind,
        sequence=received.sequence,
        answer=received.answer.value,
        reason=received.reason,
    )
    return received
