"""An edition of a regulation: a document number, the days it holds, and its values."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from ringfence.rulebook.period import Period
from ringfence.rulebook.section import Section
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
            section.refuse("clause", "a clause that `ringfence clauses` lists")
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
            entry.refuse("name", "each name once in an edition")
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
        section.refuse("to", f"a day not before {period.first_on}")
    return period


def read_rule(section: Section, *, vocabulary: Vocabulary) -> Rule:
    """Return one value of an edition; refuses a unit, clause, word or content it cannot use."""
    section.only("name", "unit", "clause", "zh", "en", "by", "cases", "is", "reason")
    unit = Unit(section.word("unit", list(Unit)))
    clause = vocabulary.clause(section)
    by = section.words("by")
    if not set(by) <= set(vocabulary.qualifiers):
        section.refuse("by", "qualifiers of terms.yaml: " + ", ".join(vocabulary.qualifiers))
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
        section.refuse("unit", f"{before.unit}, as in the edition that this one continues")
    if before and before.by != rule.by:
        section.refuse("name", f"by {list(before.by)}, as in the edition that this one continues")
