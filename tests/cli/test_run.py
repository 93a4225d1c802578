"""`ringfence run`: the bank's last day, and a run given up by two persons."""

from pathlib import Path

import pytest

from ringfence.banking.files.channel_settings import channel_set
from ringfence.banking.models import Bank
from ringfence.installation.config import config
from ringfence.interfaces.cli import run as run_cli
from ringfence.interfaces.cli.main import main
from ringfence.workdays.calendar import Calendar
from sample_month import (
    BANK,
    SampleMonth,
    at,
    month,  # noqa: F401 - a fixture
)
from sample_people import (
    AGENCY,
    APPROVER,
    CLERK,
    MANAGER,
    people,  # noqa: F401 - a fixture
)

DONE, REFUSED = 0, 1


@pytest.mark.clause("OP-16.2")
def test_the_banks_last_day_is_shown_late_when_it_is(
    month: SampleMonth,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = month.sent(month.drafted("1.00"))
    for words in (["list"], ["show", run.number]):
        assert main(["run", *words, "--at", "2026-01-09T20:00"]) == DONE
        assert "late 逾期" not in capsys.readouterr().out
        assert main(["run", *words, "--at", "2026-01-10T08:00"]) == DONE
        assert "2026-01-09 late 逾期" in capsys.readouterr().out


@pytest.mark.clause("OP-16.2")
def test_a_missing_calendar_is_named_in_place_of_the_last_day(
    month: SampleMonth,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(run_cli, "calendar_in", lambda _: Calendar({}))
    run = month.sent(month.drafted("1.00"))
    assert main(["run", "list"]) == DONE
    assert "缺日历 2026" in capsys.readouterr().out
    assert main(["run", "show", run.number]) == DONE
    said = capsys.readouterr().out
    assert "尚无2026年的工作日安排" in said
    assert "workdays load" in said


@pytest.mark.clause("OP-16.4")
@pytest.mark.usefixtures("people")
def test_one_person_asks_to_give_a_run_up_and_another_does(
    month: SampleMonth,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(config(), "home", tmp_path / "home")
    channel_set(
        agency=AGENCY, bank=Bank.objects.get(pk=BANK), profile="DELIMITED", suite="NATIONAL",
        kind="FOLDER", outgoing="out", incoming="in", actor=MANAGER, at=at(8),
    )  # fmt: skip
    run = month.sent(month.drafted("1.00"))
    ask = ["run", "give-up-ask", run.number, "--letter", "样例函1", "--reason", "样例原因"]
    assert main([*ask, "--actor", CLERK.code, "--at", "2026-01-12T09:00"]) == DONE
    give_up = ["run", "give-up", run.number, "--at", "2026-01-12T10:00", "--actor"]
    assert main([*give_up, CLERK.code]) == REFUSED
    assert main([*give_up, APPROVER.code]) == DONE
    assert capsys.readouterr().out.splitlines() == [f"{run.number}  SENT", f"{run.number}  REFUSED"]
    assert month.own_fen() == 100
