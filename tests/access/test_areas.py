"""Administrative codes: what begins with what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.access.domain import (
    COUNTRY_CODE,
    AreaLevel,
    area_codes_above,
    area_level,
    is_area_code,
    significant_digits,
)


@pytest.mark.parametrize(
    ("code", "digits", "level"),
    [
        (COUNTRY_CODE, "", AreaLevel.COUNTRY),
        ("140000000000", "14", AreaLevel.PROVINCE),
        ("141000000000", "1410", AreaLevel.CITY),
        ("140110000000", "140110", AreaLevel.COUNTY),
        ("140110100000", "140110100", AreaLevel.TOWNSHIP),
        ("140110100010", "140110100010", AreaLevel.VILLAGE),
        ("441900003000", "441900003", AreaLevel.TOWNSHIP),
    ],
)
def test_noughts_at_the_end_of_a_group_belong_to_the_code(
    code: str, digits: str, level: AreaLevel
) -> None:
    assert significant_digits(code) == digits
    assert area_level(code) is level


def test_a_township_of_a_city_without_counties_lies_in_the_city() -> None:
    assert area_codes_above("441900003000") == ["441900000000", "440000000000", COUNTRY_CODE]


@pytest.mark.parametrize(
    "code", ["", "14", "14000000000", "１４００００００００００", "004000000000", "14000000000X"]
)
def test_what_is_no_full_code_of_an_area_is_seen(code: str) -> None:
    assert not is_area_code(code)


@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True))
def test_every_area_begins_with_the_digits_of_each_area_above_it(code: str) -> None:
    above = area_codes_above(code)
    assert above[-1] == COUNTRY_CODE
    for higher in above:
        assert significant_digits(code).startswith(significant_digits(higher))
        assert len(significant_digits(higher)) < len(significant_digits(code))
