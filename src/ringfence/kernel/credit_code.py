"""Unified social credit codes of organisations (GB 32100)."""

from dataclasses import dataclass
from operator import mul

from ringfence.kernel.areas import PROVINCES, Area
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import is_ascii_digits, plain_width

_LENGTH = 18
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V and Z, which look like digits
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(_LENGTH - 1))
_AREAS = PROVINCES | {"10": Area("全国", "national")}  # 100000: registered with a ministry


@dataclass(frozen=True, slots=True)
class Registrar:
    """The administration that registers a kind of organisation."""

    zh: str
    en: str


# By the first character. The list has grown with amendments; one not here is unknown, not wrong.
REGISTRARS = {
    "1": Registrar("机构编制", "public institutions"),
    "2": Registrar("外交", "foreign affairs"),
    "3": Registrar("司法行政", "justice"),
    "4": Registrar("文化", "culture"),
    "5": Registrar("民政", "civil affairs"),
    "6": Registrar("旅游", "tourism"),
    "7": Registrar("宗教", "religious affairs"),
    "8": Registrar("工会", "trade unions"),
    "9": Registrar("市场监督管理", "market regulation"),
    "A": Registrar("军队编制", "armed forces"),
    "G": Registrar("公安", "public security"),
    "N": Registrar("农业农村", "agriculture"),
    "Y": Registrar("其他", "other"),
}


class CreditCodeLength(Refusal):
    """The code has not 18 characters."""

    code = "CREDIT_CODE_LENGTH"
    en = (
        "A unified social credit code has {expected_count} characters; {got} has {character_count}."
    )
    zh = "统一社会信用代码为{expected_count}位；{got} 为{character_count}位。"


class CreditCodeCharacters(Refusal):
    """The code holds a character that none may hold, or letters in its area."""

    code = "CREDIT_CODE_CHARACTERS"
    en = "Character {position} of {got} is {found}; expected {expected}."
    zh = "{got} 的第{position}位是 {found}；应为 {expected}。"


class CreditCodeCheckCharacter(Refusal):
    """The last character does not fit the others: one is wrong or two are swapped."""

    code = "CREDIT_CODE_CHECK_CHARACTER"
    en = "The check character of unified social credit code {got} is wrong: it was mistyped."
    zh = "统一社会信用代码 {got} 的校验码不符：录入有误。"


@dataclass(frozen=True, slots=True)
class CreditCode:
    """What a right code says. `registrar` and `area` are None where their code is not listed."""

    number: str
    registrar: Registrar | None
    area: Area | None
    area_code: str  # six digits, where the organisation was registered
    organisation_code: str  # the nine characters of GB 11714


def read_credit_code(text: str) -> CreditCode:
    """Return what a unified social credit code says.

    Full-width characters, small letters and blanks around it are forgiven; `number` is the plain
    form. Refuses: CreditCodeLength, CreditCodeCharacters, CreditCodeCheckCharacter.
    """
    number = plain_width(text).strip().upper()
    if len(number) != _LENGTH:
        raise CreditCodeLength(
            expected_count=_LENGTH, got=number[:_LENGTH], character_count=len(number)
        )
    _refuse_wrong_characters(number)
    if credit_code_check_character(number[:-1]) != number[-1]:
        raise CreditCodeCheckCharacter(got=number)
    return CreditCode(
        number=number,
        registrar=REGISTRARS.get(number[0]),
        area=_AREAS.get(number[2:4]),
        area_code=number[2:8],
        organisation_code=number[8:17],
    )


def credit_code_check_character(payload: str) -> str:
    """Return the check character that completes the first 17 characters (ISO 7064, MOD 31)."""
    total = sum(map(mul, (_VALUES[character] for character in payload), _WEIGHTS))
    return _ALPHABET[-total % 31]


def _refuse_wrong_characters(number: str) -> None:
    for position, character in enumerate(number, start=1):
        in_area = 3 <= position <= 8
        if character not in _VALUES or (in_area and not is_ascii_digits(character)):
            raise CreditCodeCharacters(
                got=number,
                position=position,
                found=character,
                expected="0-9" if in_area else _ALPHABET,
            )
