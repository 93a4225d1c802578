"""Credit codes and bank cards, judged by python-stdnum, an independent reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from ringfence.kernel.bank_card import (
    CardNumberCheckDigit,
    CardNumberLength,
    CardNumberNotDigits,
    luhn_check_digit,
    read_bank_card,
)
from ringfence.kernel.credit_code import (
    CreditCodeCharacters,
    CreditCodeCheckCharacter,
    CreditCodeLength,
    credit_code_check_character,
    read_credit_code,
)
from ringfence.kernel.refusal import Refusal

DIGITS = "0123456789"
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@given(st.text(DIGITS, min_size=11, max_size=18))
def test_every_completed_card_number_is_right(payload: str) -> None:
    number = payload + luhn_check_digit(payload)
    assert luhn.is_valid(number)
    assert read_bank_card(number).issuer_prefix == number[:6]


@given(st.text(DIGITS, min_size=12, max_size=19))
def test_card_numbers_are_judged_as_another_reader_judges_them(number: str) -> None:
    try:
        right = bool(read_bank_card(number))
    except CardNumberCheckDigit:
        right = False
    assert right == luhn.is_valid(number)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", CardNumberNotDigits),
        ("6222 0212 3456 7890", CardNumberNotDigits),
        ("622202123456789٠", CardNumberNotDigits),
        ("6.22202123456789E+18", CardNumberNotDigits),
        ("0" * 11, CardNumberLength),
        ("0" * 20, CardNumberLength),
        ("6222021234567891", CardNumberCheckDigit),
    ],
)
def test_a_wrong_card_number_is_refused_for_its_own_reason(
    text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_bank_card(text)


def test_a_wrong_card_number_is_shown_by_its_last_four_digits_only() -> None:
    with pytest.raises(CardNumberCheckDigit) as caught:
        read_bank_card("6222021234567891")
    assert "7891" in caught.value.sentence("zh")
    assert "622202" not in str(caught.value.as_dict())


def test_a_log_of_a_read_card_does_not_show_its_number() -> None:
    number = "622202123456789" + luhn_check_digit("622202123456789")
    assert number not in repr(read_bank_card(number))


def test_a_card_of_the_unionpay_range_is_told() -> None:
    assert read_bank_card("６２２２０２123456789" + luhn_check_digit("622202123456789")).is_unionpay
    assert not read_bank_card("4" * 15 + luhn_check_digit("4" * 15)).is_unionpay


@given(
    st.text(CODE_ALPHABET, min_size=2, max_size=2),
    st.text(DIGITS, min_size=6, max_size=6),
    st.text(CODE_ALPHABET, min_size=9, max_size=9),
)
def test_every_completed_credit_code_is_right(head: str, area: str, organisation: str) -> None:
    payload = head + area + organisation
    number = payload + credit_code_check_character(payload)
    assert uscc.calc_check_digit(number[:17]) == number[17]
    code = read_credit_code(number.lower())
    assert (code.number, code.area_code, code.organisation_code) == (number, area, organisation)


@given(st.integers(0, 16), st.integers(1, 30))
def test_one_mistyped_character_of_a_credit_code_is_always_found(place: int, shift: int) -> None:
    number = "91100000100003962T"
    wrong = CODE_ALPHABET[(CODE_ALPHABET.index(number[place]) + shift) % 31]
    with pytest.raises((CreditCodeCharacters, CreditCodeCheckCharacter)):
        read_credit_code(number[:place] + wrong + number[place + 1 :])


def test_a_credit_code_says_who_registered_it_and_where() -> None:
    code = read_credit_code("91100000100003962T")
    assert code.registrar
    assert code.area
    assert (code.registrar.zh, code.area.zh) == ("市场监督管理", "全国")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("9110000010000396", CreditCodeLength),
        ("91100000100003962O", CreditCodeCharacters),
        ("9110A000100003962T", CreditCodeCharacters),
        ("91100000100003962X", CreditCodeCheckCharacter),
    ],
)
def test_a_wrong_credit_code_is_refused_for_its_own_reason(
    text: str, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        read_credit_code(text)


def test_a_wrong_character_is_named_with_its_place() -> None:
    with pytest.raises(CreditCodeCharacters) as caught:
        read_credit_code("9110A000100003962T")
    assert (caught.value.facts["position"], caught.value.facts["found"]) == (5, "A")
