"""Runs are read exactly as the standard's page has them, in both profiles."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.bank import delimited, iso_read, values
from sandbox.bank.fault import Fault
from sandbox.bank.gb18030 import decode
from sandbox.bank.values import Item, RunHead
from sandbox_agency import iso_content, item, run_content


def read(content: bytes) -> tuple[RunHead, list[Item]]:
    profile = iso_read if content.startswith(b"<") else delimited
    run, batches = profile.read_run(io.BytesIO(content))
    return run, [item for batch in batches for item in batch]


def refusal(content: bytes) -> Fault:
    with pytest.raises(Fault) as refused:
        read(content)
    return refused.value


def test_the_published_run_is_read(standards: Path) -> None:
    page = (standards / "exchange.md").read_text("utf-8")
    example = re.search(r"    H\|1\|CREDIT_RUN.*?    T\|[^\n]*\n", page, re.DOTALL)
    assert example
    text = example[0].replace("    ", "")
    run, items = read(text.encode("gb18030"))
    assert (run.agreement, run.count, run.sum_fen) == ("XY-2026-001", 2, 345678)
    assert items[1].name == "样例乙䶮0002"
    assert items[1].bank == "105161000029"
    assert refusal(text.encode()).reason in ("ENCODING_BROKEN", "FORMAT_WRONG")


def test_each_code_of_the_annex_is_taken_on_both_sides(standards: Path) -> None:
    annex = (standards / "exchange.md").read_text("utf-8").split("## Annex")[1]
    codes = re.findall(r"\| ([0-9A-F]{4}) \| ([0-9A-F]{4}) \| ([0-9A-F]{4,5}) (?=\|)", annex)
    assert len(codes) == 25
    for code, private, real in codes:
        character = chr(int(real, 16))
        assert decode(bytes.fromhex(code)) == character
        assert decode(chr(int(private, 16)).encode("gb18030")) == character
        assert decode(character.encode("gb18030")) == character


@pytest.mark.parametrize("kind", ["CREDIT_RUN", "DEBIT_RUN"])
def test_both_profiles_carry_the_same_facts(kind: str) -> None:
    items = [item(1, 1), item(2, 123_456_789)]
    run, read_items = read(run_content(items, 1, kind=kind))
    iso_run, iso_items = read(iso_content(items, 1, kind=kind))
    assert iso_run == run
    if kind == "DEBIT_RUN":  # the schema demands the debtor's bank, so it is never empty
        iso_items = [item._replace(bank="") for item in iso_items]
    assert iso_items == read_items


@pytest.mark.parametrize(
    ("old", "new", "reason", "line", "field"),
    [
        ("|100|养", "|0|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("|100|养", "|-100|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("|100|养", "|１００|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("|100|养", "|0100|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("|100|养", "|1.00|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("|100|养", "|1000000000000000000|养", "FORMAT_WRONG", 2, "amount_fen"),
        ("样例甲0001", "样例甲\\0001", "FORMAT_WRONG", 2, "name"),
        ("样例甲0001", " 样例甲0001", "FORMAT_WRONG", 2, "name"),
        ("样例甲0001", "样例\ue000", "FORMAT_WRONG", 2, "name"),
        ("样例甲0001", "", "FORMAT_WRONG", 2, "name"),
        ("D|2|", "D|3|", "FORMAT_WRONG", 3, "line"),
        ("养老金||\n", "养老金||\r\n", "FORMAT_WRONG", 2, "signed_on"),
        ("养老金||\n", "养老金|SQ|\n", "FORMAT_WRONG", 2, "mandate"),
        ("养老金||\n", "养老金|\n", "FORMAT_WRONG", 2, ""),
        ("2026-01-06|2|", "2026-02-30|2|", "FORMAT_WRONG", 1, "execute_on"),
        ("CR20260105", "CR20261305", "FORMAT_WRONG", 1, "file_id"),
        ("CR20260105", "DR20260105", "FORMAT_WRONG", 1, "file_id"),
        ("T02:03:04Z", "T02:03:64Z", "FORMAT_WRONG", 1, "created_at"),
        ("H|1|", "H|2|", "VERSION_UNKNOWN", 1, "version"),
        ("CREDIT_RUN", "RESULT", "KIND_UNKNOWN", 1, "kind"),
        ("T|2|200\n", "", "FORMAT_WRONG", 4, ""),
        ("T|2|200\n", "T|2|200", "FORMAT_WRONG", 4, ""),
        ("T|2|200\n", "T|2|200\nT|2|200\n", "FORMAT_WRONG", 5, ""),
        ("T|2|200\n", "\nT|2|200\n", "FORMAT_WRONG", 4, "record"),
        ("T|2|", "T|3|", "COUNT_DIFFERS", 0, "count"),
        ("T|2|200", "T|2|201", "SUM_DIFFERS", 0, "sum_fen"),
        ("|2|200\nD", "|3|200\nD", "COUNT_DIFFERS", 0, "count"),
        ("|2|200\nD", "|2|300\nD", "SUM_DIFFERS", 0, "sum_fen"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    old: str, new: str, reason: str, line: int, field: str
) -> None:
    text = run_content([item(1), item(2)], 1).decode("gb18030")
    assert old in text
    fault = refusal(text.replace(old, new, 1).encode("gb18030"))
    assert (fault.reason, fault.line, fault.field) == (reason, line, field)


def test_a_broken_byte_is_told_with_its_line() -> None:
    content = run_content([item(1), item(2)], 1)
    broken = content.replace("样例甲0002".encode("gb18030"), b"\xff\xff")
    assert (refusal(broken).reason, refusal(broken).line) == ("ENCODING_BROKEN", 3)


def test_a_file_of_one_endless_line_is_refused_early() -> None:
    class Endless(io.RawIOBase):
        served = 0

        def read(self, size: int = -1) -> bytes:
            self.served += 1
            assert self.served < 5
            return b"A" * size

    with pytest.raises(Fault) as refused:
        delimited.read_run(Endless())
    assert refused.value.reason == "FORMAT_WRONG"


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"pain.001.001.09", b"pain.001.001.03", "VERSION_UNKNOWN"),
        (b"pain.001.001.09", b"camt.053.001.08", "KIND_UNKNOWN"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', BILLION_LAUGHS, "FORMAT_WRONG"),
        (b'encoding="UTF-8"', b'encoding="ISO-8859-1"', "ENCODING_BROKEN"),
        (b"<CdtTrfTxInf>", b"<?do this?><CdtTrfTxInf>", "FORMAT_WRONG"),
        (b"</Document>", b"", "FORMAT_WRONG"),
        (b"1.00</Inst", b"1.000</Inst", "FORMAT_WRONG"),
        (b"1.00</Inst", b"0.00</Inst", "FORMAT_WRONG"),
        (b'Ccy="CNY"', b'Ccy="USD"', "FORMAT_WRONG"),
        (b"<InstrId>2", b"<InstrId>7", "FORMAT_WRONG"),
        (b"</PmtInf>", b"</PmtInf><PmtInf></PmtInf>", "FORMAT_WRONG"),
        (b"<NbOfTxs>2", b"<NbOfTxs>3", "COUNT_DIFFERS"),
        (b"<CtrlSum>2.00", b"<CtrlSum>3.00", "SUM_DIFFERS"),
        ("样例甲0001".encode(), b"\xff\xfe", "ENCODING_BROKEN"),
    ],
)
def test_a_wrong_message_is_refused(old: bytes, new: bytes, reason: str) -> None:
    content = iso_content([item(1), item(2)], 1)
    assert old in content
    assert refusal(content.replace(old, new, 1)).reason == reason


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig"])
def test_a_message_that_begins_with_a_mark_is_refused(codec: str) -> None:
    text = iso_content([item(1)], 1).decode()
    with pytest.raises(Fault):
        iso_read.read_run(io.BytesIO(text.encode(codec)))


@given(st.text(max_size=20))
def test_text_has_no_separator_control_or_outer_space(text: str) -> None:
    forbidden = any(
        char in "|\\\u2028\u2029\ufeff\ufffd" or ord(char) < 32 or 0x7F <= ord(char) <= 0x9F
        or 0xD800 <= ord(char) <= 0xF8FF or ord(char) >= 0xF0000
        for char in text
    )  # fmt: skip
    assert values.matches(values.TEXT, text) == (not forbidden and text.strip(" ") == text)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    for profile in (delimited, iso_read):
        with pytest.raises(Fault):
            profile.read_run(io.BytesIO(content))
        assert profile.peek(io.BytesIO(content)) is None
