"""What became of an item of a run, in both profiles (section 8 of the standard)."""

import enum

ACSC, RJCT, PDNG = "ACSC", "RJCT", "PDNG"


class Outcome(enum.StrEnum):
    """The outcome codes. All but UNKNOWN_OUTCOME are definite and never change."""

    SUCCESS = "SUCCESS"
    INSUFFICIENT_FUNDS = "INSUFFICIENT_FUNDS"
    ACCOUNT_UNKNOWN = "ACCOUNT_UNKNOWN"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_FROZEN = "ACCOUNT_FROZEN"
    NAME_DIFFERS = "NAME_DIFFERS"
    MANDATE_MISSING = "MANDATE_MISSING"
    MANDATE_EXCEEDED = "MANDATE_EXCEEDED"
    ITEM_REPEATED = "ITEM_REPEATED"
    CARD_LOST = "CARD_LOST"
    ACCOUNT_INACTIVE = "ACCOUNT_INACTIVE"
    REFUSED_BY_BANK = "REFUSED_BY_BANK"
    UNKNOWN_OUTCOME = "UNKNOWN_OUTCOME"

    @property
    def status(self) -> str:
        """Return the ISO transaction status: ACSC, RJCT or PDNG."""
        return {Outcome.SUCCESS: ACSC, Outcome.UNKNOWN_OUTCOME: PDNG}.get(self, RJCT)


# ISO external status reason codes. A failure that ISO has no code for goes as proprietary text.
ISO_REASONS = {
    Outcome.INSUFFICIENT_FUNDS: "AM04",
    Outcome.ACCOUNT_UNKNOWN: "AC01",
    Outcome.ACCOUNT_CLOSED: "AC04",
    Outcome.ACCOUNT_FROZEN: "AC06",
    Outcome.NAME_DIFFERS: "BE01",
    Outcome.MANDATE_MISSING: "MD01",
    Outcome.MANDATE_EXCEEDED: "AM14",
    Outcome.ITEM_REPEATED: "AM05",
    Outcome.REFUSED_BY_BANK: "MS03",
}
PROPRIETARY_REASONS = (Outcome.CARD_LOST, Outcome.ACCOUNT_INACTIVE)

_SUCCESS_STATUSES = {ACSC, "ACCC"}
_PENDING_STATUSES = {PDNG, "ACTC", "ACCP", "ACSP", "ACWC", "ACFC", "RCVD"}
_BY_REASON = {code: outcome for outcome, code in ISO_REASONS.items()}
_BY_REASON |= {outcome.value: outcome for outcome in PROPRIETARY_REASONS}


def outcome_of(status: str, reason: str, text: str) -> tuple[Outcome, str] | None:
    """Return the outcome that an ISO status and reason mean, and the text; None: unknown status.

    Accepted is not paid: every status short of settlement is UNKNOWN_OUTCOME. A reason outside
    the table is REFUSED_BY_BANK, with the reason in front of the text.
    """
    if status in _SUCCESS_STATUSES:
        return Outcome.SUCCESS, text
    if status in _PENDING_STATUSES:
        return Outcome.UNKNOWN_OUTCOME, text
    if status != RJCT:
        return None
    known = _BY_REASON.get(reason)
    if known:
        return known, text
    return Outcome.REFUSED_BY_BANK, f"{reason} {text}".strip()
