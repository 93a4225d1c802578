"""How a value has changed and will change: what a lookup answers, from day to day."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ringfence.rulebook.book import Rulebook
from ringfence.rulebook.period import Period
from ringfence.rulebook.refusals import NoEditionInForce, UnstatedValue
from ringfence.rulebook.value import Rule, Value

_DAY = timedelta(days=1)
_EVER = date.min

Case = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """What is answered over a period; `value` is None where no edition answers."""

    period: Period
    value: Value | None


@dataclass(frozen=True, slots=True)
class History:
    """One value over time, and the cases (qualifier to word) that share it, in order."""

    rule: Rule
    cases: tuple[Case, ...]
    spans: tuple[Span, ...]


def histories(book: Rulebook, *, clause: str, area: str = "") -> list[History]:
    """Return every value that a clause gives over time, cases that never differ together.

    For a place (six digits or more) its own rules count; without one those for everywhere.
    """
    found = []
    for rule in book.rules.values():
        by_spans: dict[tuple[Span, ...], list[Case]] = {}
        for case in _cases(book, rule):
            spans = spans_of(book, rule, case, area=area)
            if any(span.value and span.value.clause == clause for span in spans):
                by_spans.setdefault(spans, []).append(case)
        found += [History(rule, tuple(cases), spans) for spans, cases in by_spans.items()]
    return found


def spans_of(book: Rulebook, rule: Rule, case: Case, *, area: str = "") -> tuple[Span, ...]:
    """Return what a lookup answers for one case, the earliest first, without a gap between.

    A first span without an answer is left out; an open beginning or end stays open.
    """
    starts = sorted(_starts(book, rule))
    spans: list[Span] = []
    for first_on, next_on in itertools.zip_longest(starts, starts[1:]):
        value = _answer(book, rule, case, first_on, area)
        period = Period(
            None if first_on == _EVER else first_on, next_on - _DAY if next_on else None
        )
        if spans and spans[-1].value == value:
            spans[-1] = Span(Period(spans[-1].period.first_on, period.last_on), value)
        elif spans or value:
            spans.append(Span(period, value))
    return tuple(spans)


def _cases(book: Rulebook, rule: Rule) -> Iterator[Case]:
    words = [list(book.terms.qualifiers[key]) for key in rule.by]
    for chosen in itertools.product(*words):
        yield dict(zip(rule.by, chosen, strict=True))


def _starts(book: Rulebook, rule: Rule) -> set[date]:
    """Return the days on which an answer can change."""
    periods = [each.period for each in book.editions if rule.name in each.rules and each.period]
    periods += [each.period for each in book.supersessions if each.name == rule.name]
    ends = {each.last_on + _DAY for each in periods if each.last_on and each.last_on < date.max}
    return {_EVER} | {each.first_on for each in periods if each.first_on} | ends


def _answer(book: Rulebook, rule: Rule, case: Case, on: date, area: str) -> Value | None:
    try:
        return book.value(rule.name, on=on, area=area, **case)
    except (NoEditionInForce, UnstatedValue):
        return None
