"""A value over time: without gaps, and always what a lookup answers."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence import rulebook
from ringfence.rulebook.adoption import edition_adopt
from ringfence.rulebook.history import History, histories, spans_of
from ringfence.rulebook.refusals import NoEditionInForce

BOOK = rulebook.load(None)
FLOOR = BOOK.rules["reserve.floor"]


def test_a_value_is_shown_from_its_edition_to_the_end_of_it() -> None:
    during, after = spans_of(BOOK, FLOOR, {})
    assert (during.period.first_on, during.period.last_on) == (date(2019, 6, 1), date(2022, 5, 31))
    assert during.value == BOOK.value("reserve.floor", on=date(2020, 1, 1))
    assert (after.period.first_on, after.period.last_on) == (date(2022, 6, 1), None)
    assert after.value is None


def test_an_adopted_continuation_fills_its_days_only(tmp_path: Path) -> None:
    edition_adopt(
        home=tmp_path, edition="muf-continuation", cite="样例〔2024〕1号",
        from_on=date(2024, 1, 1), to_on=date(2026, 12, 31),
    )  # fmt: skip
    spans = spans_of(rulebook.load(tmp_path), FLOOR, {})
    assert [(span.period.first_on, span.value is not None) for span in spans] == [
        (date(2019, 6, 1), True),
        (date(2022, 6, 1), False),
        (date(2024, 1, 1), True),
        (date(2027, 1, 1), False),
    ]


def test_cases_that_never_differ_stand_together() -> None:
    found = histories(BOOK, clause="MUF-11.2")
    caps = [history for history in found if history.rule.name == "prepaid.balance_cap"]
    contents = [history.spans[0].value for history in caps]
    assert len({each.content for each in contents if each}) == len(caps) > 1
    assert sum(len(history.cases) for history in caps) > len(caps)


def test_a_clause_without_a_number_has_no_history() -> None:
    assert histories(BOOK, clause="OP-22.1") == []


@given(day=st.dates(date(2018, 1, 1), date(2024, 1, 1)), clause=st.sampled_from(list(BOOK.clauses)))
def test_each_span_says_what_a_lookup_says(day: date, clause: str) -> None:
    for history in histories(BOOK, clause=clause):
        covering = [span for span in history.spans if span.period.covers(day)]
        assert len(covering) <= 1
        for case in history.cases:
            try:
                answered = BOOK.value(history.rule.name, on=day, **case)
            except NoEditionInForce:
                answered = None
            assert (covering[0].value if covering else None) == answered


@pytest.mark.parametrize("history", histories(BOOK, clause="MUF-10.3"))
def test_no_day_lies_between_two_spans(history: History) -> None:
    for one, other in zip(history.spans, history.spans[1:], strict=False):
        assert one.period.last_on is not None
        assert other.period.first_on == one.period.last_on + timedelta(days=1)
