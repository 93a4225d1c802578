"""What a file is: its kind, its profile, its id and its names."""

import enum
import re
from dataclasses import dataclass
from datetime import date


class FileKind(enum.StrEnum):
    """The messages of the standard. ISO messages stand in `ISO_MESSAGES`."""

    CREDIT_RUN = "CREDIT_RUN"
    DEBIT_RUN = "DEBIT_RUN"
    RESULT = "RESULT"
    STATEMENT = "STATEMENT"
    ACKNOWLEDGEMENT = "ACKNOWLEDGEMENT"


class Profile(enum.StrEnum):
    """How the facts are written."""

    DELIMITED = "DELIMITED"
    ISO = "ISO"


FILE_CODES = {
    FileKind.CREDIT_RUN: "CR",
    FileKind.DEBIT_RUN: "DR",
    FileKind.RESULT: "RS",
    FileKind.STATEMENT: "ST",
    FileKind.ACKNOWLEDGEMENT: "AK",
}
ISO_MESSAGES = {
    FileKind.CREDIT_RUN: "pain.001.001.09",
    FileKind.DEBIT_RUN: "pain.008.001.09",
    FileKind.RESULT: "pain.002.001.10",
    FileKind.STATEMENT: "camt.053.001.08",
}
SUFFIXES = {Profile.DELIMITED: ".txt", Profile.ISO: ".xml"}
ENVELOPE_SUFFIX = ".rfe"
COMPANION_SUFFIX = ".ready"

_KINDS = {code: kind for kind, code in FILE_CODES.items()}
_FILE_ID = re.compile(r"([A-Z]{2})([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{8})")


@dataclass(frozen=True, slots=True)
class FileId:
    """A file's place in the sequence of its sender, receiver and kind: `CR20260105-00000012`."""

    kind: FileKind
    made_on: date
    sequence: int

    def __str__(self) -> str:
        return f"{FILE_CODES[self.kind]}{self.made_on:%Y%m%d}-{self.sequence:08d}"

    @classmethod
    def read(cls, text: str) -> "FileId":
        """Return the id that `text` writes. ValueError when it is none."""
        found = _FILE_ID.fullmatch(text)
        if not found or found[1] not in _KINDS or int(found[5]) == 0:
            raise ValueError(text)
        made_on = date(int(found[2]), int(found[3]), int(found[4]))
        return cls(_KINDS[found[1]], made_on, int(found[5]))


def content_name(file_id: FileId, *, sender: str, receiver: str, profile: Profile) -> str:
    """Return the name of a content file, as it stands inside its envelope."""
    stem = f"{file_id.kind}_{sender}_{receiver}_{file_id.sequence:08d}"
    return stem + SUFFIXES[profile]


def wire_name(name: str) -> str:
    """Return the name of the envelope of the content `name`."""
    return name + ENVELOPE_SUFFIX
