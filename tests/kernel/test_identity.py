"""Identity numbers: right, wrong, and what they say. All numbers here are made for the test."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.kernel.areas import PERMIT_AREAS, PROVINCES
from ringfence.kernel.identity import (
    EARLIEST_BIRTH_ON,
    IdentityArea,
    IdentityBirthDate,
    IdentityBirthOutOfRange,
    IdentityCharacters,
    IdentityCheckDigit,
    IdentityKind,
    IdentityLength,
    Sex,
    identity_check_character,
    read_identity_number,
)
from ringfence.kernel.refusal import Refusal

ON = date(2026, 1, 1)


def number_of(area: str, born: str, sequence: str = "001") -> str:
    """Return a right number for an area of six digits and a birth date."""
    payload = area + born + sequence
    return payload + identity_check_character(payload)


NUMBERS = st.builds(
    lambda province, county, born_on, sequence: number_of(
        f"{province}{county:04d}", f"{born_on:%Y%m%d}", f"{sequence:03d}"
    ),
    st.sampled_from(sorted({*PROVINCES, *PERMIT_AREAS})),
    st.integers(0, 9999),
    st.dates(EARLIEST_BIRTH_ON, ON),
    st.integers(0, 999),
)


@given(NUMBERS)
def test_every_well_made_number_is_right_and_says_its_birth_date(number: str) -> None:
    identity = read_identity_number(number, on=ON)
    assert f"{identity.born_on:%Y%m%d}" == number[6:14]
    assert identity.sex is (Sex.MALE if int(number[16]) % 2 else Sex.FEMALE)


@given(NUMBERS, st.integers(0, 16), st.integers(1, 9))
def test_one_mistyped_digit_is_always_found(number: str, place: int, shift: int) -> None:
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(Refusal):
        read_identity_number(number[:place] + wrong + number[place + 1 :], on=ON)


@given(NUMBERS, st.integers(0, 15))
def test_two_swapped_digits_are_always_found(number: str, place: int) -> None:
    first, second = number[place], number[place + 1]
    if first != second:
        with pytest.raises(Refusal):
            read_identity_number(number[:place] + second + first + number[place + 2 :], on=ON)


@given(st.text(max_size=24).filter(lambda text: not text.isascii()))
def test_any_other_text_is_refused_and_never_fails(text: str) -> None:
    with pytest.raises(Refusal):
        read_identity_number(text, on=ON)


@pytest.mark.parametrize(
    ("number", "kind", "area_zh"),
    [
        (number_of("110101", "19900307"), IdentityKind.CITIZEN, "北京市"),
        (number_of("149999", "19491001"), IdentityKind.CITIZEN, "山西省"),
        ("810000199408230021", IdentityKind.RESIDENCE_PERMIT, "香港特别行政区"),
        (number_of("820000", "19991220"), IdentityKind.RESIDENCE_PERMIT, "澳门特别行政区"),
        (number_of("830000", "19800101"), IdentityKind.RESIDENCE_PERMIT, "台湾省"),
        ("911124198108030024", IdentityKind.FOREIGN_PERMANENT_RESIDENT, "北京市"),
    ],
)
def test_citizens_permits_and_foreign_residents_are_told_apart(
    number: str, kind: IdentityKind, area_zh: str
) -> None:
    identity = read_identity_number(number, on=ON)
    assert (identity.kind, identity.area.zh) == (kind, area_zh)


def test_a_foreign_resident_has_a_nationality_and_a_citizen_none() -> None:
    assert read_identity_number("911124198108030024", on=ON).nationality == "124"
    assert read_identity_number(number_of("110101", "19900307"), on=ON).nationality == ""


def test_full_width_digits_and_a_small_x_are_forgiven() -> None:
    number = next(
        made
        for sequence in range(100)
        if (made := number_of("110101", "19900307", f"{sequence:03d}")).endswith("X")
    )
    wide = "".join(chr(ord(character) + 0xFEE0) for character in number.lower())
    assert read_identity_number(f"\u3000{wide} ", on=ON).number == number


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("", IdentityLength),
        ("110101900307001", IdentityLength),
        (number_of("110101", "19900307") + "0", IdentityLength),
        ("1101011990030700١X", IdentityCharacters),
        ("11010119900307X011", IdentityCharacters),
        (number_of("000000", "19900307"), IdentityArea),
        (number_of("830000", "19900307").replace("83", "84", 1), IdentityArea),
        (number_of("900124", "19900307"), IdentityArea),
        (number_of("110101", "19900230"), IdentityBirthDate),
        (number_of("110101", "19901301"), IdentityBirthDate),
        (number_of("110101", "00000101"), IdentityBirthDate),
        (number_of("110101", "18691231"), IdentityBirthOutOfRange),
        (number_of("110101", "20260102"), IdentityBirthOutOfRange),
        (number_of("110101", "19900307")[:-1] + "A", IdentityCharacters),
    ],
)
def test_a_wrong_number_is_refused_for_its_own_reason(number: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_identity_number(number, on=ON)


def test_a_wrong_check_character_is_refused_without_showing_the_number() -> None:
    number = number_of("110101", "19900307")
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    with pytest.raises(IdentityCheckDigit) as caught:
        read_identity_number(wrong, on=ON)
    assert "19900307" not in str(caught.value.as_dict())


@pytest.mark.parametrize("born", ["19900230", "18690101"])
def test_a_wrong_birth_date_is_shown_without_what_else_the_number_says(born: str) -> None:
    number = number_of("110101", born)
    with pytest.raises(Refusal) as caught:
        read_identity_number(number, on=ON)
    shown = str(caught.value.as_dict())
    assert number[:3] not in shown.replace("1870", "")
    assert number[-4:] not in shown


def test_a_log_of_a_read_number_does_not_show_it() -> None:
    number = number_of("110101", "19900307")
    assert number not in repr(read_identity_number(number, on=ON))


def test_births_are_possible_from_1870_to_the_day_of_judgement() -> None:
    assert read_identity_number(number_of("110101", "18700101"), on=ON).born_on == EARLIEST_BIRTH_ON
    born_today = number_of("110101", "20260101")
    assert read_identity_number(born_today, on=ON).born_on == ON
    with pytest.raises(IdentityBirthOutOfRange):
        read_identity_number(born_today, on=ON - timedelta(days=1))


def test_there_are_thirty_four_provinces() -> None:
    assert len(PROVINCES) == 34
