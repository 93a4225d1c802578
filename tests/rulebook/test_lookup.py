"""What a lookup must be told, and whose rule goes first."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ringfence import rulebook
from ringfence.rulebook import Rulebook
from ringfence.rulebook.refusals import (
    MissingQualifier,
    UnknownClause,
    UnknownQualifier,
    UnknownValue,
    UnstatedValue,
)

DAY = date(2020, 6, 1)
Write = Callable[[str], Rulebook]

OWN_RULES = """
supersede:
  - value: deposit.refund_days
    operator_kind: BIKE_SHARING
    is: 3
    cite: 样例全国
    from: 2020-01-01
  - value: deposit.refund_days
    operator_kind: BIKE_SHARING
    is: 4
    area: "140000"
    cite: 样例省
    from: 2020-01-01
    to: 2020-12-31
  - value: deposit.refund_days
    operator_kind: BIKE_SHARING
    is: 5
    area: "140100"
    cite: 样例市
    from: 2020-01-01
  - value: deposit.refund_days
    operator_kind: RIDE_HAILING
    is: 7
    area: "140105"
    cite: 样例区
    from: 2020-01-01
"""


def refund_days(
    book: Rulebook, *, on: date = DAY, area: str = "", kind: str = "BIKE_SHARING"
) -> int:
    return book.value("deposit.refund_days", on=on, area=area, operator_kind=kind).number


def test_a_lookup_without_a_date_is_no_question(shipped: Rulebook) -> None:
    with pytest.raises(TypeError):
        shipped.value("reserve.floor")  # type: ignore[call-arg]


def test_an_unknown_name_is_refused_with_the_names_near_it(shipped: Rulebook) -> None:
    with pytest.raises(UnknownValue, match=r"deposit\.refund_days"):
        shipped.value("deposit.refunddays", on=DAY)


def test_a_missing_qualifier_is_refused_with_its_words(shipped: Rulebook) -> None:
    with pytest.raises(MissingQualifier, match="RIDE_HAILING, CAR_SHARING, BIKE_SHARING"):
        shipped.value("deposit.refund_days", on=DAY)


@pytest.mark.parametrize("wrong", [{"operator_kind": "BIKES"}, {"colour": "RED"}])
def test_an_unknown_qualifier_or_word_is_refused(shipped: Rulebook, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownQualifier):
        shipped.value("deposit.refund_days", on=DAY, **({"operator_kind": "BIKE_SHARING"} | wrong))


def test_where_the_text_is_silent_no_number_is_made_up(shipped: Rulebook) -> None:
    with pytest.raises(UnstatedValue) as refused:
        refund_days(shipped, kind="RIDE_HAILING")
    assert str(refused.value.cite) == "MUF-10.3 (交运规〔2019〕5号)"


@pytest.mark.clause("MUF-26")
@pytest.mark.parametrize(
    ("area", "expected"), [("", 3), ("310000", 3), ("140000", 4), ("140200", 4), ("140105", 5)]
)
def test_the_nearest_places_own_rule_goes_first_then_a_later_rule_then_the_edition(
    load_with: Write, area: str, expected: int
) -> None:
    book = load_with(OWN_RULES)
    assert refund_days(book, area=area) == expected
    assert refund_days(book, area=area, on=date(2019, 12, 31)) == 2


@pytest.mark.clause("MUF-26")
def test_a_places_own_rule_ends_on_its_last_day(load_with: Write) -> None:
    book = load_with(OWN_RULES)
    assert refund_days(book, area="140200", on=date(2020, 12, 31)) == 4
    assert refund_days(book, area="140200", on=date(2021, 1, 1)) == 3


def test_a_place_may_fill_in_what_the_text_leaves_open(load_with: Write) -> None:
    book = load_with(OWN_RULES)
    assert refund_days(book, area="140105", kind="RIDE_HAILING") == 7
    value = book.value("deposit.refund_days", on=DAY, area="140105", operator_kind="RIDE_HAILING")
    assert (value.edition, value.clause, value.area) == ("样例区", "MUF-10.3", "140105")


@pytest.mark.clause("MUF-2")
def test_a_new_kind_of_operator_needs_no_code(load_with: Write) -> None:
    book = load_with(
        "extend:\n  operator_kind:\n    SCOOTER_SHARING: {zh: 共享电动车, en: scooter sharing}\n"
    )
    cap = book.value(
        "prepaid.balance_cap", on=DAY, operator_kind="SCOOTER_SHARING", holder_kind="INDIVIDUAL"
    )
    assert cap.number == 800_000


def test_the_choice_in_a_contradiction_is_a_value_that_an_installation_changes(
    shipped: Rulebook, load_with: Write
) -> None:
    chosen = shipped.value("replacement.collection_place", on=DAY)
    assert (chosen.text, chosen.clause) == ("BANK_DESK", "WIN-15.2")
    changed = load_with(
        "choose:\n  - {value: replacement.collection_place, is: WINDOW, cite: 样例, from: open}\n"
    ).value("replacement.collection_place", on=DAY)
    assert (changed.text, changed.clause, changed.edition) == ("WINDOW", "WIN-13.3", "样例")


def test_a_number_is_not_read_as_a_text_nor_a_text_as_a_number(shipped: Rulebook) -> None:
    with pytest.raises(TypeError):
        _ = shipped.value("card.fee", on=DAY).text
    with pytest.raises(TypeError):
        _ = shipped.value("hotline.number", on=DAY).number


def test_an_unknown_clause_is_refused(shipped: Rulebook) -> None:
    with pytest.raises(UnknownClause):
        shipped.clause("MUF-99")


def test_the_rulebook_in_use_is_the_homes(load_with: Write, home: Path) -> None:
    load_with(OWN_RULES)
    try:
        rulebook.use_home(home)
        assert (
            rulebook.value("deposit.refund_days", on=DAY, operator_kind="BIKE_SHARING").number == 3
        )
    finally:
        rulebook.use_home(None)
    assert rulebook.value("deposit.refund_days", on=DAY, operator_kind="BIKE_SHARING").number == 2
