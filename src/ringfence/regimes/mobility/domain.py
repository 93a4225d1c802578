"""The kinds of money and movement, and the reserve: decisions without a database."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from ringfence.kernel.words import Words

PPM = 1_000_000
# The operator's own code of a rider, as a line of a file can carry it.
RIDER_CODE = r'[^,"\x00-\x1f]{1,64}'
RIDER_CODE_WORDS = Words(
    "1 to 64 characters, no comma, quote or control character",
    "1至64个字符，不含逗号、引号和控制字符",
)
RIDER_ONCE_WORDS = Words("each rider once", "每个用户只出现一次")


class Money(StrEnum):
    """What a dedicated account holds; the rulebook's words of `money_kind`."""

    DEPOSIT = "DEPOSIT"
    PREPAID = "PREPAID"

    @property
    def words(self) -> Words:
        """Return what people call it."""
        return _MONEY_WORDS[self]


_MONEY_WORDS = {
    Money.DEPOSIT: Words("deposits", "押金"),
    Money.PREPAID: Words("prepaid money", "预付资金"),
}


class Part(StrEnum):
    """Whose account one side of a movement is."""

    BANK = "BANK"
    RIDER = "RIDER"
    OPERATOR = "OPERATOR"


class MovementKind(StrEnum):
    """What a rider's money does; the code of its transfer in the books."""

    DEPOSIT_IN = "DEPOSIT_IN"
    DEPOSIT_REFUND = "DEPOSIT_REFUND"
    TOP_UP = "TOP_UP"
    RIDE = "RIDE"
    REFUND = "REFUND"


# The codes of transfers to the operator or a payee, and of the operator's own money brought in.
PAYOUT = "PAYOUT"
REPLENISHMENT = "REPLENISHMENT"


@dataclass(frozen=True, slots=True)
class Route:
    """The money that a movement is about, and the accounts that it debits and credits."""

    money: Money
    debit: Part
    credit: Part

    @property
    def is_taking(self) -> bool:
        """Return whether it takes money from the rider's pocket into custody."""
        return self.debit is Part.BANK


ROUTES = {
    MovementKind.DEPOSIT_IN: Route(Money.DEPOSIT, Part.BANK, Part.RIDER),
    MovementKind.DEPOSIT_REFUND: Route(Money.DEPOSIT, Part.RIDER, Part.BANK),
    MovementKind.TOP_UP: Route(Money.PREPAID, Part.BANK, Part.RIDER),
    MovementKind.RIDE: Route(Money.PREPAID, Part.RIDER, Part.OPERATOR),
    MovementKind.REFUND: Route(Money.PREPAID, Part.RIDER, Part.BANK),
}


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of one rider's money, effective at `at`; `key` stands for it for ever."""

    key: UUID
    kind: MovementKind
    rider: str
    amount_fen: int
    at: datetime


class PayeeRelation(StrEnum):
    """What a payee is to the operator (MUF-17.4)."""

    NOMINATED = "NOMINATED"
    MAIN_BUSINESS = "MAIN_BUSINESS"


class ReserveState(StrEnum):
    """What may leave the prepaid account: anything; anything, with a warning; refunds only."""

    ABOVE = "ABOVE"
    NEAR = "NEAR"
    REFUNDS_ONLY = "REFUNDS_ONLY"


@dataclass(frozen=True, slots=True)
class Reserve:
    """The money in the prepaid account beside what riders are owed, and the rulebook's shares.

    Every comparison multiplies, so that it is exact to the fen; only `ratio_ppm` is rounded.
    """

    bank_fen: int
    liabilities_fen: int
    required_ppm: int
    floor_ppm: int
    margin_ppm: int

    @property
    def ratio_ppm(self) -> int:
        """Return the ratio as people see it."""
        return reserve_ratio_ppm(bank_fen=self.bank_fen, liabilities_fen=self.liabilities_fen)

    @property
    def state(self) -> ReserveState:
        """Return REFUNDS_ONLY at or below the floor, NEAR up to the margin above it (inclusive)."""
        if not self._is_above(self.floor_ppm):
            return ReserveState.REFUNDS_ONLY
        is_far = self._is_above(self.floor_ppm + self.margin_ppm)
        return ReserveState.ABOVE if is_far else ReserveState.NEAR

    @property
    def payable_fen(self) -> int:
        """Return the most that may be paid out; the ratio is above the floor after it."""
        if self.liabilities_fen == 0:
            return self.bank_fen
        must_stay_fen = self.floor_ppm * self.liabilities_fen // PPM + 1
        return max(0, self.bank_fen - must_stay_fen)

    @property
    def shortfall_fen(self) -> int:
        """Return what the operator has to bring for the required share, rounded up (MUF-11.4)."""
        required_fen = -(-self.required_ppm * self.liabilities_fen // PPM)
        return max(0, required_fen - self.bank_fen)

    def after_payout(self, amount_fen: int) -> "Reserve":
        """Return the reserve as it would be with the amount gone."""
        return replace(self, bank_fen=self.bank_fen - amount_fen)

    def _is_above(self, share_ppm: int) -> bool:
        if self.liabilities_fen == 0:
            return True
        return self.bank_fen * PPM > share_ppm * self.liabilities_fen


def reserve_ratio_ppm(*, bank_fen: int, liabilities_fen: int) -> int:
    """Return bank money over prepaid liabilities in parts per million.

    Rounded down, so that a ratio is never shown better than it is. No liabilities: 1_000_000.
    Source: MUF-11.4, MUF-17.2.
    """
    if liabilities_fen == 0:
        return PPM
    return bank_fen * PPM // liabilities_fen
