"""The sample's files are those that the installation takes."""

import csv
from datetime import date
from pathlib import Path

from ringfence.demo.sample.files import (
    CORRECTION_COLUMNS,
    REGISTRY_COLUMNS,
    corrections_write,
    registry_write,
    roster_lines,
)
from ringfence.demo.sample.people import people
from ringfence.regimes.card.registry import lines
from ringfence.regimes.card.roster.csv_rows import Encoding
from ringfence.regimes.card.roster.read import roster_check
from ringfence.regimes.card.roster.write import roster_write_csv, roster_write_xlsx

COUNT = 3_000


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_registry_file_has_the_columns_that_the_registry_loads(tmp_path: Path) -> None:
    assert registry_write(tmp_path / "registry.csv", people(7, COUNT)) == COUNT
    found = rows(tmp_path / "registry.csv")
    assert tuple(found[0]) == REGISTRY_COLUMNS == lines.REGISTRY_COLUMNS
    assert {row["account_active"] for row in found} == {"true", "false"}


def test_corrections_name_the_account_after_each_closed_one(tmp_path: Path) -> None:
    closed = {
        one.identity_number: one.corrected_account_number
        for one in people(7, COUNT)
        if one.bank_state == "CLOSED" and one.card_state != "CANCELLED"
    }
    assert corrections_write(tmp_path / "corrections.csv", people(7, COUNT)) == len(closed) > 0
    found = rows(tmp_path / "corrections.csv")
    assert tuple(found[0]) == CORRECTION_COLUMNS
    assert {row["identity_number"]: row["account_number"] for row in found} == closed


def test_the_roster_of_the_sample_is_without_fault_in_every_form(tmp_path: Path) -> None:
    on = date(2026, 1, 5)
    sum_fen = sum(one.pension_fen for one in people(7, COUNT))
    roster_write_xlsx(tmp_path / "a.xlsx", roster_lines(people(7, COUNT)))
    roster_write_csv(tmp_path / "b.csv", roster_lines(people(7, COUNT)))
    roster_write_csv(tmp_path / "c.csv", roster_lines(people(7, COUNT)), encoding=Encoding.GB18030)
    for name in ("a.xlsx", "b.csv", "c.csv"):
        preview = roster_check(tmp_path / name, on=on)
        assert (preview.faults, preview.line_count, preview.sum_fen) == ((), COUNT, sum_fen)
