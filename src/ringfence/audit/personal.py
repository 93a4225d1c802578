"""The guard of the trail: no number of a person stands in an entry.

Entries are kept for years, are never changed, and are read by people who may see no business data.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ringfence.audit.entry import AuditEntry
from ringfence.kernel.bank_card import read_bank_card
from ringfence.kernel.clock import business_date
from ringfence.kernel.credit_code import read_credit_code
from ringfence.kernel.identity import identity_check_character, read_identity_number
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import plain_width
from ringfence.kernel.words import Words

# Digits that stand alone: within a digest or an id they have letters beside them.
_ALONE = r"(?<![0-9A-Za-z])[0-9]{11,19}[Xx]?(?![0-9A-Za-z])"
# The same in groups, as people write cards and mobile numbers, and landlines with their area.
_IN_GROUPS = (
    r"(?<![0-9A-Za-z-])(?:[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?"
    r"|1[0-9]{2}[ -][0-9]{4}[ -][0-9]{4}|0[1-9][0-9]{1,2}-[2-8][0-9]{6,7})(?![0-9A-Za-z-])"
)
_NUMBER = re.compile(f"{_ALONE}|{_IN_GROUPS}")
_TELEPHONE = re.compile(r"(?:86)?1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-[2-8][0-9]{6,7}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")

IDENTITY = Words("an identity number", "身份证件号码")
TELEPHONE = Words("a telephone number", "电话号码")
BANK_CARD = Words("a bank card number", "银行卡号")

# Twelve digits are a bank's line number or an area's code; no card here has fewer than thirteen.
_SHORTEST_CARD = 13
_OLD_IDENTITY_LENGTH = 15


class PersonalDataInEntry(AssertionError):
    """A programming error: an entry was given a number of a person. It says which, never shows."""


def require_impersonal(entry: AuditEntry) -> None:
    """Return if no text of the entry holds an identity, bank card or telephone number.

    Identity numbers of 18 and, as they were until 2013, of 15; births up to the entry's day.
    Organisation and address are not looked at: one is a code of ours, the other the network's.
    Raises PersonalDataInEntry. Source: OP-22.1.
    """
    texts = (entry.actor, entry.action, entry.subject_kind, entry.subject_id, entry.purpose,
             entry.outcome, entry.clause, entry.trace, *_texts(entry.facts))  # fmt: skip
    found = number_of_person("\n".join(texts), on=business_date(entry.at))
    if found:
        raise PersonalDataInEntry(f"the audit entry {entry.action} holds {found}")


def number_of_person(text: str, *, on: date) -> Words | None:
    """Return what kind of number of a person the text holds; None where it holds none."""
    plain = text if text.isascii() else plain_width(text)
    if not _NUMBER.search(plain):
        return None
    found = _NUMBER.findall(_UUID.sub("", plain))
    return next(filter(None, (_kind(number.upper(), on=on) for number in found)), None)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _kind(written: str, *, on: date) -> Words | None:
    number = written.replace(" ", "").replace("-", "")
    if _is_identity(number, on=on):
        return IDENTITY
    if _TELEPHONE.fullmatch(written) or _TELEPHONE.fullmatch(number):
        return TELEPHONE
    return BANK_CARD if _is_card(number) else None


def _is_identity(number: str, *, on: date) -> bool:
    """An old number lacks the century, which was the 1900s for all, and the check character."""
    if len(number) == _OLD_IDENTITY_LENGTH and number.isdigit():
        payload = f"{number[:6]}19{number[6:]}"
        number = payload + identity_check_character(payload)
    try:
        read_identity_number(number, on=on)
    except Refusal:
        return False
    return True


def _is_card(number: str) -> bool:
    """An organisation's credit code can be all digits and still have a card's check digit."""
    if len(number) < _SHORTEST_CARD:
        return False
    try:
        read_bank_card(number)
    except Refusal:
        return False
    try:
        code = read_credit_code(number)
    except Refusal:
        return True
    return code.registrar is None or code.area is None
