"""Text made plain, personal data half hidden."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.kernel.masking import mask_account, mask_identity, mask_name, mask_telephone
from ringfence.kernel.text import is_ascii_digits, plain_width


@given(st.text(st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)))
def test_full_width_forms_become_what_unicode_says_they_stand_for(text: str) -> None:
    assert plain_width(text) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize("text", ["䶮𠮷", "ﬁ", "①", "m²", "㈱", "ｱ"])
def test_characters_that_are_no_wide_ascii_stay_as_they_are(text: str) -> None:
    assert plain_width(text) == text


@pytest.mark.parametrize("text", ["", "１２", "²", "٣", "1 ", "-1", "1.0"])
def test_only_plain_digits_are_digits(text: str) -> None:
    assert not is_ascii_digits(text)


def test_masks_show_what_is_needed_and_no_more() -> None:
    assert mask_identity("110101199003070010") == "110***********0010"
    assert mask_account("6222021234567890128") == "***************0128"
    assert mask_telephone("13800000000") == "138****0000"
    assert mask_name("样例甲") == "样**"


@pytest.mark.parametrize("mask", [mask_identity, mask_account, mask_telephone, mask_name])
@given(text=st.text(min_size=1, max_size=30))
def test_a_mask_keeps_the_length_and_always_hides_something(mask, text: str) -> None:  # type: ignore[no-untyped-def]
    masked = mask(text)
    assert len(masked) == len(text)
    assert "*" in masked
