"""Which edition answers on which day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.rulebook import Rulebook, load
from ringfence.rulebook.period import Period
from ringfence.rulebook.refusals import NoEditionInForce, RulebookFileError

Write = Callable[[str], Rulebook]

SHIPPED = load(None)
FIRST, LAST = date(2019, 6, 1), date(2022, 5, 31)
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))

ADOPTED = """
adopt:
  - edition: muf-continuation
    cite: 样例文号甲
    from: 2022-06-01
    to: 2023-12-31
  - edition: muf-continuation
    cite: 样例文号乙
    from: 2024-02-01
    to: open
"""


@pytest.mark.clause("MUF-27")
@pytest.mark.parametrize("day", [FIRST, LAST])
def test_both_days_of_an_edition_belong_to_it(shipped: Rulebook, day: date) -> None:
    value = shipped.value("reserve.floor", on=day)
    assert str(value.citation) == "MUF-11.4 (交运规〔2019〕5号)"


@pytest.mark.clause("MUF-27")
@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_outside_every_edition_the_rulebook_refuses_and_says_how_to_mend_it(
    shipped: Rulebook, day: date
) -> None:
    with pytest.raises(NoEditionInForce) as refused:
        shipped.value("reserve.floor", on=day)
    assert str(day) in str(refused.value)
    assert "ringfence rulebook adopt muf-continuation" in str(refused.value)
    assert "没有载有 reserve.floor 的有效版本" in refused.value.sentence("zh")


@settings(deadline=None)
@given(day=DAYS)
def test_an_answer_is_given_inside_the_edition_and_only_there(day: date) -> None:
    inside = FIRST <= day <= LAST
    try:
        SHIPPED.value("mobility.valid_years", on=day)
    except NoEditionInForce:
        assert not inside
    else:
        assert inside


PERIODS = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)),
    DAYS,
    st.integers(0, 4000),
)


@settings(deadline=None)
@given(one=PERIODS, other=PERIODS, day=DAYS)
def test_no_day_is_in_two_periods_that_do_not_overlap(
    one: Period, other: Period, day: date
) -> None:
    if not one.overlaps(other):
        assert not (one.covers(day) and other.covers(day))
    assert one.overlaps(other) == other.overlaps(one)


@settings(deadline=None)
@given(first=DAYS, length=st.integers(0, 4000))
def test_a_period_covers_its_ends_and_nothing_beyond(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    period = Period(first, last)
    assert period.covers(first)
    assert period.covers(last)
    assert not period.covers(first - timedelta(days=1))
    assert not period.covers(last + timedelta(days=1))
    assert Period(None, last).covers(date.min)
    assert Period(first, None).covers(date.max)


@pytest.mark.clause("MUF-27")
def test_an_adopted_continuation_has_the_same_values_under_its_own_citation(
    load_with: Write, shipped: Rulebook
) -> None:
    book = load_with(ADOPTED)
    adopted = {
        (value.name, tuple(when.items())): (value.content, value.clause)
        for rule, when, value in book.answers(on=date(2022, 6, 1))
    }
    original = {
        (value.name, tuple(when.items())): (value.content, value.clause)
        for rule, when, value in shipped.answers(on=LAST)
    }
    assert adopted == original
    assert book.value("reserve.floor", on=date(2023, 12, 31)).edition == "样例文号甲"
    assert book.value("reserve.floor", on=date(2024, 2, 1)).edition == "样例文号乙"


@pytest.mark.clause("MUF-27")
def test_a_gap_between_two_adoptions_stays_a_refusal(load_with: Write) -> None:
    with pytest.raises(NoEditionInForce):
        load_with(ADOPTED).value("reserve.floor", on=date(2024, 1, 15))


@settings(deadline=None)
@given(day=st.dates(date(2019, 1, 1), date(2026, 1, 1)))
def test_no_day_has_two_editions_of_one_regulation(day: date) -> None:
    for regulation in {edition.regulation for edition in SHIPPED.editions}:
        in_force = [
            edition
            for edition in SHIPPED.editions
            if edition.regulation == regulation and edition.period and edition.period.covers(day)
        ]
        assert len(in_force) <= 1


@pytest.mark.parametrize("first", ["2022-05-31", "2019-01-01"])
def test_overlapping_editions_are_refused(load_with: Write, first: str) -> None:
    with pytest.raises(RulebookFileError, match="days outside 2019-06-01 – 2022-05-31"):
        load_with(f"adopt:\n  - {{edition: muf-continuation, cite: 样例, from: {first}}}\n")


@pytest.mark.clause("MUF-27")
def test_a_later_edition_replaces_a_number_without_code(load_with: Write) -> None:
    book = load_with(
        """
editions:
  - edition: muf-sample-2030
    regulation: mobility
    continues: muf-2019-5
    cite: 样例办法
    zh: 样例办法
    en: Sample rules
    from: 2030-01-01
    values:
      - {name: reserve.floor, unit: PPM, clause: MUF-11.4, zh: 备付金, en: reserve, is: 500_000}
"""
    )
    later = date(2030, 1, 1)
    assert book.value("reserve.floor", on=later).number == 500_000
    assert book.value("reserve.floor", on=later).edition == "样例办法"
    assert book.value("settlement.move_days", on=later).number == 1
    assert book.value("reserve.floor", on=LAST).number == 400_000
