"""The demo: its steps tell whether they are done, and it stops where a command does."""

import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from ringfence.demo import month, province
from ringfence.demo.province import Province, set_up_steps
from ringfence.demo.sample.files import write_whole
from ringfence.demo.story import DemoStopped, Step, Storyteller
from ringfence.interfaces.cli.main import build_parser


class Acts:
    """Steps that note what was done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def step(self, title: str, *, works: bool = True) -> Step:
        return Step(
            title,
            lambda: title in self.done,
            lambda: self.done.append(title if works else f"{title}?"),
        )


@pytest.fixture
def teller() -> Storyteller:
    return Storyteller(Console(quiet=True), lambda words: 0 if words == ["good"] else 1)


def test_steps_that_are_done_are_not_done_again(teller: Storyteller) -> None:
    acts = Acts()
    acts.done.append("a")
    steps = [acts.step("a"), acts.step("b")]
    teller.tell(steps)
    teller.tell(steps)
    assert acts.done == ["a", "b"]
    assert list(teller.seconds) == ["b"]


def test_a_step_that_did_not_bring_what_it_should_stops_the_story(teller: Storyteller) -> None:
    acts = Acts()
    with pytest.raises(DemoStopped):
        teller.tell([acts.step("a", works=False), acts.step("b")])
    assert acts.done == ["a?"]


def test_a_command_that_fails_stops_the_story(teller: Storyteller) -> None:
    teller.ringfence("good")
    with pytest.raises(DemoStopped):
        teller.ringfence("bad")


def test_a_bank_that_fails_stops_the_story_with_its_words(
    teller: Storyteller, tmp_path: Path
) -> None:
    with pytest.raises(DemoStopped, match="holds no bank"):
        teller.bank(tmp_path, "work", "--on", "2026-01-06")


def test_the_demo_has_the_sizes_and_choices_that_its_help_shows() -> None:
    arguments = build_parser().parse_args(["demo"])
    assert (arguments.people, arguments.profile, arguments.suite) == (
        20_000,
        "DELIMITED",
        "NATIONAL",
    )
    shown = subprocess.run(
        [sys.executable, "-m", "ringfence", "demo", "--help"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "--people" in shown.stdout


def test_what_came_before_the_further_runs_is_done_once_there_are_any(
    teller: Storyteller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A demo killed while a further run is at the bank began the bank's first day again.
    province = Province(tmp_path, 100, 1, "DELIMITED", "NATIONAL")
    monkeypatch.setattr(month, "_further_runs_exist", lambda: True)
    titles = [step.title for step in month.month_steps(province, teller, tmp_path)]
    further = titles.index("失败再发 failed items again")
    steps = month.month_steps(province, teller, tmp_path)[:further]
    assert further > 10
    assert all(step.is_done() for step in steps)


def test_a_province_too_big_for_a_workbook_has_its_roster_as_text_alone(
    teller: Storyteller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(province, "_WORKBOOK_PEOPLE_MAX", 8)
    for count, has_workbook in ((8, True), (9, False)):
        asked = Province(tmp_path / str(count), count, 1, "DELIMITED", "NATIONAL")
        teller.tell(set_up_steps(asked, teller)[:1])
        assert (asked.roster_csv.exists(), asked.roster_xlsx.exists()) == (True, has_workbook)


def test_a_file_whose_writing_was_broken_off_is_not_there(tmp_path: Path) -> None:
    def broken_off(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.csv", broken_off)
    assert not (tmp_path / "a.csv").exists()
    write_whole(tmp_path / "a.csv", lambda path: path.write_text("whole"))
    write_whole(tmp_path / "a.csv", lambda path: path.write_text("another"))
    assert (tmp_path / "a.csv").read_text() == "whole"
