"""Wrong input to the month's commands: said in both languages, exit 1; wrong usage, exit 2."""

from pathlib import Path

import pytest

from ringfence.access.actor import Actor
from ringfence.interfaces.cli.main import OK, REFUSED, main
from sample_month import (
    BANK,
    SampleMonth,
    month,  # noqa: F401 - a fixture
    own_account_number,
    registry_row,
    roster_row,
    row_counts,
)
from sample_people import (
    ACCOUNTANT,
    CASHIER,
    CHECKER,
    CLERK,
    KEEPER,
    MANAGER,
    people,  # noqa: F401 - a fixture
)

pytestmark = pytest.mark.usefixtures("people")

USAGE = 2  # as argparse ends the program
AT = ["--at", "2026-01-06T09:00"]
PENSION = ["--programme", "PENSION"]
FUNDING = ["funding", "announce", *PENSION, "--account", own_account_number(BANK)]
AGREEMENT = ["bank", "agreement", "XY-9", "--agency", "YLBX0001", "--bank", BANK]


def by(person: Actor) -> list[str]:
    return ["--actor", person.code, *AT]


def code_of(*words: str) -> int:
    """The exit code, also where the wrong usage ends the program."""
    try:
        return main(list(words))
    except SystemExit as end:
        return int(end.code or 0)


REFUSED_WORDS: dict[str, list[str]] = {
    "no such run": ["run", "check", "PENSION-2026-01-999", *by(CHECKER)],
    "no such run shown": ["run", "show", "PENSION-2026-01-999"],
    "nothing to retry": ["run", "retry", *PENSION, "--period", "2026-01", *by(CLERK)],
    "nobody of this code": ["run", "check", "X", "--actor", "sample-none", *AT],
    "somebody who may not": ["run", "retry", *PENSION, "--period", "2026-01", *by(CHECKER)],
    "no such programme": [
        "run", "retry", "--programme", "X", "--period", "2026-01", *by(CLERK),
    ],
    "no such roster": ["roster", "import", "no.csv", *PENSION, "--period", "2026-01", *by(CLERK)],
    "a folder for a roster": ["roster", "import", "/", *PENSION, "--period", "2026-01", *by(CLERK)],
    "no such registry file": ["registry", "load", "no.csv", *PENSION, *by(KEEPER)],
    "no such corrections": ["registry", "correct", "no.csv", *by(KEEPER)],
    "money of nothing": [*FUNDING, "--amount", "0", "--reference", "R", *by(CASHIER)],
    "money with three decimals": [*FUNDING, "--amount", "1.001", "--reference", "R", *by(CASHIER)],
    "money over bigint": [*FUNDING, "--amount", "9" * 20, "--reference", "R", *by(CASHIER)],
    "money in words": [*FUNDING, "--amount", "一百", "--reference", "R", *by(CASHIER)],
    "money for an account not ours": [
        "funding", "announce", *PENSION, "--account", "1", "--amount", "1", "--reference", "R",
        *by(CASHIER),
    ],
    "no statement to reconcile": [
        "reconcile", own_account_number(BANK), "--on", "2026-01-06", *by(ACCOUNTANT),
    ],
    "an account not ours to reconcile": ["reconcile", "1", "--on", "2026-01-06", *by(ACCOUNTANT)],
    "no such bank": [
        "bank", "account", "1400", "--bank", "999999999999", "--name", "样例户", *PENSION, "--on",
        "2026-01-01", *by(MANAGER),
    ],
    "an agreement over no account": [
        *AGREEMENT, "--payout-account", "1", "--signed-on", "2026-01-01", "--from", "2026-01-01",
        *by(MANAGER),
    ],
    "an agreement that ends before it begins": [
        *AGREEMENT, "--payout-account", own_account_number(BANK), "--signed-on", "2026-01-01",
        "--from", "2026-01-02", "--to", "2026-01-01", *by(MANAGER),
    ],
}  # fmt: skip
WRONG_USAGE: dict[str, list[str]] = {
    "a period that is none": ["roster", "import", "x.csv", *PENSION, "--period", "2026-13",
                              *by(CLERK)],
    "a period in words": ["run", "retry", *PENSION, "--period", "January", *by(CLERK)],
    "a time that is none": ["run", "check", "X", "--actor", CLERK.code, "--at", "2026-13-01"],
    "nobody who acts": ["run", "check", "X"],
    "no verb": ["run"],
    "a demo in which a bank has nobody to pay": ["demo", "--people", "3"],
    "a demo of a seed below none": ["demo", "--seed", "-1"],
    "a demo of words": ["demo", "--people", "many"],
    "a day that is none": ["reconcile", "1", "--on", "2026-02-30", *by(ACCOUNTANT)],
    "a bank of five digits": ["bank", "add", "12345", "样例银行"],
    "a purpose of two letters": [
        "programme", "open", "X", "样例", "--agency", "YLBX0001", "--purpose", "PE", "--leaf", "9",
    ],
}  # fmt: skip


@pytest.mark.parametrize("words", REFUSED_WORDS.values(), ids=REFUSED_WORDS)
def test_what_cannot_be_done_is_said_and_ends_with_1(
    month: SampleMonth,  # noqa: F811 - the fixture
    words: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = row_counts("banking_run", "banking_fundingnotice", "banking_agencyagreement")
    assert code_of(*words) == REFUSED
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.splitlines()) >= 2, "in both languages"
    assert before == row_counts("banking_run", "banking_fundingnotice", "banking_agencyagreement")


@pytest.mark.parametrize("words", WRONG_USAGE.values(), ids=WRONG_USAGE)
def test_wrong_usage_is_shown_and_ends_with_2(
    month: SampleMonth,  # noqa: F811
    words: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert code_of(*words) == USAGE
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe\x00", b"", b"PK\x03\x04" + b"\x00" * 64, b"identity_number,name\n1,2\n",
     b"a,b,c\n1,2,3\n"],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_roster_that_is_not_what_it_says_is_refused(
    month: SampleMonth,  # noqa: F811
    tmp_path: Path,
    content: bytes,
    suffix: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"roster{suffix}"
    path.write_bytes(content)
    words = ["roster", "import", str(path), *PENSION, "--period", "2026-01", *by(CLERK)]
    assert code_of(*words) == REFUSED
    assert "Traceback" not in capsys.readouterr().err
    assert row_counts("card_roster", "banking_run") == [0, 0]


def test_of_several_runs_those_before_the_refused_one_stay_done(
    month: SampleMonth,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    month.people(registry_row(1))
    (run,) = month.roster(roster_row(1)).runs
    words = ["run", "check", run.number, "PENSION-2026-01-999", "--actor", CHECKER.code]
    assert code_of(*words, "--at", "2026-01-06T10:00") == REFUSED
    assert f"{run.number}  CHECKED" in capsys.readouterr().out
    assert code_of("run", "list", "--json") == OK
