"""The rules and the calendar that the installation works by on a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ringfence.interfaces.checkup.finding import Finding, fault, note, ok
from ringfence.kernel.refusal import FileLineError
from ringfence.rulebook import Rulebook, load
from ringfence.workdays.calendar import LOAD_COMMAND
from ringfence.workdays.store import calendar_in

# The State Council's notice for a year comes in the autumn before it.
_NOTICE_DUE_MONTH = 10


def rule_findings(home: Path, *, on: date) -> Iterator[Finding]:
    """Yield what is found of the rulebook and the calendar for a day."""
    try:
        book = load(home)
    except FileLineError as wrong:
        yield fault("rulebook", zh=wrong.sentence("zh"), en=wrong.sentence("en"))
    else:
        count = len(book.clauses)
        yield ok(
            "rulebook",
            zh=f"规则库完整，{count} 条。",
            en=f"The rulebook is whole: {count} clauses.",
        )
        yield _mobility(book, on)
    yield from _workdays(home, on)


def _mobility(book: Rulebook, on: date) -> Finding:
    editions = [edition for edition in book.editions if edition.regulation == "mobility"]
    for edition in editions:
        if edition.period and edition.period.covers(on):
            return ok(
                "mobility_edition",
                zh=f"{on} 适用 {edition.cite}。",
                en=f"{edition.cite} is in force on {on}.",
            )
    waiting = next((edition.id for edition in editions if edition.period is None), "")
    return note(
        "mobility_edition",
        zh=f"{on} 没有生效的交通新业态用户资金办法版本；按此办法的操作将被拒绝。",
        en=f"No edition of the mobility rules is in force on {on}; what needs one is refused.",
        mend=f"ringfence rulebook adopt {waiting} --cite DOCUMENT --from DATE" if waiting else "",
    )


def _workdays(home: Path, on: date) -> Iterator[Finding]:
    try:
        known = calendar_in(home).notices
    except FileLineError as wrong:
        yield fault("workdays", zh=wrong.sentence("zh"), en=wrong.sentence("en"))
        return
    if on.year not in known:
        yield fault(
            "workdays",
            zh=f"尚无 {on.year} 年的工作日安排，期限无法计算。",
            en=f"The working days of {on.year} are not known; deadlines cannot be counted.",
            mend=LOAD_COMMAND,
        )
    elif on.year + 1 not in known and on.month >= _NOTICE_DUE_MONTH:
        yield note(
            "workdays",
            zh=f"尚无 {on.year + 1} 年的工作日安排；跨年的期限将被拒绝。",
            en=f"The working days of {on.year + 1} are not known; periods into it are refused.",
            mend=LOAD_COMMAND,
        )
    else:
        yield ok("workdays", zh="工作日安排齐全。", en="The working days are known.")
