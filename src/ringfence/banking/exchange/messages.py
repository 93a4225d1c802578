"""The facts of each message, whatever the profile. Field for field as in the standard."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ringfence.banking.exchange.kinds import FileId
from ringfence.banking.exchange.outcomes import Outcome


class Side(enum.StrEnum):
    """Which way money moved on the account of a statement."""

    CRDT = "CRDT"
    DBIT = "DBIT"


class AcknowledgementStatus(enum.StrEnum):
    """What the receiver did with a file."""

    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    REPEATED = "REPEATED"


@dataclass(frozen=True, slots=True)
class RunHeader:
    """A CREDIT_RUN or DEBIT_RUN; which, its file id says."""

    sender: str
    receiver: str
    file_id: FileId
    created_at: datetime
    run_id: UUID
    agreement: str
    own_account: str
    own_name: str
    own_bank: str
    currency: str
    purpose: str
    execute_on: date
    count: int
    sum_fen: int


@dataclass(frozen=True, slots=True)
class RunItem:
    """One payment or collection. `mandate` and `signed_on` belong to a collection."""

    line: int
    key: UUID
    account: str
    name: str
    bank: str
    amount_fen: int
    remark: str = ""
    mandate: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ResultHeader:
    """The outcome of some or all items of one run."""

    sender: str
    receiver: str
    file_id: FileId
    created_at: datetime
    run_id: UUID
    run_file_id: FileId
    currency: str
    success_count: int
    success_sum_fen: int
    count: int
    sum_fen: int


@dataclass(frozen=True, slots=True)
class ResultItem:
    """The outcome of one item."""

    line: int
    key: UUID
    account: str
    amount_fen: int
    outcome: Outcome
    bank_reference: str = ""
    settled_on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StatementHeader:
    """One account over whole days, both inclusive."""

    sender: str
    receiver: str
    file_id: FileId
    created_at: datetime
    account: str
    account_name: str
    currency: str
    from_on: date
    to_on: date
    opening_fen: int
    closing_fen: int
    count: int
    sum_fen: int


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One movement on the account."""

    line: int
    bank_reference: str
    side: Side
    amount_fen: int
    booked_on: date
    value_on: date
    run_id: UUID | None = None
    key: UUID | None = None
    party_account: str = ""
    party_name: str = ""
    reversal: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """That a file was taken, refused or seen before."""

    sender: str
    receiver: str
    file_id: FileId
    created_at: datetime
    file_name: str
    digest: str
    acknowledged_id: FileId | None
    status: AcknowledgementStatus
    reason: str = ""
    line: int | None = None
    field: str = ""
    text: str = ""


Header = RunHeader | ResultHeader | StatementHeader | Acknowledgement
Detail = RunItem | ResultItem | StatementEntry
