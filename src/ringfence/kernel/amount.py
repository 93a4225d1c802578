"""Amounts as people and files write them, read into fen."""

import re

from ringfence.kernel.money import BIGINT_MAX
from ringfence.kernel.refusal import Refusal

_YUAN = re.compile(r"(?P<sign>-?)(?P<yuan>0|[1-9][0-9]*)(?:\.(?P<decimals>[0-9]{1,2}))?")
_LONGEST_TEXT = 40


class AmountUnreadable(Refusal):
    """The text is not an amount of yuan."""

    code = "AMOUNT_UNREADABLE"
    en = "{got} is not an amount. Write yuan in plain digits, at most two decimals: 1234.56."
    zh = "{got} 不是金额。请用半角数字以元为单位填写，最多两位小数，如 1234.56。"


class AmountNotPositive(Refusal):
    """The amount is zero or negative where money is to move."""

    code = "AMOUNT_NOT_POSITIVE"
    en = "The amount {got} is not above zero."
    zh = "金额 {got} 不大于零。"


class AmountTooLarge(Refusal):
    """The amount is more than an account can hold."""

    code = "AMOUNT_TOO_LARGE"
    en = "The amount {got} is above the greatest possible, {greatest_fen}."
    zh = "金额 {got} 超过可记的最大金额 {greatest_fen} 元。"


def fen_from_yuan_text(text: str) -> int:
    """Return an amount of money in fen from yuan as text, exact: `1234.56` -> 123456.

    Plain ASCII digits with none, one or two decimals; no thousands separators, blanks, leading
    zeros, plus sign or full-width digits. 1 fen to 2**63 - 1 fen.
    Refuses: AmountUnreadable, AmountNotPositive, AmountTooLarge.
    """
    got = text if len(text) <= _LONGEST_TEXT else text[:_LONGEST_TEXT] + "…"
    if len(text) > _LONGEST_TEXT or not (match := _YUAN.fullmatch(text)):
        raise AmountUnreadable(got=got)
    amount_fen = int(match["yuan"]) * 100 + int((match["decimals"] or "").ljust(2, "0"))
    if match["sign"] or amount_fen == 0:
        raise AmountNotPositive(got=got)
    if amount_fen > BIGINT_MAX:
        raise AmountTooLarge(got=got, greatest_fen=BIGINT_MAX)
    return amount_fen
