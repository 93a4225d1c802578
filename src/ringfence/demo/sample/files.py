"""The sample people in the files that an installation takes in."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ringfence.demo.sample.people import SamplePerson
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS, REGISTRY_COLUMNS
from ringfence.regimes.card.roster.line import RosterLine


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a file that gets its name only when it is whole; one that is there stays."""
    if path.exists():
        return
    unfinished = path.with_name(f".{path.name}")
    write(unfinished)
    unfinished.rename(path)


def registry_write(path: Path, people: Iterable[SamplePerson]) -> int:
    """Write people, cards and personal balances as a registry file; return how many."""
    return _write(path, REGISTRY_COLUMNS, (_registry_row(one) for one in people))


def corrections_write(path: Path, people: Iterable[SamplePerson]) -> int:
    """Write the accounts that replaced closed ones as a list of corrections; return how many.

    People whose card is cancelled have no card to put right and are left out.
    """
    rows = (
        (one.identity_number, one.corrected_account_number, one.bank.code)
        for one in people
        if one.corrected_account_number and one.card_state != "CANCELLED"
    )
    return _write(path, CORRECTION_COLUMNS, rows)


def roster_lines(people: Iterable[SamplePerson]) -> Iterator[RosterLine]:
    """Return a month's roster: each person's pension, to the account that the registry has."""
    for line, one in enumerate(people, 2):
        yield RosterLine(
            line, one.identity_number, one.name, one.pension_fen, one.account_number, "样例数据"
        )


def _registry_row(one: SamplePerson) -> tuple[object, ...]:
    return (
        one.identity_number,
        one.name,
        one.county.code,
        one.card_number,
        one.card_state,
        one.bank.code,
        one.account_number,
        "true" if one.account_active else "false",
        one.personal_balance_fen,
    )


def _write(path: Path, columns: tuple[str, ...], rows: Iterable[Iterable[object]]) -> int:
    row_count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(columns)
        for row in rows:
            lines.writerow(row)
            row_count += 1
    return row_count
