"""Bank card numbers (ISO/IEC 7812): length and Luhn check digit.

A pension or custody account may be an account that is no card; its number has no check digit and
is not for this module.
"""

from dataclasses import dataclass, field

from ringfence.kernel.masking import mask_account
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import is_ascii_digits, plain_width

_SHORTEST, _LONGEST = 12, 19
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)  # twice a digit, its two digits added
_UNIONPAY_PREFIX = "62"


class CardNumberNotDigits(Refusal):
    """The card number holds something other than digits."""

    code = "CARD_NUMBER_NOT_DIGITS"
    en = "A bank card number is digits only, without blanks; found {found}."
    zh = "银行卡号只能是数字，中间不留空格；实际含有 {found}。"


class CardNumberLength(Refusal):
    """The card number is too short or too long."""

    code = "CARD_NUMBER_LENGTH"
    en = "A bank card number has {shortest} to {longest} digits; this one has {digit_count}."
    zh = "银行卡号为{shortest}至{longest}位数字；实际为{digit_count}位。"


class CardNumberCheckDigit(Refusal):
    """The last digit does not fit the others: a digit is wrong or two are swapped."""

    code = "CARD_NUMBER_CHECK_DIGIT"
    en = "The check digit of bank card number {masked} is wrong: a digit was mistyped."
    zh = "银行卡号 {masked} 的校验位不符：有数字录入错误。"


@dataclass(frozen=True, slots=True)
class BankCard:
    """What a right card number says."""

    number: str = field(repr=False)
    issuer_prefix: str  # first six digits: the issuer and its product
    is_unionpay: bool


def read_bank_card(text: str) -> BankCard:
    """Return the card of a number; full-width digits and blanks around it are forgiven.

    Refuses: CardNumberNotDigits, CardNumberLength, CardNumberCheckDigit.
    """
    number = plain_width(text).strip()
    if not is_ascii_digits(number):
        found = sorted({character for character in number if not is_ascii_digits(character)})
        raise CardNumberNotDigits(found=" ".join(map(repr, found[:5])) or "''")
    if not _SHORTEST <= len(number) <= _LONGEST:
        raise CardNumberLength(shortest=_SHORTEST, longest=_LONGEST, digit_count=len(number))
    if luhn_check_digit(number[:-1]) != number[-1]:
        raise CardNumberCheckDigit(masked=mask_account(number))
    return BankCard(number, number[:6], number.startswith(_UNIONPAY_PREFIX))


def luhn_check_digit(payload: str) -> str:
    """Return the check digit that completes a number of ASCII digits."""
    total = sum(
        _DOUBLED[int(digit)] if index % 2 == 0 else int(digit)
        for index, digit in enumerate(reversed(payload))
    )
    return str(-total % 10)
