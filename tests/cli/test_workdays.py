"""`ringfence workdays`: asked and loaded as an operator does it."""

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.installation.config import config
from ringfence.interfaces.cli.main import main

ROWS = """year,date,kind,name
2027,2027-01-01,HOLIDAY,元旦
2027,2027-05-01,HOLIDAY,劳动节
2027,2027-10-01,HOLIDAY,国庆节
"""


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "home", home)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["workdays", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_add_tells_the_last_day_and_its_closing_instant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = answer(capsys, "add", "2025-09-30", "3")
    assert (said["due_on"], said["unit"]) == ("2025-10-11", "WORKING_DAY")
    assert said["ends_at"] == "2025-10-11T16:00:00+00:00"
    assert answer(capsys, "add", "2025-09-28", "3", "--calendar-days")["due_on"] == "2025-10-09"


def test_is_and_next_tell_a_make_up_day_from_a_holiday(capsys: pytest.CaptureFixture[str]) -> None:
    made_up = answer(capsys, "is", "2025-10-11")
    assert (made_up["working_day"], made_up["kind"], made_up["name"]) == (True, "WORKDAY", "国庆节")
    assert answer(capsys, "is", "2025-10-08")["working_day"] is False
    assert answer(capsys, "is", "2025-10-09")["kind"] is None
    assert answer(capsys, "next", "2025-09-30")["next_on"] == "2025-10-09"


def test_list_shows_the_years_and_the_days_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row["year"] for row in answer(capsys, "list")] == list(range(2004, 2027))
    assert {"date": "2026-01-04", "kind": "WORKDAY", "name": "元旦"} in answer(
        capsys, "list", "2026"
    )
    assert main(["workdays", "list", "2026"]) == 0
    assert "2026-01-04" in capsys.readouterr().out


def test_a_gap_is_refused_until_the_year_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["workdays", "is", "2027-01-01", "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["code"] == "CALENDAR_GAP"
    path = tmp_path / "2027.csv"
    path.write_text(ROWS, encoding="utf-8")
    assert answer(capsys, "load", str(path), "--source", "样例通知1号")["holiday_count"] == 3
    assert answer(capsys, "is", "2027-01-01")["working_day"] is False


def test_a_faulty_notice_is_refused_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "2027.csv"
    path.write_text(ROWS.replace("劳动节", ""), encoding="utf-8")
    assert main(["workdays", "load", str(path), "--source", "样例通知1号", "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["facts"]["line"] == 3


@pytest.mark.parametrize(
    "words",
    [
        ["add", "2025-09-30", "-1"],
        ["add", "2025-09-30", "99999"],
        ["is", "2025-02-30"],
        ["load", "no such file", "--source", "x"],
        ["load", "notice.csv"],
    ],
)
def test_wrong_usage_exits_with_two(words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["workdays", *words])
    assert caught.value.code == 2
