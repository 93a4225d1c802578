"""Workbooks: what their cells really hold, and archives that are not what they say."""

import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from card.roster.files import (
    HEADINGS,
    ON,
    PERSON,
    formula_xml,
    headings_xml,
    number_xml,
    row_xml,
    sample_lines,
    sheet_xml,
    write_xlsx,
)
from ringfence.kernel.refusal import Refusal
from ringfence.regimes.card.roster.faults import RosterLineError
from ringfence.regimes.card.roster.read import roster_check, roster_read
from ringfence.regimes.card.roster.xlsx_archive import open_archive
from ringfence.regimes.card.roster.xlsx_rows import xlsx_rows

NUMBER, NAME, ACCOUNT = PERSON.identity_number, PERSON.name, PERSON.account_number


def fault(path: Path) -> RosterLineError:
    with pytest.raises(RosterLineError) as refused:
        list(roster_read(path, on=ON))
    return refused.value


def fault_of_cells(tmp_path: Path, *cells: str) -> RosterLineError:
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml() + row_xml(2, *cells))
    return fault(path)


def amounts_fen(tmp_path: Path, stored: str) -> list[int]:
    rows = headings_xml() + row_xml(2, NUMBER, NAME, number_xml(stored))
    path = write_xlsx(tmp_path / "a.xlsx", rows)
    return [line.amount_fen for line in roster_read(path, on=ON)]


@pytest.mark.parametrize(
    ("stored", "amount_fen"),
    [
        ("5", 500),
        ("5.0", 500),
        ("1234.5", 123450),
        ("1.1000000000000001", 110),
        ("0.29999999999999999", 30),
        ("8.2899999999999991", 829),
        ("1E3", 100000),
        ("1.2345E2", 12345),
        ("9999999999999.99", 999999999999999),
    ],
)
def test_a_numeric_amount_is_the_decimal_that_excel_shows(
    tmp_path: Path, stored: str, amount_fen: int
) -> None:
    assert amounts_fen(tmp_path, stored) == [amount_fen]


@pytest.mark.parametrize("stored", ["0", "-5", "1.234", "1E30", "1E99", "INF", "NaN", "0.001"])
def test_a_numeric_amount_that_is_no_positive_yuan_amount_is_refused(
    tmp_path: Path, stored: str
) -> None:
    with pytest.raises(RosterLineError) as refused:
        amounts_fen(tmp_path, stored)
    assert (refused.value.facts["line"], refused.value.facts["field"]) == (2, "amount")


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("identity_number", (number_xml("1.4930319501019E+17"), NAME, "5", ACCOUNT, "")),
        ("name", (NUMBER, number_xml("17"), "5", ACCOUNT, "")),
        ("account_number", (NUMBER, NAME, "5", number_xml("6222020000000000172"), "")),
    ],
)
def test_a_numeric_cell_where_text_must_stand_is_refused(
    tmp_path: Path, field: str, cells: tuple[str, ...]
) -> None:
    refused = fault_of_cells(tmp_path, *cells)
    assert (refused.facts["line"], refused.facts["field"]) == (2, field)
    assert "formatted as text" in refused.facts["expected"]


@pytest.mark.parametrize("column", range(5))
def test_a_formula_is_refused_in_every_column_whatever_it_shows(
    tmp_path: Path, column: int
) -> None:
    cells = [NUMBER, NAME, "5", ACCOUNT, "备注"]
    cells[column] = formula_xml("A1", cells[column])
    refused = fault_of_cells(tmp_path, *cells)
    assert (refused.facts["line"], refused.facts["field"]) == (
        2,
        ["identity_number", "name", "amount", "account_number", "remark"][column],
    )
    assert refused.facts["got"] == "'=A1'"


@pytest.mark.parametrize("kind", ["e", "b", "d"])
def test_errors_truth_values_and_dates_are_refused(tmp_path: Path, kind: str) -> None:
    cell = f'<c t="{kind}"><v>1</v></c>'
    assert fault_of_cells(tmp_path, NUMBER, cell, "5").facts["field"] == "name"
    assert fault_of_cells(tmp_path, NUMBER, NAME, cell).facts["field"] == "amount"


def test_shared_strings_are_read_with_their_parts_and_without_reading_aids(tmp_path: Path) -> None:
    shared = "".join(f"<si><t>{heading}</t></si>" for heading in HEADINGS.split(","))
    shared += f"<si><t>{NUMBER}</t></si><si/>"
    shared += "<si><r><t>样</t></r><r><t>例</t></r><rPh sb='0' eb='1'><t>yang</t></rPh></si>"
    indexes: list[list[int | str]] = [[0, 1, 2, 3, 4], [5, 7, "", 6, ""]]
    rows = "".join(
        row_xml(n, *(f'<c t="s"><v>{i}</v></c>' if i != "" else number_xml("5") for i in row))
        for n, row in enumerate(indexes, 1)
    )
    (line,) = roster_read(write_xlsx(tmp_path / "a.xlsx", rows, shared=shared), on=ON)
    assert (line.identity_number, line.name) == (NUMBER, "样例")
    assert (line.amount_fen, line.account_number, line.remark) == (500, "", "5")
    for number in ("99", "9" * 5_000, "-1"):
        cell = f'<c t="s"><v>{number}</v></c>'
        broken = write_xlsx(tmp_path / "b.xlsx", row_xml(1, cell), shared=shared)
        assert fault(broken).facts["expected"] == "the number of a shared string"


def test_cells_and_rows_stand_where_their_references_say(tmp_path: Path) -> None:
    rows = headings_xml() + (
        f'<row r="7"><c r="A7" t="inlineStr"><is><t>{NUMBER}</t></is></c>'
        f'<c r="B7" t="inlineStr"><is><t>{NAME}</t></is></c><c r="C7"><v>5</v></c>'
        '<c r="E7" t="inlineStr"><is><t>备注</t></is></c><c r="Z7"/></row>'
    )
    (line,) = roster_read(write_xlsx(tmp_path / "a.xlsx", rows), on=ON)
    assert (line.line, line.account_number, line.remark) == (7, "", "备注")


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="3"/><row r="2"/>',
        '<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
        '<row r="2"><c r="A3"><v>1</v></c></row>',
        '<row r="2"><c r="1A"><v>1</v></c></row>',
        '<row r="2"><c r="ZZ2"><v>1</v></c></row>',
        '<row r="x"/>',
        f'<row r="{"9" * 5_000}"/>',
    ],
)
def test_rows_and_cells_out_of_place_are_refused(tmp_path: Path, rows: str) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml() + rows)
    assert fault(path).facts["field"] == "line"


def test_a_control_character_written_as_its_code_is_seen(tmp_path: Path) -> None:
    assert fault_of_cells(tmp_path, NUMBER, "样_x0007_例", "5").facts["got"] == "'样\\x07例'"
    rows = headings_xml() + row_xml(2, NUMBER, "样_x005F_x0007_例", "5")
    (line,) = roster_read(write_xlsx(tmp_path / "b.xlsx", rows), on=ON)
    assert line.name == "样_x0007_例"


def test_a_second_sheet_may_be_empty_but_hold_nothing(tmp_path: Path) -> None:
    first = headings_xml() + row_xml(2, NUMBER, NAME, "5")
    path = write_xlsx(tmp_path / "a.xlsx", first, '<row r="1"><c s="1"/></row>')
    assert roster_check(path, on=ON).line_count == 1
    for second in (row_xml(1, number_xml("5")), row_xml(1, "text")):
        refused = fault(write_xlsx(tmp_path / "b.xlsx", first, second))
        assert refused.facts["expected"] == "one sheet with content"


def test_a_workbook_is_read_as_another_reader_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADINGS.split(","))
        for row, line in enumerate(sample_lines(200), 1):
            sheet.write_row(row, 0, [line.identity_number, line.name])
            sheet.write_number(row, 2, line.amount_fen / 100)
            sheet.write_string(row, 3, line.account_number)
    other = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1:]
    ours = [row.cells for row in xlsx_rows(path)][1:]
    assert [[row[0], row[1], row[3]] for row in ours] == [[row[0], row[1], row[3]] for row in other]
    assert [line.amount_fen for line in roster_read(path, on=ON)] == [
        line.amount_fen for line in sample_lines(200)
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"identity_number,name", b"\xd0\xcf\x11\xe0old", b"PK\x03\x04" + b"x" * 99],
)
def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    refused = fault(tmp_path / "a.xlsx")
    assert (refused.facts["line"], refused.facts["field"]) == (0, "file")


def test_a_zip_without_a_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "sample")
    assert fault(tmp_path / "a.xlsx").facts["got"] == "no xl/workbook.xml"


def test_a_zip_bomb_is_refused_by_the_sizes_it_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringfence.regimes.card.roster.xlsx_archive.XLSX_UNPACKED_BYTES_MAX", 10**6)
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml() + " " * 10**6)
    assert path.stat().st_size < 10_000
    assert "unpacked" in fault(path).facts["expected"]


def test_a_zip_bomb_that_understates_its_size_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml() + " " * 10**6)
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    content = path.read_bytes()
    assert content.count(struct.pack("<I", size)) == 2  # beside the part and in the directory
    path.write_bytes(content.replace(struct.pack("<I", size), struct.pack("<I", size - 10**6)))
    assert fault(path).facts["field"] == "file"


def test_an_archive_with_an_oversized_directory_is_refused_before_it_is_read(
    tmp_path: Path,
) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml())
    content = bytearray(path.read_bytes())
    end = content.rfind(b"PK\x05\x06")
    content[end + 12 : end + 16] = struct.pack("<I", 1 << 24)
    path.write_bytes(content)
    assert "directory" in fault(path).facts["got"]


def test_an_encrypted_part_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml())
    content = bytearray(path.read_bytes())
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(RosterLineError), open_archive(path):
        pass


@pytest.mark.parametrize(
    "inside",
    [
        "<row",
        "<row></sheetData>",
        "<v>&undefined;</v>",
        "<a>" * 100 + "</a>" * 100,
        f"<!--{'x' * (9 << 20)}-->",
        f'<row x="{"x" * (9 << 20)}"/>',
        f'<row><c t="str"><v>{"x" * 40_000}</v></c></row>',
    ],
)
def test_xml_that_is_broken_or_out_of_bounds_is_refused(tmp_path: Path, inside: str) -> None:
    assert fault(write_xlsx(tmp_path / "a.xlsx", headings_xml() + inside)).facts["line"] <= 2


def test_entities_are_refused_before_they_grow(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = tmp_path / "a.xlsx"
    write_xlsx(path, headings_xml())
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (laughs + sheet_xml(row_xml(1, "&b;"))).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert fault(path).facts["expected"] == "no document type"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_the_bytes_a_workbook_is_read_or_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    lines = enumerate(sample_lines(5), 2)
    rows = "".join(row_xml(n, x.identity_number, x.name, number_xml("5")) for n, x in lines)
    path = write_xlsx(tmp_path / "a.xlsx", headings_xml() + rows)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))] or content)
    try:
        read = list(roster_read(path, on=ON))
    except Refusal:
        read = []
    assert len(read) in (0, 5)


def test_memory_stays_flat_as_a_workbook_grows(tmp_path: Path) -> None:
    program = (
        "import resource, sys; from datetime import date; from pathlib import Path\n"
        "from ringfence.regimes.card.roster.read import roster_read\n"
        "count = sum(1 for _ in roster_read(Path(sys.argv[1]), on=date(2026, 1, 5)))\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks_kib = []
    for count in (1_000, 40_000):
        with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:  # with shared strings
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, HEADINGS.split(","))
            for row, line in enumerate(sample_lines(count), 1):
                for column, text in enumerate((line.identity_number, line.name, "5")):
                    sheet.write_string(row, column, text)
        told = subprocess.run(
            [sys.executable, "-c", program, tmp_path / "a.xlsx"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        assert int(told[0]) == count
        peaks_kib.append(int(told[1]))
    assert peaks_kib[1] - peaks_kib[0] < 10_000
