"""Where a file from a bank stands in its sequence, and how it is answered."""

from enum import StrEnum
from typing import Any

from ringfence.banking.exchange.messages import AcknowledgementStatus
from ringfence.banking.exchange.refusals import ContentRefused, refusal_reason
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


class SenderWrong(ContentRefused):
    """The file comes from another party than the channel's bank, or is for another agency."""

    code = "PARTY_WRONG"
    en = "The file is from {sender}; this channel is with {expected}."
    zh = "文件来自 {sender}；本通道对方应为 {expected}。"


class SequenceReused(ContentRefused):
    """A number that was used before now stands on another content."""

    code = "SEQUENCE_REUSED"
    en = "Number {sequence} was used before with another content; the next one is above {last}."
    zh = "序号 {sequence} 已用于其他内容；下一序号应大于 {last}。"


# The reasons of section 9 for what is wrong with an envelope.
_REASONS = {
    "NOT_AN_ENVELOPE": "ENVELOPE_WRONG",
    "ENVELOPE_VERSION_UNKNOWN": "ENVELOPE_WRONG",
    "ENVELOPE_DAMAGED": "ENVELOPE_WRONG",
    "ENVELOPE_TRUNCATED": "ENVELOPE_WRONG",
    "ENVELOPE_EXTENDED": "ENVELOPE_WRONG",
    "SUITE_WRONG": "ENVELOPE_WRONG",
    "FILE_NAME_NOT_PLAIN": "ENVELOPE_WRONG",
    "NOT_FOR_THIS_RECIPIENT": "RECIPIENT_WRONG",
    "SENDER_UNKNOWN": "SENDER_UNKNOWN",
    "KEY_NOT_USABLE": "SENDER_UNKNOWN",
    "SIGNATURE_WRONG": "SIGNATURE_WRONG",
}


def place_of(*, sequence: int, last: int, seen: bool) -> Place:
    """Return a file's place: content seen before is REPEATED, whatever its number or name."""
    if seen:
        return Place.REPEATED
    if sequence <= last:
        return Place.REUSED
    return Place.NEXT if sequence == last + 1 else Place.EARLY


def opening_reason(refusal: Refusal) -> str | None:
    """Return the standard's reason for a file that could not be opened; None: it is not the file.

    A folder that fails, or a key of our own that is not there, is no fault of the bank's file.
    """
    if isinstance(refusal, FileLineError | ContentRefused):
        return refusal_reason(refusal)
    return _REASONS.get(refusal.code)


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
