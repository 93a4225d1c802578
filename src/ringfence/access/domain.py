"""Pure rules of areas, codes and administrations."""

import enum
import re

# Digits that name a province, city, county, township and village, one after another.
_GROUPS = ((0, 2), (2, 4), (4, 6), (6, 9), (9, 12))
_AREA_CODE = re.compile(r"[0-9]{12}")
_USER_CODE = re.compile(r"[a-z][a-z0-9._-]{1,31}")
_ORGANISATION_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,17}")

COUNTRY_CODE = "000000000000"
COUNTRY = ""  # its significant digits
# Who gave the first rights: nobody of the system, but whoever set the installation up.
INSTALLATION = "INSTALLATION"
SIGNIFICANT_LENGTHS = (0, *(end for _, end in _GROUPS))


class Administration(enum.StrEnum):
    """Which of the four sides a person of the system and a role are on; nobody is on two.

    System, security and audit are administered by different people, none of whom does business
    (三员分立).
    """

    BUSINESS = "BUSINESS"
    SYSTEM = "SYSTEM"
    SECURITY = "SECURITY"
    AUDIT = "AUDIT"


class AreaLevel(enum.StrEnum):
    """What an area is."""

    COUNTRY = "COUNTRY"
    PROVINCE = "PROVINCE"
    CITY = "CITY"
    COUNTY = "COUNTY"
    TOWNSHIP = "TOWNSHIP"
    VILLAGE = "VILLAGE"


class KeyAlgorithm(enum.StrEnum):
    """With what a program of an organisation signs its calls."""

    ED25519 = "ED25519"
    SM2 = "SM2"


_LEVELS = tuple(AreaLevel)


def is_area_code(text: str) -> bool:
    """Return whether the text is a full administrative code: 12 digits, no gap before a province.

    `441900003000` is right: some cities have townships without counties between.
    """
    return bool(_AREA_CODE.fullmatch(text)) and (text == COUNTRY_CODE or text[:2] != "00")


def significant_digits(code: str) -> str:
    """Return the beginning of an area's code that all areas below it share: `141000000000` is
    `1410`. The country's is empty.
    """
    end = 0
    for first, after in _GROUPS:
        if code[first:after].strip("0"):
            end = after
    return code[:end]


def area_level(code: str) -> AreaLevel:
    """Return the level of an area from its code."""
    return _LEVELS[SIGNIFICANT_LENGTHS.index(len(significant_digits(code)))]


def area_codes_above(code: str) -> list[str]:
    """Return the codes of the areas that may hold this one, the nearest first; the country last."""
    own = len(significant_digits(code))
    lengths = [length for length in reversed(SIGNIFICANT_LENGTHS) if length < own]
    return list(dict.fromkeys(code[:length].ljust(12, "0") for length in lengths))


def is_user_code(text: str) -> bool:
    """Return whether the text can be a person's code: 2 to 32 of a-z, 0-9, `.-_`, a letter first.

    So no code is a number of a person, nor that of a job (`job:…`) or of a program (`api:…`).
    """
    return bool(_USER_CODE.fullmatch(text))


def is_organisation_code(text: str) -> bool:
    """Return whether the text can be an organisation's code: 2 to 18 of A-Z, 0-9 and dash."""
    return bool(_ORGANISATION_CODE.fullmatch(text))
