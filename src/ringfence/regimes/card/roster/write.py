"""Rosters written as agencies hand them in."""

import csv
from collections.abc import Iterable
from pathlib import Path

import xlsxwriter

from ringfence.kernel.money import yuan_text
from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.csv_rows import Encoding
from ringfence.regimes.card.roster.faults import FILE, line_error
from ringfence.regimes.card.roster.line import Column, RosterLine

_SHEET_LINES_MAX = 1_048_575  # a sheet's rows without the headings
_LINES = Words(
    f"at most {_SHEET_LINES_MAX} lines in a workbook", f"每个工作簿最多{_SHEET_LINES_MAX}行"
)


def roster_write_csv(
    path: Path, lines: Iterable[RosterLine], *, encoding: Encoding = Encoding.UTF_8
) -> int:
    """Write a roster as .csv with Chinese headings; return how many lines it has."""
    line_count = 0
    with path.open("w", encoding=encoding.value, newline="") as file:
        rows = csv.writer(file)
        rows.writerow([column.zh for column in Column])
        for line in lines:
            rows.writerow(_cells(line))
            line_count += 1
    return line_count


def roster_write_xlsx(path: Path, lines: Iterable[RosterLine]) -> int:
    """Write a roster as .xlsx with Chinese headings; return how many lines it has.

    Every cell is text, so that no number loses digits and no name becomes a formula.
    Refuses: RosterLineError where a sheet has not enough rows.
    """
    line_count = 0
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("名册")
        sheet.set_column(0, len(Column) - 1, 22)
        sheet.write_row(0, 0, [column.zh for column in Column])
        for line in lines:
            line_count += 1
            if line_count > _SHEET_LINES_MAX:
                got = Words(f"line {line_count}", f"第{line_count}行")
                raise line_error(line_count, FILE, got, _LINES)
            for index, cell in enumerate(_cells(line)):
                sheet.write_string(line_count, index, cell)
    return line_count


def _cells(line: RosterLine) -> tuple[str, ...]:
    """Return the line's cells in the order of `Column`."""
    amount = yuan_text(line.amount_fen)
    return (line.identity_number, line.name, amount, line.account_number, line.remark)
