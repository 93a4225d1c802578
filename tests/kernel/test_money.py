"""Yuan as text, fen as integers, capital numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.kernel.amount import (
    AmountNotPositive,
    AmountTooLarge,
    AmountUnreadable,
    fen_from_yuan_text,
)
from ringfence.kernel.capital import yuan_capital_text
from ringfence.kernel.money import BIGINT_MAX, yuan_text


@given(st.integers(min_value=1, max_value=BIGINT_MAX))
def test_an_amount_written_and_read_is_the_same(amount_fen: int) -> None:
    assert fen_from_yuan_text(yuan_text(amount_fen)) == amount_fen


@pytest.mark.parametrize(
    ("text", "amount_fen"),
    [
        ("1", 100),
        ("0.1", 10),
        ("0.01", 1),
        ("1234.56", 123456),
        ("92233720368547758.07", BIGINT_MAX),
    ],
)
def test_yuan_text_is_read_exactly(text: str, amount_fen: int) -> None:
    assert fen_from_yuan_text(text) == amount_fen


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "1.",
        ".5",
        "1.234",
        "1,234.56",
        "+1",
        "01",
        "1e3",
        "１２３",
        "١",
        "NaN",
        "1\n",
        "--1",
        "9" * 5000,
    ],
)
def test_text_that_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(AmountUnreadable):
        fen_from_yuan_text(text)


@pytest.mark.parametrize("text", ["0", "0.00", "-1", "-0.01", "-0"])
def test_an_amount_not_above_zero_is_refused(text: str) -> None:
    with pytest.raises(AmountNotPositive):
        fen_from_yuan_text(text)


def test_an_amount_over_bigint_is_refused() -> None:
    with pytest.raises(AmountTooLarge) as caught:
        fen_from_yuan_text("92233720368547758.08")
    assert "92233720368547758.07" in caught.value.sentence("zh")


def test_a_negative_amount_keeps_its_fen() -> None:
    assert yuan_text(-5) == "-0.05"


@pytest.mark.parametrize(
    ("amount_fen", "text"),
    [
        (0, "人民币零元整"),
        (5, "人民币伍分"),
        (50, "人民币伍角整"),
        (140950, "人民币壹仟肆佰零玖元伍角整"),
        (600714, "人民币陆仟零柒元壹角肆分"),
        (32504, "人民币叁佰贰拾伍元零肆分"),
        (10700053, "人民币壹拾万柒仟元伍角叁分"),
        (1640902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (1000000000000, "人民币壹佰亿元整"),
        (10000000100, "人民币壹亿零壹元整"),
        (100050000, "人民币壹佰万零伍佰元整"),
        (
            BIGINT_MAX,
            "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分",
        ),
    ],
)
def test_vouchers_write_amounts_in_capital_numerals(amount_fen: int, text: str) -> None:
    assert yuan_capital_text(amount_fen) == text


@given(st.integers(min_value=0, max_value=BIGINT_MAX))
def test_no_capital_text_has_two_zeros_in_a_row_or_ends_in_one(amount_fen: int) -> None:
    text = yuan_capital_text(amount_fen)
    assert "零零" not in text
    assert not text.endswith("零")


@given(st.integers(min_value=0, max_value=10**13), st.integers(min_value=0, max_value=10**13))
def test_two_amounts_never_share_a_capital_text(one: int, other: int) -> None:
    assert (one == other) == (yuan_capital_text(one) == yuan_capital_text(other))
