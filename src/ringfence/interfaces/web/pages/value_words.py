"""How values of the rulebook are told: content with its unit, and the cases they are for."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence import rulebook
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.money import yuan_text
from ringfence.rulebook.value import Unit, Value

_PPM_OF_A_PERCENT = 10_000
_UNITS: dict[Unit, str | Promise] = {
    Unit.FEN: _("元"),
    Unit.PPM: "%",
    Unit.COUNT: "",
    Unit.DAYS: _("日"),
    Unit.WORKING_DAYS: _("个工作日"),
    Unit.MONTHS: _("个月"),
    Unit.YEARS: _("年"),
    Unit.HOURS: _("小时"),
    Unit.DAY_OF_MONTH: _("日（每月）"),
    Unit.SQUARE_METRES: _("平方米"),
    Unit.PIXELS: _("像素"),
    Unit.DPI: "dpi",
    Unit.BITS: _("位"),
    Unit.KILOBYTES: "KB",
}


def unit_words(unit: Unit) -> str:
    """Return what a unit is called; empty for counts and texts."""
    return str(_UNITS.get(unit, ""))


def plain_number(value: Value) -> str | None:
    """Return a value's number in the unit that people read, exact; None for a text.

    Fen become yuan, parts per million become percent.
    """
    if not isinstance(value.content, int):
        return None
    if value.unit is Unit.FEN:
        return yuan_text(value.content)
    if value.unit is Unit.PPM:
        whole, rest = divmod(value.content, _PPM_OF_A_PERCENT)
        return f"{whole}.{rest:04d}".rstrip("0").rstrip(".")
    return str(value.content)


def value_words(value: Value) -> str:
    """Return a value as it is read aloud: `100.00 元`, `40 %`, a text as it is."""
    number = plain_number(value)
    return f"{number} {unit_words(value.unit)}".rstrip() if number else str(value.content)


def case_words(case: Mapping[str, str]) -> str:
    """Return what a value is for, in words: empty where it is for everything."""
    qualifiers = rulebook.current().terms.qualifiers
    return " · ".join(told(qualifiers[key][word]) for key, word in case.items())
