"""What becomes of one item: the true state of the account first, then the trouble drawn for it."""

from hashlib import blake2b
from typing import NamedTuple

UNKNOWN = "UNKNOWN_OUTCOME"

# The bank's own words, as a text of a RESULT.
WORDS = {
    "INSUFFICIENT_FUNDS": "余额不足",
    "ACCOUNT_UNKNOWN": "账号不存在",
    "ACCOUNT_CLOSED": "账户已销户",
    "ACCOUNT_FROZEN": "账户冻结",
    "NAME_DIFFERS": "户名不符",
    "MANDATE_MISSING": "无扣款授权",
    "MANDATE_EXCEEDED": "超过授权限额",
    "CARD_LOST": "卡已挂失",
    "ACCOUNT_INACTIVE": "账户未激活",
    "REFUSED_BY_BANK": "银行拒绝：交易异常",
    UNKNOWN: "处理中，结果待查",
}
ISO_REASON = {
    "INSUFFICIENT_FUNDS": ("Cd", "AM04"),
    "ACCOUNT_UNKNOWN": ("Cd", "AC01"),
    "ACCOUNT_CLOSED": ("Cd", "AC04"),
    "ACCOUNT_FROZEN": ("Cd", "AC06"),
    "NAME_DIFFERS": ("Cd", "BE01"),
    "MANDATE_MISSING": ("Cd", "MD01"),
    "MANDATE_EXCEEDED": ("Cd", "AM14"),
    "CARD_LOST": ("Prtry", "CARD_LOST"),
    "ACCOUNT_INACTIVE": ("Prtry", "ACCOUNT_INACTIVE"),
    "REFUSED_BY_BANK": ("Cd", "MS03"),
}
_OF_STATE = {
    "CLOSED": "ACCOUNT_CLOSED",
    "FROZEN": "ACCOUNT_FROZEN",
    "LOST": "CARD_LOST",
    "INACTIVE": "ACCOUNT_INACTIVE",
}
_OF_RATE = {
    "insufficient": "INSUFFICIENT_FUNDS",
    "closed": "ACCOUNT_CLOSED",
    "name": "NAME_DIFFERS",
    "lost": "CARD_LOST",
    "frozen": "ACCOUNT_FROZEN",
    "inactive": "ACCOUNT_INACTIVE",
    "mandate": "MANDATE_MISSING",
    "refused": "REFUSED_BY_BANK",
    "unknown": UNKNOWN,
}
_OF_DEBITS_ONLY = {"insufficient", "mandate"}


class Case(NamedTuple):
    """An item beside what the bank knows of its account and mandate (None: nothing)."""

    id: int
    key: bytes
    account: str
    name: str
    amount_fen: int
    mandate: str
    signed_on: str
    holder: str | None
    state: str | None
    balance_fen: int | None
    mandate_account: str | None
    mandate_limit_fen: int | None
    mandate_state: str | None


class Draw:
    """Trouble drawn by seed and item key, so that the same run always meets the same trouble."""

    def __init__(self, seed: str, rates_ppm: dict[str, int], kind: str) -> None:
        self._seed = seed.encode()
        self._steps: list[tuple[int, str]] = []
        limit = 0
        for name, rate_ppm in rates_ppm.items():
            if rate_ppm and (kind == "DEBIT_RUN" or name not in _OF_DEBITS_ONLY):
                limit += rate_ppm
                self._steps.append((limit, _OF_RATE[name]))

    def trouble(self, key: bytes, *, again: bool) -> str:
        """Return the outcome drawn for the key, empty when it is left alone.

        `again`: the second drawing, for an item whose outcome was unknown; never unknown again.
        """
        if not self._steps:
            return ""
        drawn = int.from_bytes(blake2b(key, key=self._seed, digest_size=8).digest(), "big")
        drawn = (drawn >> 32 if again else drawn & 0xFFFFFFFF) % 1_000_000
        for limit, outcome in self._steps:
            if drawn < limit:
                return "" if again and outcome == UNKNOWN else outcome
        return ""


def decide(case: Case, *, is_debit: bool, available_fen: int, drawn: str, on: str) -> str:
    """Return the outcome of an item.

    Order: account unknown, its state, its holder's name, the mandate, what was drawn, the money:
    `available_fen` on the side that pays (the person's for a debit, the agency's for a credit).
    """
    if case.state is None:
        return "ACCOUNT_UNKNOWN"
    if case.state != "NORMAL":
        return _OF_STATE[case.state]
    if case.holder != case.name:
        return "NAME_DIFFERS"
    if is_debit and (fault := _mandate_fault(case, on)):
        return fault
    if drawn:
        return drawn
    return "SUCCESS" if case.amount_fen <= available_fen else "INSUFFICIENT_FUNDS"


def _mandate_fault(case: Case, on: str) -> str:
    """A mandate that the bank does not know is the agency's word (the file carries its date)."""
    if case.signed_on > on:
        return "MANDATE_MISSING"
    if case.mandate_account is None or case.mandate_limit_fen is None:
        return ""
    if case.mandate_account != case.account or case.mandate_state != "ACTIVE":
        return "MANDATE_MISSING"
    return "MANDATE_EXCEEDED" if 0 < case.mandate_limit_fen < case.amount_fen else ""
