"""The law as dated data: every clause, and every number with its unit, clause and edition.

    limit = rulebook.value("deposit.refund_days", on=day, operator_kind="BIKE_SHARING")
    limit.number, limit.unit, limit.citation      # 2, WORKING_DAYS, MUF-10.3 (交运规〔2019〕5号)

The edge calls `use_home` once; without it the rulebook is as shipped. The files are read at the
first question and kept: a running program sees a change after a restart.
"""

from datetime import date
from pathlib import Path

from ringfence.rulebook.book import Rulebook
from ringfence.rulebook.loading import load
from ringfence.rulebook.value import Unit, Value

__all__ = ["Rulebook", "Unit", "Value", "current", "load", "use_home", "value"]

_home: Path | None = None
_loaded: Rulebook | None = None


def use_home(home: Path | None) -> None:
    """Answer from now on with the rulebook of the installation at `home`; None: as shipped."""
    global _home, _loaded
    _home, _loaded = home, None


def current() -> Rulebook:
    """Return the rulebook in use, reading it at the first call. Refuses RulebookFileError."""
    global _loaded  # noqa: PLW0603
    if _loaded is None:
        _loaded = load(_home)
    return _loaded


def value(name: str, *, on: date, area: str = "", **qualifiers: str) -> Value:
    """Return the value of `name` on a day, as `Rulebook.value` does, from the rulebook in use."""
    return current().value(name, on=on, area=area, **qualifiers)
