"""A pass killed anywhere and made again executes nothing twice and loses nothing."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sandbox.bank import execute, intake, replies, statements, transport, work
from sandbox.bank.home import Bank, open_bank
from sandbox_agency import AGENCY, BANK, Agency, iso_content, item

COUNT = 2000


def waiting_at(folder: Path, profile: str) -> Agency:
    """An agency whose run of some thousand items has arrived at the bank."""
    agency = Agency(folder, "NATIONAL")
    agency.open_bank("--rate", "closed=10000,unknown=20000", people=COUNT, profile=profile)
    items = [item(number) for number in range(1, COUNT + 1)]
    if profile == "ISO":
        agency.send(iso_content(items, 1), f"CREDIT_RUN_{AGENCY}_{BANK}_00000001.xml.rfe")
    else:
        agency.send_run(items)
    return agency


@pytest.fixture
def waiting(tmp_path: Path) -> Agency:
    return waiting_at(tmp_path, "DELIMITED")


def check(agency: Agency, on: str) -> None:
    """All is executed, once, and the books agree with themselves and with what was sent."""
    books = agency.books()
    run = books["runs"][0]
    success = run["outcomes"]["SUCCESS"]
    assert sum(group["count"] for group in run["outcomes"].values()) == COUNT
    assert books["executed"] == success
    assert books["differences"] == []
    assert len(agency.received("ACKNOWLEDGEMENT")) == 1
    assert books["own_accounts"][0]["balance_fen"] == 10_000_000 - success["sum_fen"]
    numbers = [file["file_id"] for file in books["files_out"] if file["kind"] == "RESULT"]
    assert numbers == [f"RS{on.replace('-', '')}-00000001"]
    assert len(agency.received("RESULT")) == 1


@pytest.mark.parametrize("profile", ["DELIMITED", "ISO"])
def test_a_killed_pass_is_made_again(tmp_path: Path, profile: str) -> None:
    waiting = waiting_at(tmp_path, profile)
    command = [sys.executable, "-m", "sandbox.bank.cli", "work", "--home", str(waiting.home)]
    for delay in (0.15, 0.25, 0.32, 0.4, 0.5):
        process = subprocess.Popen([*command, "--on", "2026-01-06"], stdout=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
    waiting.work("2026-01-06")
    check(waiting, "2026-01-06")


class Killed(BaseException):
    """Stands for the end of the process; nothing catches it."""


@pytest.mark.parametrize(
    ("module", "function"),
    [
        (intake.runs_taken, "add_run"),
        (intake.transport, "remove"),
        (execute, "_move_own_account"),
        (replies, "queue"),
        (replies, "send"),
        (replies, "put_out"),
        (transport, "put_out"),
    ],
)
@pytest.mark.parametrize("after", [False, True])
def test_a_pass_that_ends_at_any_step_is_made_again(
    waiting: Agency,
    monkeypatch: pytest.MonkeyPatch,
    module: object,
    function: str,
    after: bool,
) -> None:
    real = getattr(module, function)

    def end(*args: object, **kwargs: object) -> None:
        if after:
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, function, end)
        with open_bank(waiting.home) as bank, pytest.raises(Killed):
            work.work(bank, on="2026-01-06")
    waiting.work("2026-01-06")
    check(waiting, "2026-01-06")


def test_a_day_is_closed_once(waiting: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting.work("2026-01-06")

    def end(*args: object, **kwargs: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(Bank, "set_setting", end)  # the last step of closing a day
        with open_bank(waiting.home) as bank, pytest.raises(Killed):
            statements.close_days(bank, through="2026-01-06", in_detail=False)
    for _ in range(2):
        waiting.run("statement", "--on", "2026-01-06")
    assert len(waiting.received("STATEMENT")) == 1
