"""A bank statement as it was understood, whoever wrote it and in whichever form."""

from dataclasses import dataclass, field
from datetime import date

CREDIT, DEBIT = 1, -1


@dataclass(frozen=True, slots=True)
class Balance:
    """A balance. `sign` is 1 for money held, -1 for money owed; `amount_minor` has no sign."""

    type: str
    amount_minor: int
    sign: int
    currency: str
    on: date | None


@dataclass(frozen=True, slots=True)
class StatementHead:
    """One statement, before its entries. `message` is the form, such as `camt.053.001.08`."""

    message: str
    message_id: str
    id: str
    account: str
    currency: str
    owner: str
    servicer: str
    from_on: date | None
    to_on: date | None
    line: int
    balances: tuple[Balance, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """The other side, or one of the sides."""

    name: str = ""
    account: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class EntryDetail:
    """One transaction inside an entry. `amount_minor` is None where the bank gave none."""

    amount_minor: int | None
    currency: str
    sign: int
    references: dict[str, str] = field(default_factory=dict)
    debtor: Party = Party()
    creditor: Party = Party()
    remittance: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement: `sign` 1 in, -1 out; `details` are its transactions, one or many.

    `status` is BOOK, PDNG, INFO or the bank's own word; only BOOK has moved money.
    """

    amount_minor: int
    currency: str
    sign: int
    status: str
    reversal: bool
    booked_on: date | None
    value_on: date | None
    line: int
    references: dict[str, str] = field(default_factory=dict)
    batch_count: int | None = None
    details: tuple[EntryDetail, ...] = ()
    remittance: str = ""
