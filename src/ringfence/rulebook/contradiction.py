"""Where clauses disagree: what each says, the choice made, and how it becomes a value."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ringfence.rulebook.edition import Edition
from ringfence.rulebook.period import Period
from ringfence.rulebook.section import A_CLAUSE, Section
from ringfence.rulebook.value import Case, Rule, Unit

CHOICES = "ringfence-choices"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Clauses that cannot all be followed; `options` maps each way out to the clause it follows."""

    name: str
    clauses: tuple[str, ...]
    says_zh: str
    says_en: str
    options: Mapping[str, str]
    choice: str
    reason_zh: str
    reason_en: str


def read_contradiction(section: Section, *, clauses: Collection[str]) -> Contradiction:
    """Return one contradiction; refuses unknown clauses and a choice that is no option."""
    section.only("name", "clauses", "says", "options", "choice", "reason")
    if not set(section.words("clauses")) <= set(clauses):
        section.refuse("clauses", A_CLAUSE)
    offered = section.section("options")
    options = {option: offered.word(option, clauses) for option in offered.entries}
    says, reason = section.section("says"), section.section("reason")
    return Contradiction(
        name=section.text("name"),
        clauses=section.words("clauses"),
        says_zh=says.text("zh"),
        says_en=says.text("en"),
        options=options,
        choice=section.word("choice", options),
        reason_zh=reason.text("zh"),
        reason_en=reason.text("en"),
    )


def choices_edition(contradictions: Iterable[Contradiction]) -> Edition:
    """Return our choices as an edition without end, so that a lookup answers with them."""
    return Edition(
        id=CHOICES,
        regulation="choices",
        cite="Ringfence choice",
        zh="本软件对条款冲突的取舍（非法规规定）",
        en="Choices of this software where clauses disagree (not stated by the law)",
        period=Period(None, None),
        rules={each.name: _rule(each) for each in contradictions},
    )


def _rule(contradiction: Contradiction) -> Rule:
    clause = contradiction.options[contradiction.choice]
    return Rule(
        name=contradiction.name,
        unit=Unit.CHOICE,
        clause=clause,
        zh=contradiction.says_zh,
        en=contradiction.says_en,
        by=(),
        cases=(Case({}, contradiction.choice, clause),),
        reason=contradiction.reason_en,
        options=contradiction.options,
    )
