"""What the rulebook answers with, and the rules that its answers come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ringfence.kernel.citation import Citation
from ringfence.kernel.money import BIGINT_MAX
from ringfence.kernel.words import Words


class Unit(StrEnum):
    """What a value counts; the last four are texts."""

    FEN = "FEN"
    PPM = "PPM"
    COUNT = "COUNT"
    DAYS = "DAYS"
    WORKING_DAYS = "WORKING_DAYS"
    MONTHS = "MONTHS"
    YEARS = "YEARS"
    HOURS = "HOURS"
    DAY_OF_MONTH = "DAY_OF_MONTH"
    SQUARE_METRES = "SQUARE_METRES"
    PIXELS = "PIXELS"
    DPI = "DPI"
    BITS = "BITS"
    KILOBYTES = "KILOBYTES"
    MONTH_DAY = "MONTH_DAY"
    DATE = "DATE"
    TEXT = "TEXT"
    CHOICE = "CHOICE"


_TEXT_UNITS = {Unit.MONTH_DAY, Unit.DATE, Unit.TEXT, Unit.CHOICE}


def content_expected(unit: Unit, content: int | str) -> Words | None:
    """Return what the unit expects where the content is not of it, else None."""
    if unit not in _TEXT_UNITS:
        good = isinstance(content, int) and 0 <= content <= BIGINT_MAX
        en, zh = f"a whole number from 0 to {BIGINT_MAX}", f"0 至 {BIGINT_MAX} 的整数"
        return None if good else Words(f"{en} ({unit})", f"{zh}（{unit}）")
    if not isinstance(content, str):
        return Words(f"a text ({unit})", f"文字（{unit}）")
    if unit is Unit.MONTH_DAY and not _is_date(f"2000-{content}"):  # a leap year
        return Words('a month and day such as "04-30"', "月和日，如 04-30")
    if unit is Unit.DATE and not _is_date(content):
        return Words("a date such as 2019-11-30", "日期，如 2019-11-30")
    return None


def _is_date(content: str) -> bool:
    try:
        return date.fromisoformat(content).isoformat() == content
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Value:
    """One answer of the rulebook: the number or text, its unit, and where it is from.

    `edition` is the document's number as a citation shows it; `area` is the place whose own rule
    it is.
    """

    name: str
    content: int | str
    unit: Unit
    clause: str
    edition: str
    area: str = ""

    @property
    def number(self) -> int:
        """Return the number, in `unit`."""
        if not isinstance(self.content, int):
            raise TypeError(f"{self.name} is a text; ask for .text")
        return self.content

    @property
    def text(self) -> str:
        """Return the text: a date as 2019-11-30, a month and day as 04-30."""
        if not isinstance(self.content, str):
            raise TypeError(f"{self.name} is a number; ask for .number")
        return self.content

    @property
    def citation(self) -> Citation:
        """Return the clause and the edition, for a refusal or a duty."""
        return Citation(self.clause, self.edition)


@dataclass(frozen=True, slots=True)
class Case:
    """A content, and the qualifiers that it is for; a qualifier not named may be any."""

    when: Mapping[str, str]
    content: int | str
    clause: str

    def fits(self, qualifiers: Mapping[str, str]) -> bool:
        """Return whether these qualifiers are of this case."""
        return all(qualifiers[key] == word for key, word in self.when.items())


@dataclass(frozen=True, slots=True)
class Rule:
    """One named value of an edition: its cases, in order; the first that fits decides."""

    name: str
    unit: Unit
    clause: str
    zh: str
    en: str
    by: tuple[str, ...]
    cases: tuple[Case, ...]
    reason: str = ""
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def clauses(self) -> set[str]:
        """Return the clauses that state it: its own, and those of single cases."""
        return {self.clause, *(case.clause for case in self.cases)}

    def case_for(self, qualifiers: Mapping[str, str]) -> Case | None:
        """Return the first case that fits, or None where the edition is silent."""
        return next((case for case in self.cases if case.fits(qualifiers)), None)
