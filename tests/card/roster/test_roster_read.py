"""Rosters read whole: every encoding and form gives the same lines."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from card.roster.files import GOOD, HEADINGS, ON, OTHER, PERSON, sample_lines, write_csv
from ringfence.kernel.money import BIGINT_MAX
from ringfence.regimes.card.roster.csv_rows import Encoding
from ringfence.regimes.card.roster.faults import RosterLineError
from ringfence.regimes.card.roster.line import Column, RosterLine
from ringfence.regimes.card.roster.read import csv_layout, roster_check, roster_read
from ringfence.regimes.card.roster.write import roster_write_csv, roster_write_xlsx

WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="|\\"), min_size=1, max_size=20
).filter(lambda text: not text.startswith(("=", "+", "-", "@")))
LINES = st.lists(
    st.builds(
        RosterLine,
        line=st.just(0),
        identity_number=st.sampled_from([PERSON.identity_number, OTHER.identity_number]),
        name=WORDS,
        amount_fen=st.integers(1, BIGINT_MAX),
        account_number=st.from_regex(r"([0-9A-Za-z-]{1,34})?", fullmatch=True),
        remark=st.one_of(st.just(""), WORDS),
    ),
    min_size=1,
    max_size=5,
)
EACH_FILE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def numbered(lines: list[RosterLine]) -> list[RosterLine]:
    return [
        RosterLine(n, x.identity_number, x.name, x.amount_fen, x.account_number, x.remark)
        for n, x in enumerate(lines, 2)
    ]


@EACH_FILE
@given(LINES, st.sampled_from(Encoding))
def test_what_is_written_as_csv_is_read_back(
    tmp_path: Path, lines: list[RosterLine], encoding: Encoding
) -> None:
    path = tmp_path / "roster.csv"
    assert roster_write_csv(path, lines, encoding=encoding) == len(lines)
    assert list(roster_read(path, on=ON)) == numbered(lines)


@settings(EACH_FILE, max_examples=40)
@given(LINES)
def test_what_is_written_as_xlsx_is_read_back(tmp_path: Path, lines: list[RosterLine]) -> None:
    path = tmp_path / "roster.xlsx"
    assert roster_write_xlsx(path, lines) == len(lines)
    assert list(roster_read(path, on=ON)) == numbered(lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_make_no_difference(
    tmp_path: Path, encoding: str, end: str
) -> None:
    text = end.join([HEADINGS, GOOD.replace("一月", "䶮𠮷·"), ""])
    (tmp_path / "roster.CSV").write_bytes(text.encode(encoding))
    (line,) = roster_read(tmp_path / "roster.CSV", on=ON)
    assert line == RosterLine(
        2, PERSON.identity_number, PERSON.name, 123450, PERSON.account_number, "䶮𠮷·"
    )


def test_english_headings_in_any_order_and_without_the_optional_ones(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", " Amount ,NAME,identity_number", f"10,样例,{PERSON.identity_number}"
    )
    assert list(roster_read(path, on=ON)) == [RosterLine(2, PERSON.identity_number, "样例", 1000)]


def test_the_data_elements_of_social_security_are_headings_too(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", "AAC002,AAC003,金额", f"{PERSON.identity_number},样例,10")
    assert [line.name for line in roster_read(path, on=ON)] == ["样例"]


def test_a_large_english_file_is_known_as_gb18030_by_its_first_chinese_name(
    tmp_path: Path,
) -> None:
    plain = f"{PERSON.identity_number},A,1.00"
    lines = ["identity_number,name,amount", *[plain] * 60_000, plain.replace("A", "样例")]
    path = write_csv(tmp_path / "a.csv", *lines, encoding="gb18030")
    assert csv_layout(path).encoding is Encoding.GB18030
    assert roster_check(path, on=ON).fault_count == 60_000  # the same person on each line


def test_blanks_around_fields_and_full_width_identity_numbers_are_forgiven(
    tmp_path: Path,
) -> None:
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in PERSON.identity_number)
    path = write_csv(tmp_path / "a.csv", HEADINGS, f"\u3000{wide} , 样例\u00a0, 10.5 ,  6222 ,")
    (line,) = roster_read(path, on=ON)
    assert line == RosterLine(2, PERSON.identity_number, "样例", 1050, "6222", "")


def test_lines_that_hold_nothing_are_passed_over_and_numbers_stay_the_files(
    tmp_path: Path,
) -> None:
    path = write_csv(tmp_path / "a.csv", HEADINGS, "", ",,,,", GOOD, " , ,,,", "")
    assert [line.line for line in roster_read(path, on=ON)] == [4]


def test_a_quoted_field_may_hold_a_comma(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADINGS, GOOD.replace("一月", '"一月,二月 ""补"""'))
    assert [line.remark for line in roster_read(path, on=ON)] == ['一月,二月 "补"']


def test_codes_that_gb18030_gives_to_private_use_are_read_as_the_real_characters(
    tmp_path: Path,
) -> None:
    raw = "\n".join([HEADINGS, GOOD, ""]).encode("gb18030")
    raw = raw.replace("样例".encode("gb18030"), b"\xfe\x59\xa8\xbc", 1)
    (tmp_path / "a.csv").write_bytes(raw)
    (line,) = roster_read(tmp_path / "a.csv", on=ON)
    assert line.name == PERSON.name.replace("样例", "\u9fb4\u1e3f")


def test_the_layout_is_told_without_reading_the_lines(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", "姓名,身份证号码,备注,金额", "not,a,roster", encoding="gb18030"
    )
    layout = csv_layout(path)
    assert layout.encoding is Encoding.GB18030
    assert layout.columns == (Column.NAME, Column.IDENTITY_NUMBER, Column.REMARK, Column.AMOUNT)


def test_the_preview_of_a_good_roster_tells_count_and_sum(tmp_path: Path) -> None:
    lines = list(sample_lines(500))
    roster_write_xlsx(tmp_path / "a.xlsx", lines)
    preview = roster_check(tmp_path / "a.xlsx", on=ON)
    assert (preview.faults, preview.fault_count) == ((), 0)
    assert (preview.line_count, preview.sum_fen) == (500, sum(x.amount_fen for x in lines))


def test_a_workbook_with_too_many_lines_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringfence.regimes.card.roster.write._SHEET_LINES_MAX", 3)
    with pytest.raises(RosterLineError, match="line 4"):
        roster_write_xlsx(tmp_path / "a.xlsx", sample_lines(5))
