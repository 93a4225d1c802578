"""Decimal amounts as whole minor units, by the decimals of ISO 4217."""

import re

from ringfence.banking.exchange.values import shown
from ringfence.kernel.money import BIGINT_MAX
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words

USUAL_DECIMALS = 2
_NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_DECIMALS = dict.fromkeys(_NO_DECIMALS.split(), 0)
_DECIMALS |= dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3)
_DECIMALS |= dict.fromkeys(("CLF", "UYW"), 4)

_DECIMAL = re.compile(r"\+?([0-9]*)(?:\.([0-9]*))?")


def decimals_of(currency: str) -> int:
    """Return how many decimals the currency's minor unit has."""
    return _DECIMALS.get(currency, USUAL_DECIMALS)


def minor_amount(text: str, currency: str, *, line: int, field: str) -> int:
    """Return a decimal amount of `currency` in minor units, exact, 0 or more.

    `3.1` CHF is 310, `2700` JPY is 2700. Zeros behind the currency's decimals are let pass.
    Refuses: FileLineError for a currency that is no three letters, for what is no decimal
    number, is negative, is finer than the minor unit, or does not fit a bigint.
    """
    if not re.fullmatch("[A-Z]{3}", currency):
        expected = Words("a currency of three letters", "三个字母的币种")
        raise FileLineError(
            line=line, field=f"{field}/@Ccy", got=shown(currency), expected=expected
        )
    found = _DECIMAL.fullmatch(text)
    if not found or not (found[1] or found[2]):
        expected = Words("a decimal number, not negative", "非负小数")
        raise FileLineError(line=line, field=field, got=shown(text), expected=expected)
    decimals = decimals_of(currency)
    fraction = (found[2] or "").rstrip("0")
    if len(fraction) > decimals:
        expected = Words(
            f"at most {decimals} decimals in {currency}", f"{currency}至多{decimals}位小数"
        )
        raise FileLineError(line=line, field=field, got=shown(text), expected=expected)
    digits = ((found[1] or "") + fraction.ljust(decimals, "0")).lstrip("0") or "0"
    if len(digits) > len(str(BIGINT_MAX)) or int(digits) > BIGINT_MAX:
        expected = Words(f"at most {BIGINT_MAX} minor units", f"至多{BIGINT_MAX}个最小货币单位")
        raise FileLineError(line=line, field=field, got=shown(text), expected=expected)
    return int(digits)
