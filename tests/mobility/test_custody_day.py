"""A whole custody day by the commands of a user; the planted difference is found, and only it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mobility.bikes import DAY
from ringfence.demo.custody_day import DAY_FILE, OWN, CustodyDay, custody_day
from ringfence.demo.custody_staff import CUSTODIAN, OPERATOR, OPERATORS_CLERK
from ringfence.installation.config import config
from ringfence.interfaces.cli import custody
from ringfence.interfaces.cli.main import main
from ringfence.regimes.mobility.models import ClearingDay, Payout, Rider

pytestmark = pytest.mark.django_db

BY_OPERATOR = ("--actor", OPERATORS_CLERK, "--at", "2026-11-20T19:00")


@pytest.fixture(autouse=True)
def own_installation(adopted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands use the test's database and the rules of the adopted edition."""
    monkeypatch.setattr(config(), "home", adopted)
    monkeypatch.setattr(custody, "open_database", lambda: None)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[int], CustodyDay]:
    """Play the day of a seed."""
    return lambda seed: custody_day(main, tmp_path / f"day-{seed}", DAY, seed)


@pytest.mark.clause("MUF-14")
@pytest.mark.parametrize("seed", [1, 7])
def test_the_planted_difference_is_found_and_only_it(
    play: Callable[[int], CustodyDay], seed: int, tmp_path: Path
) -> None:
    day = play(seed)
    [found] = day.found
    assert (found["kind"], found["rider"]) == ("TOP_UP", day.planted.rider)
    assert found["ledger_fen"] - found["operator_fen"] == day.planted.amount_fen
    assert found["bank_fen"] == found["ledger_fen"]
    assert day.row["clearing"]["sequence"] == 2
    assert day.row["clearing"]["breaks"] == []
    kept = json.loads((tmp_path / f"day-{seed}" / DAY_FILE).read_text(encoding="utf-8"))
    assert kept == {"day": day.row, "found": day.found}


@pytest.mark.clause("MUF-17.2")
def test_the_day_shows_money_ratio_and_warnings(play: Callable[[int], CustodyDay]) -> None:
    row = play(1).row
    prepaid, moved = row["prepaid"], row["movements"]
    riders_fen = moved["TOP_UP"]["sum_fen"] - moved["RIDE"]["sum_fen"] - moved["REFUND"]["sum_fen"]
    assert prepaid["liabilities_fen"] == riders_fen
    assert (prepaid["state"], prepaid["shortfall_fen"]) == ("REFUNDS_ONLY", 0)
    assert moved["REPLENISHMENT"]["count"] == 1
    assert [warning["state"] for warning in row["warnings"]] == ["NEAR", "REFUNDS_ONLY"]
    assert row["deposit"]["bank_fen"] == row["deposit"]["liabilities_fen"]


# On the day of seed 251 a top-up that was over the cap would fit when the day is over.
@pytest.mark.parametrize("seed", [1, 251])
def test_the_day_may_be_played_again_and_nothing_is_done_twice(
    play: Callable[[int], CustodyDay], seed: int
) -> None:
    assert play(seed) == play(seed)
    assert Payout.objects.filter(operator__code=OPERATOR).count() == 2
    assert ClearingDay.objects.filter(operator__code=OPERATOR).count() == 2
    assert Rider.objects.filter(operator__code=OPERATOR).count() == 300


@pytest.mark.clause("MUF-11.2")
def test_each_line_of_the_days_file_is_answered_with_its_clause(
    play: Callable[[int], CustodyDay], tmp_path: Path
) -> None:
    play(1)
    lines = (tmp_path / "day-1" / "answers.csv").read_text(encoding="utf-8").splitlines()
    events = (tmp_path / "day-1" / "events.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(events)
    assert {line.split(",", 1)[1] for line in lines} >= {"POSTED,", "TOP_UP_OVER_CAP,MUF-11.2"}


def test_a_command_that_is_refused_says_code_and_clause(
    play: Callable[[int], CustodyDay], capsys: pytest.CaptureFixture[str]
) -> None:
    play(1)
    capsys.readouterr()
    words = [OPERATOR, "1.00", "--payee", "14999", "--at", "2026-11-21T09:00"]
    assert main(["custody", "payout", *words, "--actor", CUSTODIAN]) == 1
    assert "[PAYEE_NOT_ALLOWED, MUF-17.4]" in capsys.readouterr().err


@pytest.mark.clause("OP-22.1")
@pytest.mark.parametrize(
    ("somebody", "code"),
    [(OPERATORS_CLERK, "NOT_PERMITTED"), ("sample-nobody", "USER_UNKNOWN")],
)
def test_a_command_is_refused_to_who_may_not(
    play: Callable[[int], CustodyDay],
    capsys: pytest.CaptureFixture[str],
    somebody: str,
    code: str,
) -> None:
    play(1)
    capsys.readouterr()
    words = [OPERATOR, "0.01", "--payee", OWN, "--at", "2026-11-20T19:00"]
    assert main(["custody", "payout", *words, "--actor", somebody]) == 1
    assert f"[{code}, OP-22.1]" in capsys.readouterr().err


def test_a_file_of_movements_with_a_broken_line_is_refused_whole(
    play: Callable[[int], CustodyDay], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    play(1)
    events = tmp_path / "broken.csv"
    events.write_text(
        "key,at,kind,rider,amount_fen\n"
        "00000000-0000-4000-8000-000000000001,2026-11-20T09:00:00+08:00,RIDE,样例用户0001,1\n"
        "00000000-0000-4000-8000-000000000002,2026-11-20T09:00:00,RIDE,样例用户0001,1\n",
        encoding="utf-8",
    )
    before = _day(capsys)
    assert main(["custody", "events", OPERATOR, str(events), *BY_OPERATOR]) == 1
    assert "Line 3, at" in capsys.readouterr().err
    assert _day(capsys) == before


def _day(capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    main(["custody", "day", "--on", str(DAY), "--json", "--at", "2026-11-20T23:00"])
    return json.loads(capsys.readouterr().out)
