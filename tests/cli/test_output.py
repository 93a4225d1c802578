"""What the commands print is what was there, and a "no" is words and never a trace."""

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ringfence.interfaces.cli.main import main
from ringfence.interfaces.cli.output import print_json, print_table


def test_a_cell_is_printed_as_it_is_and_never_as_markup(
    capsys: pytest.CaptureFixture[str],
) -> None:
    cell = "[/red] [bold]样例甲 :smile:"
    print_table(("name",), [(cell,)])
    assert cell in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_file_that_cannot_be_used_is_named_in_both_languages(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "missing"
    assert main(["envelope", "show", str(path)]) == 1
    said = capsys.readouterr().err
    assert str(path) in said
    assert "FILE_NOT_USABLE" in said
    assert main(["envelope", "show", str(path), "--json"]) == 1
    refusal = json.loads(capsys.readouterr().err)
    assert refusal["sentence"]["zh"] != refusal["sentence"]["en"]


def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    ended = subprocess.run(
        [f"{sys.executable} -m ringfence clauses --json | head -1; exit ${{PIPESTATUS[0]}}"],
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "[\n", "")


@pytest.mark.parametrize(
    ("variable", "text"),
    [("RINGFENCE_DEBUG", "perhaps"), ("RINGFENCE_DATABASE_URL", "mysql://127.0.0.1/x")],
)
def test_a_setting_that_cannot_be_used_is_named_in_both_languages(variable: str, text: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "ringfence", "run", "list"],
        env={**os.environ, variable: text},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert variable in ended.stderr
    assert "SETTING_WRONG" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_days_and_instants_are_printed_as_iso_8601(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"at": datetime(2026, 1, 5, 8, 30, tzinfo=UTC), "on": date(2026, 1, 5)})
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-01-05T08:30:00+00:00",
        "on": "2026-01-05",
    }
