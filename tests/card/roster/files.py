"""Roster files for the tests, made by hand where a writer would not make them."""

import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ringfence.demo.sample.people import person
from ringfence.regimes.card.roster.line import RosterLine

ON = date(2026, 1, 5)
HEADINGS = "身份证号码,姓名,金额,银行账号,备注"
PERSON = person(7, 0)
OTHER = person(7, 1)
GOOD = f"{PERSON.identity_number},{PERSON.name},1234.50,{PERSON.account_number},一月"

_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def sample_lines(count: int) -> Iterable[RosterLine]:
    """Return lines as they stand in a file whose line 1 has the headings."""
    for index in range(count):
        one = person(7, index)
        yield RosterLine(
            index + 2, one.identity_number, one.name, one.pension_fen, one.account_number, "备注"
        )


def write_csv(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    path.write_bytes("".join(f"{line}\n" for line in lines).encode(encoding))
    return path


def write_xlsx(path: Path, *sheets: str, shared: str | None = None) -> Path:
    """Write a workbook from the XML inside each sheet's `sheetData`."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="r{n}" Type="w" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}">'
            f"<sheets>{listed}</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>',
        )
        for n, rows in zip(numbers, sheets, strict=True):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", sheet_xml(rows))
        if shared is not None:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_NAMESPACE}">{shared}</sst>')
    return path


def sheet_xml(rows: str) -> str:
    return f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'


def row_xml(number: int, *cells: str) -> str:
    """Return a row; a cell is XML, or text to stand there as an inline string."""
    return f'<row r="{number}">' + "".join(map(cell_xml, cells)) + "</row>"


def cell_xml(cell: str) -> str:
    return cell if cell.startswith("<c") else f'<c t="inlineStr"><is><t>{cell}</t></is></c>'


def headings_xml() -> str:
    return row_xml(1, *HEADINGS.split(","))


def number_xml(stored: str) -> str:
    return f"<c><v>{stored}</v></c>"


def formula_xml(formula: str, result: str) -> str:
    return f'<c t="str"><f>{formula}</f><v>{result}</v></c>'
