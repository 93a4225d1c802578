"""Taking the trail out: as CSV, and only sealed for a named recipient."""

import io
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from psycopg.sql import SQL

from ringfence.audit.entry import AuditEntry
from ringfence.audit.personal import number_of_person
from ringfence.audit.selectors import COLUMNS, AuditCriteria, conditions
from ringfence.audit.services import record, trail
from ringfence.crypto.domain import DATA_LEAVES_ENCRYPTED, Suite
from ringfence.crypto.envelope_write import SealedFile
from ringfence.crypto.services import stream_seal
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import Refusal

EXPORT = "audit.export"
READINGS_ARE_KEPT = Citation("OP-22.1")


class NumberOfPersonAsked(Refusal):
    """What somebody typed for an export holds a number of a person, which no entry may keep."""

    code = "NUMBER_OF_PERSON_ASKED"
    en = "What is asked for holds {found}. No entry holds one, nor may this one; ask by id."
    zh = "查询条件中含有{found}。审计记录不保存此类号码，请按编号查询。"


def audit_export(
    *,
    criteria: AuditCriteria,
    target: Path,
    sender: str,
    recipient: str,
    suite: Suite,
    actor: str,
    trace: str,
    at: datetime,
) -> SealedFile:
    """Write what the criteria find to the target: CSV in the order of time, in an envelope.

    UTF-8 with a line of headings; instants in UTC; `seen` last, so that seals can be checked.
    `sender` and `recipient` are owners of keys. The export is itself an entry, written first: it
    stays also where the file then fails, and the file holds it where the criteria find it. The
    caller has asked whether the actor may.
    Refuses: NumberOfPersonAsked, KeyMissing, KeyNotUsable, KeyNotOurs, MasterKeyWrong,
    FileNameNotPlain. Source: OP-22.2.
    """
    asked = {name: value for name, value in asdict(criteria).items() if value}
    typed = "\n".join(map(str, (actor, recipient, target.name, *asked.values())))
    if found := number_of_person(typed, on=business_date(at)):
        raise NumberOfPersonAsked(cite=READINGS_ARE_KEPT, found=found)
    record(entry=AuditEntry(
        at=at, actor=actor, action=EXPORT, organisation=sender, subject_kind="recipient",
        subject_id=recipient, clause=DATA_LEAVES_ENCRYPTED.clause, trace=trace,
        facts={"criteria": asked, "file": target.name},
    ))  # fmt: skip
    return stream_seal(
        plain=io.BufferedReader(_Lines(_csv(criteria))), file_name=f"{target.stem}.csv",
        target=target, sender=sender, recipient=recipient, suite=suite, at=at,
    )  # fmt: skip


def _csv(criteria: AuditCriteria) -> Iterator[bytes]:
    where, values = conditions(criteria)
    query = SQL(
        "COPY (SELECT {}, seen FROM audit_entry WHERE {} ORDER BY at, id)"
        " TO STDOUT (FORMAT csv, HEADER)"
    )
    with trail() as cursor, cursor.copy(query.format(COLUMNS, where), values) as lines:
        yield from map(bytes, lines)


class _Lines(io.RawIOBase):
    """What an iterator gives, as a file to read from."""

    def __init__(self, lines: Iterator[bytes]) -> None:
        self._lines = lines
        self._waiting = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._waiting = self._waiting or next(self._lines, b"")
        count = min(len(buffer), len(self._waiting))
        buffer[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count
