"""Notices: read with every fault named, kept whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.kernel.refusal import FileLineError
from ringfence.workdays.calendar import DayKind
from ringfence.workdays.notice import notice_text, read_notice, read_notices
from ringfence.workdays.store import NoticeDiffers, NoticeSourceMissing, calendar_in, notice_load

SOURCE = "样例通知〔2026〕1号"
HEADING = "year,date,kind,name"
ROWS = [
    "2027,2026-12-31,HOLIDAY,元旦",
    "2027,2027-01-01,HOLIDAY,元旦",
    "2027,2027-01-09,WORKDAY,元旦",
    "2027,2027-05-01,HOLIDAY,劳动节",
    "2027,2027-10-01,HOLIDAY,国庆节",
]


def csv_of(*rows: str) -> bytes:
    return "\n".join([HEADING, *rows, ""]).encode()


def notice_file(folder: Path, *rows: str) -> Path:
    path = folder / "notice.csv"
    path.write_bytes(csv_of(*(rows or ROWS)))
    return path


def test_a_notice_is_read_with_its_days_in_order() -> None:
    notice = read_notice(csv_of(*reversed(ROWS)), source=SOURCE)
    assert (notice.year, notice.source) == (2027, SOURCE)
    assert [day.on for day in notice.days] == sorted(day.on for day in notice.days)
    assert notice.days[2].kind is DayKind.WORKDAY


def test_a_notice_written_and_read_is_the_same() -> None:
    notice = read_notice(csv_of(*ROWS), source=SOURCE)
    assert read_notice(notice_text(notice).encode(), source="") == notice


def test_a_byte_order_mark_remarks_and_windows_line_ends_are_accepted() -> None:
    text = "\ufeff# typed from the gazette\r\n" + csv_of(*ROWS).decode().replace("\n", "\r\n")
    assert read_notice(text.encode(), source=SOURCE) == read_notice(csv_of(*ROWS), source=SOURCE)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("2027,2027-02-06,WORKDAY", "fields"),
        ("2027,2027-02-06,WORKDAY,春节,more", "fields"),
        ("2027,2027-02-30,HOLIDAY,春节", "date"),
        ("2027,20270206,WORKDAY,春节", "date"),
        ("2027,2027-2-6,WORKDAY,春节", "date"),
        ("2027,２０２７-02-06,WORKDAY,春节", "date"),
        ("2027,2027-01-01,HOLIDAY,元旦", "date"),
        ("2027,2028-02-06,WORKDAY,春节", "year"),
        ("2027,2026-11-30,HOLIDAY,春节", "year"),
        ("2028,2027-02-06,WORKDAY,春节", "year"),
        ("２０２７,2027-02-06,WORKDAY,春节", "year"),
        ("10000,9999-12-31,HOLIDAY,元旦", "year"),
        ("999,0999-01-01,HOLIDAY,元旦", "year"),
        ("2027,2027-02-06,workday,春节", "kind"),
        ("2027,2027-02-06,,春节", "kind"),
        ("2027,2027-02-08,WORKDAY,春节", "kind"),
        ("2027,2027-02-06,WORKDAY, ", "name"),
    ],
)
def test_a_faulty_row_is_refused_by_line_and_field(row: str, field: str) -> None:
    with pytest.raises(FileLineError) as caught:
        read_notice(csv_of(*ROWS, row), source=SOURCE)
    assert (caught.value.facts["line"], caught.value.facts["field"]) == (7, field)


def test_a_file_that_is_not_utf8_is_refused_at_its_first_wrong_byte() -> None:
    with pytest.raises(FileLineError) as caught:
        read_notice(csv_of(*ROWS).decode().encode("gb18030"), source=SOURCE)
    assert (caught.value.facts["line"], caught.value.facts["field"]) == (2, "encoding")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"date,kind\n2027-01-01,HOLIDAY\n", b"\x00"])
def test_a_file_without_its_heading_is_refused(content: bytes) -> None:
    with pytest.raises(FileLineError) as caught:
        read_notice(content, source=SOURCE)
    assert caught.value.facts["field"] == "heading"


def test_a_file_of_no_days_or_of_two_years_is_no_notice() -> None:
    other_year = [row.replace("2027", "2028").replace("2026", "2027") for row in ROWS]
    other_year = [row for row in other_year if "WORKDAY" not in row]
    assert len(read_notices(csv_of(*ROWS, *other_year))) == 2
    for content in (csv_of(), csv_of(*ROWS, *other_year)):
        with pytest.raises(FileLineError) as caught:
            read_notice(content, source=SOURCE)
        assert caught.value.facts["field"] == "year"


def test_a_file_cut_short_lacks_a_fixed_holiday_and_is_refused() -> None:
    with pytest.raises(FileLineError) as caught:
        read_notice(csv_of(*ROWS[:-1]), source=SOURCE)
    assert "2027-10-01" in caught.value.facts["got"]


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_and_never_fail(content: bytes) -> None:
    with pytest.raises(FileLineError):
        read_notice(content, source=SOURCE)


def test_a_loaded_year_is_known_from_then_on(tmp_path: Path, home: Path) -> None:
    notice_load(notice_file(tmp_path), source=SOURCE, home=home)
    calendar = calendar_in(home)
    assert calendar.notices[2027].source == SOURCE
    assert not calendar.is_working_day(date(2027, 1, 1))
    assert calendar.is_working_day(date(2027, 1, 9))
    assert not calendar.is_working_day(date(2026, 12, 31))  # the new notice reaches back


def test_the_same_notice_again_changes_nothing(tmp_path: Path, home: Path) -> None:
    first = notice_load(notice_file(tmp_path), source=SOURCE, home=home)
    again = notice_load(notice_file(tmp_path), source="另一标题", home=home)
    assert again == first


def test_other_days_for_a_known_year_need_to_be_superseded(tmp_path: Path, home: Path) -> None:
    notice_load(notice_file(tmp_path), source=SOURCE, home=home)
    changed = notice_file(tmp_path, *ROWS, "2027,2027-10-02,HOLIDAY,国庆节")
    with pytest.raises(NoticeDiffers) as caught:
        notice_load(changed, source=SOURCE, home=home)
    assert caught.value.facts["first_on"] == date(2027, 10, 2)
    assert len(calendar_in(home).notices[2027].days) == 5
    notice_load(changed, source=SOURCE, home=home, supersede=True)
    assert len(calendar_in(home).notices[2027].days) == 6


def test_a_shipped_year_is_protected_like_a_loaded_one(tmp_path: Path, home: Path) -> None:
    rows = [
        "2026,2026-01-01,HOLIDAY,元旦",
        "2026,2026-05-01,HOLIDAY,劳动节",
        "2026,2026-10-01,HOLIDAY,国庆节",
    ]
    with pytest.raises(NoticeDiffers):
        notice_load(notice_file(tmp_path, *rows), source=SOURCE, home=home)


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path, home: Path) -> None:
    with pytest.raises(FileLineError):
        notice_load(notice_file(tmp_path, *ROWS, "2027"), source=SOURCE, home=home)
    assert not home.exists()


def test_a_loaded_folder_holds_the_notice_and_no_remains(tmp_path: Path, home: Path) -> None:
    notice_load(notice_file(tmp_path), source=SOURCE, home=home)
    assert [path.name for path in (home / "workdays").iterdir()] == ["2027.csv"]


@pytest.mark.parametrize("source", ["", "  ", "two\nlines"])
def test_a_notice_without_a_title_in_one_line_is_refused(
    source: str, tmp_path: Path, home: Path
) -> None:
    with pytest.raises(NoticeSourceMissing):
        notice_load(notice_file(tmp_path), source=source, home=home)


def test_a_huge_file_is_refused_unread(tmp_path: Path, home: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(FileLineError) as caught:
        notice_load(path, source=SOURCE, home=home)
    assert caught.value.facts["field"] == "size"
