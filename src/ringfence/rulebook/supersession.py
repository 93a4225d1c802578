"""A single value that an installation replaces: a place's own rule, a later rule, a choice."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ringfence.kernel.words import Words
from ringfence.rulebook.edition import Vocabulary, days_outside, read_content, read_period
from ringfence.rulebook.period import Period
from ringfence.rulebook.section import Section
from ringfence.rulebook.value import Rule, Unit, Value

_AREA = re.compile(r"[1-9]\d{5}")


@dataclass(frozen=True, slots=True)
class Supersession:
    """One value with its own citation and days, for the whole country or for an area (6 digits)."""

    name: str
    unit: Unit
    when: Mapping[str, str]
    content: int | str
    clause: str
    cite: str
    area: str
    period: Period

    def answers(self, qualifiers: Mapping[str, str], area: str) -> bool:
        """Return whether it is for these qualifiers and this area, or an area around it."""
        fits = all(qualifiers[key] == word for key, word in self.when.items())
        return fits and area.startswith(reach_of(self.area))

    def value(self) -> Value:
        """Return what a lookup answers."""
        return Value(self.name, self.content, self.unit, self.clause, self.cite, self.area)


def reach_of(area: str) -> str:
    """Return the digits that an area shares with the areas inside it: 140000 -> 14."""
    if area.endswith("0000"):
        return area[:2]
    return area[:4] if area.endswith("00") else area


def read_supersession(
    section: Section, *, rules: Mapping[str, Rule], vocabulary: Vocabulary
) -> Supersession:
    """Return one entry of `supersede`; refuses unknown names, foreign units and areas."""
    rule = rules[section.word("value", rules)]
    section.only("value", "is", "cite", "from", "to", "area", *rule.by)
    if "area" in section and not _AREA.fullmatch(section.text("area")):
        section.refuse("area", Words("a six-digit area code, in quotes", "加引号的六位地区代码"))
    when = vocabulary.when(section, rule.by)
    content = section.word("is", rule.options) if rule.options else read_content(section, rule.unit)
    return Supersession(
        name=rule.name,
        unit=rule.unit,
        when=when,
        content=content,
        clause=_clause(rule, when, content),
        cite=section.text("cite"),
        area=section.text_or("area", ""),
        period=read_period(section),
    )


def refuse_overlaps(read: Iterable[tuple[Section, Supersession]]) -> None:
    """Refuse two entries that would both answer the same question on the same day."""
    seen: list[Supersession] = []
    for section, new in read:
        for old in seen:
            same = old.name == new.name and old.area == new.area
            if same and _compatible(old.when, new.when) and old.period.overlaps(new.period):
                section.refuse("from", days_outside(old.period, old.cite))
        seen.append(new)


def _compatible(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(other[key] == word for key, word in one.items() if key in other)


def _clause(rule: Rule, when: Mapping[str, str], content: int | str) -> str:
    """The clause that speaks of the same case, so that a refusal cites what it stands on."""
    if rule.options:
        return rule.options[str(content)]
    same = (case.clause for case in rule.cases if case.when == when)
    return next(same, rule.clause)
