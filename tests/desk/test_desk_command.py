"""`ringfence desk`, as it is typed, on a database where the program is only the run-time role."""

import json
from typing import Any

import pytest

from access.acting import sample_areas, sample_insurer, sample_membership, sample_user
from desk.kinds_sample import AT, BREAK, CALENDAR, CLERK, DUE_AT, PAY, PAYMENT
from ringfence.desk.approvals import approval_ask
from ringfence.desk.case_opening import Matter, case_open
from ringfence.desk.duties import duty_start
from ringfence.interfaces.cli import desk
from ringfence.interfaces.cli.main import main

PLACE = "INS-1401"


@pytest.fixture
def run(
    own_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Any:
    """Run a command on the test's database; return its exit code and its JSON."""
    monkeypatch.setattr(desk, "open_database", lambda: None)

    def run_command(*words: object) -> tuple[int, Any]:
        code = main(["desk", *map(str, words), "--at", AT.isoformat(), "--json"])
        told = capsys.readouterr()
        return code, json.loads(told.out or told.err)

    return run_command


@pytest.fixture
def waiting(run: Any) -> dict[str, str]:
    """An agency with a clerk and an approver, and one of each that waits; their numbers."""
    sample_areas()
    organisation = sample_insurer(PLACE)
    for code, role in (("sample-a", "BENEFIT_CLERK"), ("sample-b", "BENEFIT_APPROVER")):
        sample_membership(sample_user(code, name=code), organisation, role)
    duty = duty_start(
        kind=PAY, organisation=PLACE, subject=("run", "1"), started_at=AT, calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    approval = approval_ask(
        kind=PAYMENT, organisation=PLACE, subject=("run", "1"), calendar=CALENDAR, actor=CLERK,
        at=AT,
    )  # fmt: skip
    case = case_open(
        type_code=BREAK, organisation=PLACE, matter=Matter(("break", "1")), calendar=CALENDAR,
        actor=CLERK, at=AT,
    )  # fmt: skip
    return {"duty": str(duty.id), "approval": str(approval.id), "case": str(case.id)}


def test_the_tray_is_listed_and_each_thing_is_shown(run: Any, waiting: dict[str, str]) -> None:
    _, page = run("list", PLACE, "--actor", "sample-b", "--limit", 2)
    assert [item["what"] for item in page["items"]] == ["APPROVAL", "DUTY"]
    _, rest = run("list", PLACE, "--actor", "sample-b", "--after", page["after"])
    assert [item["what"] for item in rest["items"]] == ["CASE"]
    assert rest["counts"] == {"LATE": 0, "TODAY": 0, "THIS_WEEK": 2, "LATER": 1}
    for what, key in waiting.items():
        code, shown = run("show", what, key, "--actor", "sample-b")
        assert (code, shown[what]["id"]) == (0, key)


def test_an_approval_is_decided_and_a_case_is_noted(run: Any, waiting: dict[str, str]) -> None:
    approval, case = waiting["approval"], waiting["case"]
    code, refusal = run("decide", approval, "approve", "--actor", "sample-a")
    assert (code, refusal["code"]) == (1, "NOT_PERMITTED")
    assert run("decide", approval, "return", "--actor", "sample-b")[1]["code"] == "REASON_MISSING"
    _, decided = run("decide", approval, "approve", "--actor", "sample-b")
    assert decided["state"] == "APPROVED"
    run("note", case, "样例备注", "--actor", "sample-a")
    _, shown = run("show", "case", case, "--actor", "sample-a")
    assert [note["text"] for note in shown["notes"]] == ["样例备注"]


def test_a_sweep_tells_what_it_found(
    run: Any, waiting: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = {
        "dated_count": 0, "late_duty_count": 0, "escalated_count": 0, "late_case_count": 0,
    }  # fmt: skip
    assert run("sweep") == (0, nothing)
    assert main(["desk", "sweep", "--at", DUE_AT.isoformat()]) == 0
    assert "late duties" in capsys.readouterr().out
    assert main(["desk", "list", PLACE, "--actor", "sample-b", "--at", DUE_AT.isoformat()]) == 0
    assert waiting["duty"] in capsys.readouterr().out
