"""Amounts in the Chinese capital numerals of vouchers (人民币大写)."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def yuan_capital_text(amount_fen: int) -> str:
    """Return an amount as a voucher writes it: 140950 -> `人民币壹仟肆佰零玖元伍角整`.

    `整` closes an amount without fen; `零` stands for fen without jiao. 0 or more fen, no upper
    bound. The form is that of the payment and settlement rules for filling in vouchers.
    """
    if amount_fen < 0:
        raise ValueError("a voucher states no negative amount")
    yuan, rest = divmod(amount_fen, 100)
    jiao, fen = divmod(rest, 10)
    text = f"{_numeral(yuan)}元" if yuan or not rest else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    return "人民币" + text + (f"{_DIGITS[fen]}分" if fen else "整")


def _numeral(number: int) -> str:
    """Return a whole number in capital numerals; one `零` for each run of skipped places."""
    for unit, name in _UNITS:
        if number >= unit:
            high, low = divmod(number, unit)
            text = _numeral(high) + name
            if not low:
                return text
            return text + ("零" if low < unit // 10 else "") + _numeral(low)
    return _DIGITS[number]
