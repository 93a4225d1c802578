"""Where a file from a bank stands in its sequence, and how it is answered."""

from enum import StrEnum
from typing import Any

from ringfence.banking.exchange.messages import AcknowledgementStatus
from ringfence.kernel.refusal import FileLineError, Refusal


class Place(StrEnum):
    """How a file's number and content stand to what was taken before."""

    NEXT = "NEXT"
    EARLY = "EARLY"
    REPEATED = "REPEATED"
    REUSED = "REUSED"


class Answer(StrEnum):
    """What was done with a file."""

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    REPEATED = "REPEATED"


class SenderWrong(Refusal):
    """The file comes from another party than the channel's bank, or is for another agency."""

    code = "PARTY_WRONG"
    en = "The file is from {sender}; this channel is with {expected}."
    zh = "文件来自 {sender}；本通道对方应为 {expected}。"


class SequenceReused(Refusal):
    """A number that was used before now stands on another content."""

    code = "SEQUENCE_REUSED"
    en = "Number {sequence} was used before with another content; the next one is above {last}."
    zh = "序号 {sequence} 已用于其他内容；下一序号应大于 {last}。"


# The reasons of section 9 for what an envelope or a transport refuses.
_REASONS = {
    "DIGEST_DIFFERS": "DIGEST_DIFFERS",
    "NOT_FOR_THIS_RECIPIENT": "RECIPIENT_WRONG",
    "SENDER_UNKNOWN": "SENDER_UNKNOWN",
    "KEY_NOT_USABLE": "SENDER_UNKNOWN",
    "SIGNATURE_WRONG": "SIGNATURE_WRONG",
    "PARTY_WRONG": "PARTY_WRONG",
}


def place_of(*, sequence: int, last: int, seen: bool) -> Place:
    """Return a file's place: content seen before is REPEATED, whatever its number or name."""
    if seen:
        return Place.REPEATED
    if sequence <= last:
        return Place.REUSED
    return Place.NEXT if sequence == last + 1 else Place.EARLY


def envelope_reason(refusal: Refusal) -> str:
    """Return the standard's reason for a file that could not be opened."""
    return _REASONS.get(refusal.code, "ENVELOPE_WRONG")


def answer_of(
    status: AcknowledgementStatus, reason: str, refusal: Refusal | None
) -> dict[str, Any]:
    """Return the acknowledgement's words: status, reason, line, field, text."""
    line, field = None, ""
    if status is AcknowledgementStatus.REFUSED:
        line = 0
        if isinstance(refusal, FileLineError):
            line, field = refusal.facts["line"], refusal.facts["field"]
    return {"status": status.value, "reason": reason, "line": line, "field": field, "text": ""}
