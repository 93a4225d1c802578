"""`ringfence statement read`: what it prints, and what it refuses."""

import json
from pathlib import Path

import pytest

from ringfence.interfaces.cli.main import main

STATEMENT = (
    "H|1|STATEMENT|105161000012|YLBX0001|ST20260107-00000006|2026-01-06T17:00:00Z"
    "|14000000000000001|样例户|CNY|2026-01-06|2026-01-06|500000|376544|1|123456\n"
    "D|1|B2026010600001|DBIT|123456|2026-01-06|2026-01-06"
    "|0197e3c54b7a7c1e9f20aa51d3c0b8e4|0197e3c54b7b7000800000000000000a"
    "|6222000000000000011|样例甲0001|N|2026年1月养老金\n"
    "T|1|123456\n"
)
CAMT = """<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>M</MsgId></GrpHdr>
<Stmt><Id>S1</Id><Acct><Id><IBAN>A1</IBAN></Id></Acct></Stmt>
<Stmt><Id>S2</Id><Acct><Id><IBAN>A2</IBAN></Id><Ccy>JPY</Ccy></Acct>
<Ntry><Amt Ccy="JPY">2700</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts></Ntry>
<Ntry><Amt Ccy="JPY">3</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts></Ntry></Stmt>
</BkToCstmrStmt></Document>
"""


def read(path: Path, *options: str) -> int:
    return main(["statement", "read", str(path), *options])


@pytest.mark.clause("OP-A5")
def test_a_delimited_statement_is_told_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day"
    path.write_bytes(STATEMENT.encode("gb18030"))
    assert read(path, "--json") == 0
    (said,) = json.loads(capsys.readouterr().out)["statements"]
    assert (said["account"], said["currency"], said["owner"]) == (
        "14000000000000001",
        "CNY",
        "样例户",
    )
    assert [(b["type"], b["amount_minor"], b["sign"]) for b in said["balances"]] == [
        ("OPBD", 500000, 1),
        ("CLBD", 376544, 1),
    ]
    (entry,) = said["entries"]
    assert (entry["amount_minor"], entry["sign"], entry["booked_on"]) == (123456, -1, "2026-01-06")
    assert entry["details"][0]["creditor"]["name"] == "样例甲0001"


def test_several_statements_of_a_bank_are_told_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day.xml"
    path.write_text(CAMT)
    assert read(path, "--json") == 0
    said = json.loads(capsys.readouterr().out)["statements"]
    assert [(one["account"], len(one["entries"])) for one in said] == [("A1", 0), ("A2", 2)]
    assert [entry["amount_minor"] for entry in said[1]["entries"]] == [2700, 3]


def test_a_table_shows_balances_and_signed_amounts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day"
    path.write_bytes(STATEMENT.encode("gb18030"))
    assert read(path) == 0
    shown = capsys.readouterr().out
    assert "14000000000000001" in shown
    assert "-123456" in shown
    assert "CLBD" in shown


def test_of_a_wrong_file_nothing_is_shown_but_line_and_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day"
    path.write_bytes(STATEMENT.replace("T|1|", "T|2|").encode("gb18030"))
    assert read(path, "--json") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    refusal = json.loads(captured.err)
    assert (refusal["code"], refusal["facts"]["line"]) == ("COUNT_DIFFERS", 3)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html/>", b"a,b\n1,2\n"])
def test_what_is_no_statement_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "day"
    path.write_bytes(content)
    assert read(path) == 1
    assert "KIND_UNKNOWN" in capsys.readouterr().err


def test_a_run_is_no_statement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run"
    path.write_text("H|1|CREDIT_RUN|\n")
    assert read(path) == 1
    assert capsys.readouterr().out == ""


def test_a_file_that_is_not_there_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert read(tmp_path / "none") == 1
    assert "FILE_LINE_ERROR" in capsys.readouterr().err
