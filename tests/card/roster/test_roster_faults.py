"""Each fault of a roster is told with line, field, what was found and what was expected."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from card.roster.files import GOOD, HEADINGS, ON, OTHER, PERSON, write_csv
from ringfence.kernel.refusal import Refusal
from ringfence.regimes.card.roster.faults import RosterLineError
from ringfence.regimes.card.roster.limits import CSV_BYTES_MAX, LINE_BYTES_MAX
from ringfence.regimes.card.roster.read import roster_check, roster_read


def first_fault(path: Path) -> RosterLineError:
    """Return the strict reader's refusal, which the preview must tell first too."""
    with pytest.raises(RosterLineError) as refused:
        list(roster_read(path, on=ON))
    assert refused.value.as_dict() == roster_check(path, on=ON).faults[0].as_dict()
    return refused.value


def fault_of_line(tmp_path: Path, line: str) -> RosterLineError:
    fault = first_fault(write_csv(tmp_path / "a.csv", HEADINGS, GOOD, line))
    assert fault.facts["line"] == 3
    return fault


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", "above zero"),
        ("0.00", "above zero"),
        ("-5", "above zero"),
        ("1.234", "two decimals"),
        ("92233720368547758.08", "can hold"),
        ("１２３", "half-width"),
        ("12，5", "half-width"),
        ('"1,234.50"', "two decimals"),
        ("¥5", "two decimals"),
        ("1e3", "two decimals"),
        ("+5", "two decimals"),
        ("", "two decimals"),
        ("٣", "two decimals"),
    ],
)
def test_an_amount_that_is_no_positive_yuan_amount_is_refused(
    tmp_path: Path, amount: str, expected: str
) -> None:
    fault = fault_of_line(tmp_path, GOOD.replace("1234.50", amount))
    assert fault.facts["field"] == "amount"
    assert expected in fault.facts["expected"]


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("", "17 digits"),
        ("140101195001011", "17 digits"),
        ("14930319501019007a", "17 digits"),
        ("149303195010190079", "check character"),
        ("019303195010190070", "province"),
        ("149303195013190070", "birth date that exists"),
        ("149303202613010070", "birth date that exists"),
        ("149303202701010070", "to the day"),
    ],
)
def test_a_wrong_identity_number_is_refused_and_told_masked(
    tmp_path: Path, number: str, expected: str
) -> None:
    fault = fault_of_line(tmp_path, GOOD.replace(PERSON.identity_number, number))
    assert fault.facts["field"] == "identity_number"
    assert expected in fault.facts["expected"]
    assert number == "" or number not in fault.sentence("zh")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", "1 to 140"),
        ("样" * 141, "1 to 140"),
        ("=1+1", "no formula"),
        ("+样例", "no formula"),
        ("-样例", "no formula"),
        ("@样例", "no formula"),
        ('"=HYPERLINK(""x"")"', "no formula"),
        ("样\x07例", "control"),
        ("样\x00例", "control"),
        ("样|例", "control"),
        ("样\\例", "control"),
        ("样\u202e例", "control"),
        ("样\u200b例", "control"),
        ("样\ue000例", "control"),
        ("样\ufffd例", "control"),
    ],
)
def test_a_name_that_hides_something_or_computes_is_refused(
    tmp_path: Path, name: str, expected: str
) -> None:
    fault = fault_of_line(tmp_path, GOOD.replace(PERSON.name, name))
    assert fault.facts["field"] == "name"
    assert expected in fault.facts["expected"]


def test_a_long_remark_or_one_that_computes_is_refused(tmp_path: Path) -> None:
    for remark in ("长" * 101, "=A1"):
        assert fault_of_line(tmp_path, GOOD.replace("一月", remark)).facts["field"] == "remark"


@pytest.mark.parametrize("account", ["6222 0000", "６２２２", "6" * 35, "6222.0"])
def test_an_account_number_of_another_form_is_refused(tmp_path: Path, account: str) -> None:
    fault = fault_of_line(tmp_path, GOOD.replace(PERSON.account_number, account))
    assert fault.facts["field"] == "account_number"


@pytest.mark.parametrize("line", [GOOD + ",extra", GOOD.rpartition(",")[0], "合计"])
def test_a_wrong_number_of_fields_is_refused(tmp_path: Path, line: str) -> None:
    assert fault_of_line(tmp_path, line).facts["expected"] == "5 fields"


@pytest.mark.parametrize("line", [GOOD.replace("一月", '"一月'), GOOD.replace("一月", '"一"月')])
def test_quotes_that_do_not_close_are_refused_in_their_line(tmp_path: Path, line: str) -> None:
    fault = first_fault(write_csv(tmp_path / "a.csv", HEADINGS, line, GOOD))
    assert fault.facts["line"] == 2
    assert "quotes" in fault.facts["expected"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ("身份证号码,姓名,金额,工资", "one of"),
        ("身份证号码,姓名,金额,姓名", "each heading once"),
        ("身份证号码,name,金额,姓名", "each heading once"),
        ("身份证号码,姓名", "a column amount"),
        ("姓名,金额", "a column identity_number"),
        ("身份证号码;姓名;金额", "one of"),
        ("样例县养老金名册", "one of"),
    ],
)
def test_headings_that_are_unknown_repeated_or_missing_are_refused(
    tmp_path: Path, headings: str, expected: str
) -> None:
    fault = first_fault(write_csv(tmp_path / "a.csv", headings, GOOD))
    assert (fault.facts["line"], fault.facts["field"]) == (1, "heading")
    assert expected in fault.facts["expected"]


def test_headings_below_line_one_are_refused(tmp_path: Path) -> None:
    fault = first_fault(write_csv(tmp_path / "a.csv", "", HEADINGS, GOOD))
    assert fault.facts["expected"] == "the headings in line 1"


@pytest.mark.parametrize("lines", [(), ("",), (HEADINGS,), (HEADINGS, "", ",,,,")])
def test_a_roster_without_lines_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert first_fault(write_csv(tmp_path / "a.csv", *lines)).facts["line"] == 0


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_broken_encoding_is_refused_with_its_line_and_bytes(tmp_path: Path, encoding: str) -> None:
    text = f"{HEADINGS}\n{GOOD}\n".encode(encoding)
    (tmp_path / "a.csv").write_bytes(text + GOOD.encode(encoding) + b"\xff\xff\n")
    fault = first_fault(tmp_path / "a.csv")
    assert (fault.facts["line"], fault.facts["got"][:5]) == (3, "ff ff")


def test_utf_16_and_other_kinds_of_file_named_csv_are_refused(tmp_path: Path) -> None:
    for content in (HEADINGS.encode("utf-16"), b"PK\x03\x04zip", b"\xd0\xcf\x11\xe0ole", b"a\0b"):
        (tmp_path / "a.csv").write_bytes(content)
        assert "a .csv file" in first_fault(tmp_path / "a.csv").facts["expected"]


def test_a_file_with_another_ending_is_refused(tmp_path: Path) -> None:
    assert ".xlsx" in first_fault(write_csv(tmp_path / "a.txt", HEADINGS)).facts["expected"]


def test_a_file_of_five_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        with (tmp_path / name).open("wb") as file:
            os.truncate(file.fileno(), 5 << 30)
        assert first_fault(tmp_path / name).facts["got"] == f"{5 << 30} bytes"
    assert CSV_BYTES_MAX < 5 << 30


def test_a_line_that_never_ends_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", HEADINGS, "x" * (LINE_BYTES_MAX + 1))
    assert str(LINE_BYTES_MAX) in first_fault(path).facts["expected"]


def test_a_person_named_twice_is_told_with_both_lines(tmp_path: Path) -> None:
    lower = PERSON.identity_number.lower()
    lines = [GOOD, GOOD.replace(PERSON.identity_number, OTHER.identity_number), f"{lower},样例,1,,"]
    preview = roster_check(write_csv(tmp_path / "a.csv", HEADINGS, *lines), on=ON)
    (fault,) = preview.faults
    assert (fault.facts["line"], fault.facts["got"]) == (4, "the person of line 2")


def test_the_preview_tells_every_fault_of_a_line_and_counts_beyond_its_limit(
    tmp_path: Path,
) -> None:
    path = write_csv(
        tmp_path / "a.csv", HEADINGS, "1,,0,!,=", GOOD, GOOD, "2,样例,5,,", "3,样例,5,,"
    )
    preview = roster_check(path, on=ON, limit=7)
    assert [(fault.facts["line"], fault.facts["field"]) for fault in preview.faults] == [
        (2, "identity_number"),
        (2, "name"),
        (2, "amount"),
        (2, "account_number"),
        (2, "remark"),
        (4, "identity_number"),
        (5, "identity_number"),
    ]
    assert preview.fault_count == 8
    assert (preview.line_count, preview.sum_fen) == (2, 2 * 123450)


def test_a_fault_speaks_both_languages(tmp_path: Path) -> None:
    fault = fault_of_line(tmp_path, GOOD.replace("1234.50", "0"))
    assert fault.sentence("en") == "Line 3, amount: found '0'; expected an amount above zero."
    assert fault.sentence("zh") == "第3行，金额：实际为 '0'；应为 大于零的金额。"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_the_bytes_a_csv_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    good = f"{HEADINGS}\n{GOOD}\n".encode(data.draw(st.sampled_from(["utf-8", "gb18030"])))
    at = data.draw(st.integers(0, len(good)))
    damaged = (
        good[:at] + data.draw(st.binary(max_size=6)) + good[at + data.draw(st.integers(0, 6)) :]
    )
    (tmp_path / "a.csv").write_bytes(damaged)
    preview = roster_check(tmp_path / "a.csv", on=ON)
    try:
        read = list(roster_read(tmp_path / "a.csv", on=ON))
    except Refusal:
        read = []
    assert len(read) in (0, preview.line_count)
