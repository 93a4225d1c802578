"""What a RESULT and a STATEMENT say, whatever the profile."""

from dataclasses import dataclass
from typing import NamedTuple

from sandbox.bank.values import Head


@dataclass(frozen=True)
class Result:
    """The header of a RESULT; `totals` has count and sum in fen of each outcome that occurs."""

    head: Head
    run_kind: str
    run_id: str
    run_file_id: str
    totals: dict[str, tuple[int, int]]

    @property
    def total(self) -> tuple[int, int]:
        """Count and sum of all details."""
        return sum(c for c, _ in self.totals.values()), sum(s for _, s in self.totals.values())


class Outcome(NamedTuple):
    """One detail of a RESULT."""

    key: str
    account: str
    amount_fen: int
    outcome: str
    bank_reference: str
    settled_on: str
    text: str


@dataclass(frozen=True)
class Statement:
    """The header of a STATEMENT of one day; `total` is count and sum of its entries."""

    head: Head
    account: str
    name: str
    day: str
    opening_fen: int
    closing_fen: int
    total: tuple[int, int]


class Entry(NamedTuple):
    """One entry of a STATEMENT."""

    bank_reference: str
    side: str
    amount_fen: int
    run_id: str
    key: str
    party_account: str
    party_name: str
    remark: str
