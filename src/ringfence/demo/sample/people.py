"""The people of the sample province, each computed from a seed and an index."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ringfence.demo.sample.province import BANKS, COUNTIES, SampleBank, SampleCounty
from ringfence.kernel.bank_card import luhn_check_digit
from ringfence.kernel.identity import identity_check_character

SURNAMES = (*"赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许", "欧阳", "司马", "诸葛")

# Of ten thousand people. The rest have a normal card with an active account.
CARD_STATES_PER_10_000 = {
    "TEMPORARILY_LOST": 10,
    "LOST": 20,
    "CANCELLED": 10,
    "NOT_ENABLED": 20,
}
ACCOUNT_NOT_ACTIVE_PER_10_000 = 20
# Of ten thousand accounts, on the bank's side alone; the card looks normal here.
BANK_STATES_PER_10_000 = {"CLOSED": 30, "FROZEN": 10, "LOST": 10, "INACTIVE": 10}
BANK_NAME_DIFFERS_PER_10_000 = 20

_FIRST_BIRTH_ORDINAL = date(1941, 1, 1).toordinal()
_BIRTH_DAY_COUNT = 8_000  # to 1962: all have retired by 2026
_SEQUENCE_COUNT = 1_000  # the three digits behind the birth date
CAPACITY = len(COUNTIES) * _BIRTH_DAY_COUNT * _SEQUENCE_COUNT
# Coprime with the counts, so that stepping by them meets each day and sequence once.
_DAY_STEP, _SEQUENCE_STEP = 3_571, 37

_LEAST_PENSION_FEN, _PENSION_RANGE_FEN = 180_000, 470_000
_PERSONAL_RANGE_FEN = 15_000_000
_ACCOUNT_RANGE_FEN = 5_000_000


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """A pensioner, as the registry has them and as the bank has their account.

    `card_state` is a state of the card registry. `bank_name` and `bank_state` are the bank's: where
    they differ from `name` and NORMAL a payment fails. `corrected_account_number` is the account
    that replaced a closed one, which the registry does not know yet; else empty.
    """

    index: int
    identity_number: str
    name: str
    county: SampleCounty
    bank: SampleBank
    card_number: str
    card_state: str
    account_number: str
    account_active: bool
    pension_fen: int
    personal_balance_fen: int
    bank_name: str
    bank_state: str
    account_balance_fen: int
    corrected_account_number: str


def people(seed: int, count: int) -> Iterator[SamplePerson]:
    """Return the first `count` people of a seed, in a stream; at most CAPACITY."""
    return (person(seed, index) for index in range(count))


def person(seed: int, index: int) -> SamplePerson:
    """Return one person; the same seed and index give the same person."""
    rest, name_number = divmod(_mixed(seed, 2 * index), 1_000)
    rest, surname_number = divmod(rest, len(SURNAMES))
    rest, card_number = divmod(rest, 10_000)
    rest, bank_number = divmod(rest, 10_000)
    pension_number = rest % _PENSION_RANGE_FEN
    rest, personal_number = divmod(_mixed(seed, 2 * index + 1), _PERSONAL_RANGE_FEN)
    surname = SURNAMES[surname_number]
    name = _name(surname, index, name_number)
    card_state = _pick(CARD_STATES_PER_10_000, card_number)
    account_active = card_number < 10_000 - ACCOUNT_NOT_ACTIVE_PER_10_000
    bank_state = _pick(BANK_STATES_PER_10_000, bank_number) if account_active else "INACTIVE"
    name_differs = bank_number >= 10_000 - BANK_NAME_DIFFERS_PER_10_000
    bank_index = index % len(BANKS)
    return SamplePerson(
        index=index,
        identity_number=_identity_number(seed, index),
        name=name,
        county=COUNTIES[index % len(COUNTIES)],
        bank=BANKS[bank_index],
        card_number=_card_number(bank_index, index),
        card_state=card_state,
        account_number=f"9900{bank_index + 1}{index:012d}",
        account_active=account_active,
        pension_fen=_LEAST_PENSION_FEN + pension_number,
        personal_balance_fen=personal_number,
        bank_name=name.replace("例", "列") if name_differs else name,
        bank_state=bank_state,
        account_balance_fen=rest % _ACCOUNT_RANGE_FEN,
        corrected_account_number=(
            f"9901{bank_index + 1}{index:012d}" if bank_state == "CLOSED" else ""
        ),
    )


def person_of_account(seed: int, account_number: str) -> SamplePerson:
    """Return the person whose card has this account; its last 12 digits are the index."""
    return person(seed, int(account_number[-12:]))


def _identity_number(seed: int, index: int) -> str:
    """Return a number that no other index of the seed has: county, birth date and sequence."""
    place, county_index = divmod(index, len(COUNTIES))
    round_number, day = divmod(place, _BIRTH_DAY_COUNT)
    if round_number >= _SEQUENCE_COUNT:
        raise ValueError(f"the sample province has {CAPACITY} people at most")
    day = (day * _DAY_STEP + seed) % _BIRTH_DAY_COUNT
    sequence = (round_number * _SEQUENCE_STEP + seed) % _SEQUENCE_COUNT
    born_on = date.fromordinal(_FIRST_BIRTH_ORDINAL + day).isoformat().replace("-", "")
    payload = f"{COUNTIES[county_index].code}{born_on}{sequence:03d}"
    return payload + identity_check_character(payload)


def _card_number(bank_index: int, index: int) -> str:
    payload = f"62990{bank_index + 1}{index:012d}"
    return payload + luhn_check_digit(payload)


def _name(surname: str, index: int, number: int) -> str:
    """Return a name, one in a thousand each with 䶮, with 𠮷 and with a middle dot."""
    match number:
        case 0:
            return f"{surname}样例䶮{index:05d}"
        case 1:
            return f"{surname}样例𠮷{index:05d}"
        case 2:
            return f"样例·{surname}{index:05d}"
        case _:
            return f"{surname}样例{index:05d}"


def _pick(shares: dict[str, int], number: int) -> str:
    """Return the state whose share of ten thousand the number falls into, else NORMAL."""
    for state, share in shares.items():
        number -= share
        if number < 0:
            return state
    return "NORMAL"


def _mixed(seed: int, index: int) -> int:
    """Return 64 well-mixed bits of seed and index (SplitMix64)."""
    bits = ((seed << 40) + (index + 1) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    bits = ((bits ^ bits >> 30) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    bits = ((bits ^ bits >> 27) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
    return bits ^ bits >> 31
