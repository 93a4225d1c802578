"""The ledger's words: transfers, holds, and the answers to them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from ringfence.kernel.refusal import Refusal
from ringfence.ledger.refusals import REFUSALS, refusal_of

# The most transfers, or holds, that one call takes.
CALL_MAX = 8_000


class Side(IntEnum):
    """What increases an account: credits (what is owed to people) or debits (what a bank holds)."""

    CREDIT = 1
    DEBIT = -1


class Accepts(StrEnum):
    """What an account takes. CREDITS_ONLY refuses debits; NOTHING refuses all."""

    ALL = "ALL"
    CREDITS_ONLY = "CREDITS_ONLY"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class Transfer:
    """One amount from the debit account to the credit account, in fen, effective at `at`.

    `key` is the caller's and stands for this content for ever. Neighbours in a call with the same
    `link` number succeed or fail together. `reverses_id` names the transfer that this one undoes:
    accounts exchanged, same amount, once. `hold_id` names the hold that this one captures from.
    `source_id` is the id of what it books (an item, a case); never a name.
    """

    key: UUID
    debit_id: UUID
    credit_id: UUID
    amount_fen: int
    code: str
    at: datetime
    link: int | None = None
    reverses_id: UUID | None = None
    hold_id: UUID | None = None
    source_id: UUID | None = None

    def __post_init__(self) -> None:
        if type(self.amount_fen) is not int:
            raise TypeError(f"An amount is an int of fen, not {self.amount_fen!r}")
        if self.at.tzinfo is None:
            raise TypeError("An instant has a time zone")


@dataclass(frozen=True, slots=True)
class Hold:
    """Money kept aside on a limited account until `expires_at` (exclusive; None: no end)."""

    key: UUID
    account_id: UUID
    amount_fen: int
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        if type(self.amount_fen) is not int:
            raise TypeError(f"An amount is an int of fen, not {self.amount_fen!r}")


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one transfer or hold: POSTED or PLACED, REPEATED, or a refusal's code."""

    key: UUID
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stands(self) -> bool:
        """Whether the books now hold it, from this call or an earlier one."""
        return self.code not in REFUSALS

    @property
    def refusal(self) -> Refusal | None:
        """The refusal with its sentence, clause and facts; None where it stands."""
        return None if self.stands else refusal_of(self.code, self.facts)
