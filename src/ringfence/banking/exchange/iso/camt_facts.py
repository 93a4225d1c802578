"""The facts that heads, entries and details of a statement share: amounts, sides, dates."""

from datetime import date

from ringfence.banking.exchange.iso.minor_units import minor_amount
from ringfence.banking.exchange.iso.xml_read import Parts
from ringfence.banking.exchange.statement import CREDIT, DEBIT
from ringfence.banking.exchange.values import DATE, shown
from ringfence.kernel.refusal import FileLineError

_SIGNS = {"CRDT": CREDIT, "DBIT": DEBIT}
_DATE_LENGTH = len("2026-01-05")


def sign_of(parts: Parts) -> int:
    """Return the direction that `CdtDbtInd` tells. Refuses: FileLineError."""
    text = parts.text("CdtDbtInd")
    if text not in _SIGNS:
        raise FileLineError(
            line=parts.line_of("CdtDbtInd"),
            field="CdtDbtInd",
            got=shown(text),
            expected="CRDT / DBIT",
        )
    return _SIGNS[text]


def amount_at(parts: Parts, path: str) -> tuple[int, str]:
    """Return the amount at `path` in minor units, and its currency. Refuses: FileLineError."""
    currency = parts.attribute(path, "Ccy")
    amount = minor_amount(parts.text(path), currency, line=parts.line_of(path), field=path)
    return amount, currency


def sided_amount(parts: Parts) -> tuple[int, str, int]:
    """Return `Amt` in minor units, its currency, and the sign. Refuses: FileLineError."""
    amount, currency = amount_at(parts, "Amt")
    return amount, currency, sign_of(parts)


def day(parts: Parts, *paths: str) -> date | None:
    """Return the date at the first of `paths` that has one, as the bank wrote it; None: nowhere.

    Of a date with time, or with a time zone behind it, the date is taken as it stands: the day
    on the bank's own calendar. Refuses: FileLineError.
    """
    for path in paths:
        text = parts.text(path)
        if not text:
            continue
        rest = text[_DATE_LENGTH:]
        if rest and rest[0] not in "T+-Z":
            raise FileLineError(
                line=parts.line_of(path), field=path, got=shown(text), expected=DATE.expected
            )
        taken: date = DATE.take(text[:_DATE_LENGTH], line=parts.line_of(path), field=path)
        return taken
    return None
