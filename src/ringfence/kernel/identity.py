"""Identity numbers (GB 11643): citizens, residence permits, foreign permanent residents."""

import enum
import re
from dataclasses import dataclass, field
from datetime import date
from operator import mul

from ringfence.kernel.areas import PERMIT_AREAS, PROVINCES, Area
from ringfence.kernel.masking import mask_identity
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import plain_width

EARLIEST_BIRTH_ON = date(1870, 1, 1)

_LENGTH = 18
_FORM = re.compile(r"[0-9]{17}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"  # by the weighted sum modulo 11 (ISO 7064 MOD 11-2)


class IdentityKind(enum.StrEnum):
    """Whose number it is."""

    CITIZEN = "CITIZEN"
    RESIDENCE_PERMIT = "RESIDENCE_PERMIT"  # of Hong Kong, Macau and Taiwan residents
    FOREIGN_PERMANENT_RESIDENT = "FOREIGN_PERMANENT_RESIDENT"


class Sex(enum.StrEnum):
    """What the seventeenth digit says."""

    FEMALE = "FEMALE"
    MALE = "MALE"


class IdentityLength(Refusal):
    """The number has not 18 characters. The old ones of 15 have not been valid since 2013."""

    code = "IDENTITY_LENGTH"
    en = "An identity number has {expected_count} characters; this one has {character_count}."
    zh = "身份证件号码为{expected_count}位；实际为{character_count}位。"


class IdentityCharacters(Refusal):
    """The number holds a character that none may hold."""

    code = "IDENTITY_CHARACTERS"
    en = "An identity number is 17 digits, then a digit or X; {masked} is not."
    zh = "身份证件号码应为17位数字加1位数字或X；{masked} 不符。"


class IdentityArea(Refusal):
    """The number begins with the code of no province."""

    code = "IDENTITY_AREA"
    en = "No province-level area has the code {area_code} of identity number {masked}."
    zh = "身份证件号码 {masked} 的地区代码 {area_code} 不是省级行政区代码。"


class IdentityBirthDate(Refusal):
    """The digits of the birth date are no day of the calendar."""

    code = "IDENTITY_BIRTH_DATE"
    # Mask and birth date together would leave hardly a digit to guess; so in the next one too.
    en = "The birth date {got} in the identity number is no date."
    zh = "身份证件号码中的出生日期 {got} 不存在。"


class IdentityBirthOutOfRange(Refusal):
    """The birth lies in the future, or before anybody alive was born."""

    code = "IDENTITY_BIRTH_OUT_OF_RANGE"
    en = "The birth date {born_on} in the identity number is not within {earliest} to {on}."
    zh = "身份证件号码中的出生日期 {born_on} 不在 {earliest} 至 {on} 之间。"


class IdentityCheckDigit(Refusal):
    """The last character does not fit the others: one is wrong or two are swapped."""

    code = "IDENTITY_CHECK_DIGIT"
    en = "The check character of identity number {masked} is wrong: a digit was mistyped."
    zh = "身份证件号码 {masked} 的校验码不符：有数字录入错误。"


@dataclass(frozen=True, slots=True)
class IdentityNumber:
    """What a right number says. `area` is the province; for a foreigner the one that admitted."""

    number: str = field(repr=False)
    kind: IdentityKind
    area: Area
    area_code: str
    born_on: date
    sex: Sex
    nationality: str  # ISO 3166-1 numeric, empty but for a foreign permanent resident


def read_identity_number(text: str, *, on: date) -> IdentityNumber:
    """Return what an identity number says, judged on a day: births up to `on` are possible.

    Full-width characters, a small x and blanks around it are forgiven; `number` is the plain
    form. Counties are not looked up: codes are retired, and the numbers given out stay.
    Refuses: IdentityLength, IdentityCharacters, IdentityArea, IdentityBirthDate,
    IdentityBirthOutOfRange, IdentityCheckDigit.
    """
    number = plain_width(text).strip().upper()
    if len(number) != _LENGTH:
        raise IdentityLength(expected_count=_LENGTH, character_count=len(number))
    if not _FORM.fullmatch(number):
        raise IdentityCharacters(masked=mask_identity(number))
    kind, area_code, area = _kind_and_area(number)
    born_on = _birth_date(number, on=on)
    if identity_check_character(number[:-1]) != number[-1]:
        raise IdentityCheckDigit(masked=mask_identity(number))
    foreign = kind is IdentityKind.FOREIGN_PERMANENT_RESIDENT
    return IdentityNumber(
        number=number,
        kind=kind,
        area=area,
        area_code=area_code,
        born_on=born_on,
        sex=Sex.MALE if int(number[16]) % 2 else Sex.FEMALE,
        nationality=number[3:6] if foreign else "",
    )


def identity_check_character(payload: str) -> str:
    """Return the check character (0 to 9 or X) that completes 17 ASCII digits."""
    return _CHECK_CHARACTERS[sum(map(mul, map(int, payload), _WEIGHTS)) % 11]


def _kind_and_area(number: str) -> tuple[IdentityKind, str, Area]:
    """Return whose number it is, the province's code in it, and the province."""
    if number[0] == "9":
        # 9, province that admitted, nationality: 9 11 124 is a Canadian in Beijing.
        kind, area_code, areas = IdentityKind.FOREIGN_PERMANENT_RESIDENT, number[1:3], PROVINCES
    elif number[:2] in PERMIT_AREAS:
        kind, area_code, areas = IdentityKind.RESIDENCE_PERMIT, number[:2], PERMIT_AREAS
    else:
        kind, area_code, areas = IdentityKind.CITIZEN, number[:2], PROVINCES
    if area_code not in areas:
        raise IdentityArea(area_code=area_code, masked=mask_identity(number))
    return kind, area_code, areas[area_code]


def _birth_date(number: str, *, on: date) -> date:
    """Return the birth date in the number."""
    digits = number[6:14]
    try:
        born_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise IdentityBirthDate(got=digits) from None
    if not EARLIEST_BIRTH_ON <= born_on <= on:
        raise IdentityBirthOutOfRange(born_on=born_on, earliest=EARLIEST_BIRTH_ON, on=on)
    return born_on
