"""No identity, bank card or telephone number can come into the trail, wherever it stands."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from audit.trail import AT, entry
from ringfence.audit.personal import (
    BANK_CARD,
    IDENTITY,
    PersonalDataInEntry,
    number_of_person,
    require_impersonal,
)
from ringfence.kernel.areas import PROVINCES
from ringfence.kernel.bank_card import luhn_check_digit
from ringfence.kernel.credit_code import credit_code_check_character
from ringfence.kernel.identity import identity_check_character

ON = AT.date()
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=least, max_size=most)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    born_on = draw(st.dates(date(1870, 1, 1), ON))
    payload = (
        draw(st.sampled_from(sorted(PROVINCES)))
        + draw(digits(4, 4))
        + f"{born_on:%Y%m%d}"
        + draw(digits(3, 3))
    )
    return payload + identity_check_character(payload)


@st.composite
def old_identity_numbers(draw: st.DrawFn) -> str:
    """As they were until 2013: no century, no check character."""
    born_on = draw(st.dates(date(1900, 1, 1), date(1999, 12, 31)))
    area = draw(st.sampled_from(sorted(PROVINCES)))
    return area + draw(digits(4, 4)) + f"{born_on:%y%m%d}" + draw(digits(3, 3))


@st.composite
def bank_cards(draw: st.DrawFn) -> str:
    payload = "62" + draw(digits(11, 16))
    return payload + luhn_check_digit(payload)


@st.composite
def grouped_bank_cards(draw: st.DrawFn) -> str:
    payload = "62" + draw(digits(13, 13))
    number = payload + luhn_check_digit(payload)
    groups = [number[place : place + 4] for place in range(0, 16, 4)]
    return draw(st.sampled_from(" -")).join(groups)


@st.composite
def telephones(draw: st.DrawFn) -> str:
    number = f"1{draw(st.sampled_from('3456789'))}{draw(digits(9, 9))}"
    forms = (number, f"+86{number}", f"{number[:3]}-{number[3:7]}-{number[7:]}",
             f"0351-4{draw(digits(6, 6))}", f"010-6{draw(digits(7, 7))}")  # fmt: skip
    return draw(st.sampled_from(forms))


NUMBERS = st.one_of(
    identity_numbers(), old_identity_numbers(), bank_cards(), grouped_bank_cards(), telephones()
)
# What may stand beside a number without making it part of a longer word.
BESIDE = st.text(st.sampled_from("，。： （）样例号\n\t,;:=/"), max_size=5)


@st.composite
def facts_around(draw: st.DrawFn, text: str) -> dict[str, Any]:
    """Facts with the text somewhere in them, at any depth, as a value or as a name."""
    value: Any = text
    for _ in range(draw(st.integers(0, 3))):
        value = draw(st.sampled_from(([value], [1, value], {"inner": value}, (None, value))))
    return draw(st.sampled_from(({"fact": value}, {"count": 1, "fact": value}, {text: 1})))


@given(st.data())
@pytest.mark.clause("OP-22.1")
def test_a_number_of_a_person_is_refused_anywhere_in_the_facts(data: st.DataObject) -> None:
    number = data.draw(NUMBERS)
    written = data.draw(st.sampled_from((number, number.lower(), number.translate(FULL_WIDTH))))
    text = data.draw(BESIDE) + written + data.draw(BESIDE)
    with pytest.raises(PersonalDataInEntry) as told:
        require_impersonal(entry(facts=data.draw(facts_around(text))))
    assert number not in str(told.value)


@pytest.mark.parametrize(
    "field", ["actor", "action", "subject_kind", "subject_id", "purpose", "outcome", "trace"]
)
def test_no_other_text_of_an_entry_holds_one_either(field: str) -> None:
    payload = "14010519900307002"
    with pytest.raises(PersonalDataInEntry):
        require_impersonal(entry(**{field: payload + identity_check_character(payload)}))


CODES = st.tuples(
    st.uuids().map(str),
    st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str),
    st.datetimes().map(str),
    digits(12, 12),
    st.from_regex(r"[A-Z]{4}[0-9]{4}-[0-9]{12}-[0-9]{8}-[0-9]{6}\.rfe", fullmatch=True),
)


@given(CODES)
def test_ids_digests_dates_and_codes_of_ours_are_never_taken_for_one(codes: list[str]) -> None:
    require_impersonal(entry(facts={"list": codes, "text": " ".join(codes)}))
    require_impersonal(entry(facts={"amount_fen": 6222020000000001, "count": 13800000000}))


@given(digits(4, 4), digits(7, 7))
def test_a_credit_code_of_digits_only_is_no_bank_card(area: str, rest: str) -> None:
    payload = f"9114{area}0{rest}0"
    code = payload + credit_code_check_character(payload)
    assume(code.isdigit())
    assert number_of_person(code, on=ON) is None


def test_a_birth_after_the_entrys_day_makes_no_identity_number() -> None:
    payload = "140105" + f"{ON + timedelta(days=1):%Y%m%d}" + "002"
    number = payload + identity_check_character(payload)
    assert number_of_person(number, on=ON) in (None, BANK_CARD)
    assert number_of_person(number, on=ON + timedelta(days=1)) == IDENTITY
