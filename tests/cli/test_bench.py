"""`ringfence bench exchange`: every stage is measured, in both profiles, at two sizes."""

import json
from pathlib import Path

import pytest

from ringfence.installation.config import config
from ringfence.interfaces.cli.main import main


def test_each_stage_is_measured_at_a_tenth_and_at_all_and_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(config(), "home", home)
    assert main(["bench", "exchange", "--entries", "40", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["profile"], row["stage"], row["entry_count"]) for row in rows] == [
        (profile, stage, count)
        for profile in ("DELIMITED", "ISO")
        for count in (4, 40)
        for stage in ("write run", "write result", "read result")
    ]
    assert all(row["seconds"] >= 0 and row["peak_memory_bytes"] > 0 for row in rows)
    assert all(row["file_bytes"] > row["entry_count"] for row in rows)
    assert not any(row["is_validated"] for row in rows)  # there are no schemas in this home
    assert list(home.iterdir()) == []
