"""An edition of a regulation: a document number, the days it holds, and its values."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ringfence.kernel.words import Words
from ringfence.rulebook.period import Period
from ringfence.rulebook.section import A_CLAUSE, Section, one_of
from ringfence.rulebook.terms import Labels
from ringfence.rulebook.value import Case, Rule, Unit, content_expected


@dataclass(frozen=True)
class Edition:
    """The values of one regulation over a period.

    `period` None: the edition comes with the software and is off until an installation adopts it.
    """

    id: str
    regulation: str
    cite: str
    zh: str
    en: str
    period: Period | None
    rules: Mapping[str, Rule]


@dataclass(frozen=True)
class Vocabulary:
    """The clauses and the qualifiers' words that an edition may use."""

    clauses: Collection[str]
    qualifiers: Mapping[str, Labels]

    def clause(self, section: Section) -> str:
        """Return the section's clause, a known one."""
        if section.text("clause") not in self.clauses:
            section.refuse("clause", A_CLAUSE)
        return section.text("clause")

    def when(self, section: Section, by: Collection[str]) -> dict[str, str]:
        """Return the qualifiers that the section names, each of `by`, each with a known word."""
        return {key: section.word(key, self.qualifiers[key]) for key in by if key in section}


def read_edition(
    section: Section, *, vocabulary: Vocabulary, earlier: Callable[[Section], Edition]
) -> Edition:
    """Return the edition that a file or an entry states.

    `earlier` finds the edition that this one continues; its values hold where this one is silent.
    """
    section.only(
        "edition", "regulation", "cite", "zh", "en", "from", "to", "continues", "adoption", "values"
    )
    inherited = earlier(section).rules if "continues" in section else {}
    own = [read_rule(entry, vocabulary=vocabulary) for entry in section.sections("values")]
    rules = dict(inherited)
    for entry, rule in zip(section.sections("values"), own, strict=True):
        _refuse_a_changed_form(entry, rule, inherited)
        if rules.get(rule.name) is not inherited.get(rule.name):
            entry.refuse("name", Words("each name once in an edition", "每个版本中不重名"))
        rules[rule.name] = rule
    dormant = "adoption" in section and bool(section.word("adoption", ["REQUIRED"]))
    return Edition(
        id=section.text("edition"),
        regulation=section.text("regulation"),
        cite="" if dormant else section.text("cite"),
        zh=section.text("zh"),
        en=section.text("en"),
        period=None if dormant else read_period(section),
        rules=rules,
    )


def read_period(section: Section) -> Period:
    """Return the days `from` … `to` of a section; refuses an end before the start."""
    period = Period(section.day("from"), section.day("to") if "to" in section else None)
    if period.first_on and period.last_on and period.last_on < period.first_on:
        first_on = period.first_on
        section.refuse("to", Words(f"a day not before {first_on}", f"不早于 {first_on} 的日期"))
    return period


def days_outside(period: Period, cite: str) -> Words:
    """Return that days are expected which another entry does not have already."""
    return Words(
        f"days outside {period}, which {cite} has", f"{period} 以外的日期，其间已有 {cite}"
    )


def read_rule(section: Section, *, vocabulary: Vocabulary) -> Rule:
    """Return one value of an edition; refuses a unit, clause, word or content it cannot use."""
    section.only("name", "unit", "clause", "zh", "en", "by", "cases", "is", "reason")
    unit = Unit(section.word("unit", list(Unit)))
    clause = vocabulary.clause(section)
    by = section.words("by")
    if not set(by) <= set(vocabulary.qualifiers):
        section.refuse("by", one_of(vocabulary.qualifiers))
    if by:
        cases = tuple(
            _read_case(entry, by, unit, clause, vocabulary) for entry in section.sections("cases")
        )
    else:
        cases = (Case({}, read_content(section, unit), clause),)
    return Rule(
        name=section.text("name"),
        unit=unit,
        clause=clause,
        zh=section.text("zh"),
        en=section.text("en"),
        by=by,
        cases=cases,
        reason=section.text_or("reason", ""),
    )


def read_content(section: Section, unit: Unit) -> int | str:
    """Return what stands at `is`, of the unit's form."""
    content = section.scalar("is")
    expected = content_expected(unit, content)
    if expected:
        section.refuse("is", expected)
    return content


def _read_case(
    section: Section, by: tuple[str, ...], unit: Unit, clause: str, vocabulary: Vocabulary
) -> Case:
    section.only("is", "clause", *by)
    own_clause = vocabulary.clause(section) if "clause" in section else clause
    return Case(vocabulary.when(section, by), read_content(section, unit), own_clause)


def _refuse_a_changed_form(section: Section, rule: Rule, inherited: Mapping[str, Rule]) -> None:
    """A later edition may change what a value is, never what it counts or depends on."""
    before = inherited.get(rule.name)
    if before and before.unit is not rule.unit:
        section.refuse("unit", _as_continued(before.unit))
    if before and before.by != rule.by:
        section.refuse("name", _as_continued(f"by: [{', '.join(before.by)}]"))


def _as_continued(form: str) -> Words:
    return Words(
        f"{form}, as in the edition that this one continues", f"{form}，与所延续的版本相同"
    )
