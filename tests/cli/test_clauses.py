"""`ringfence clauses`, `clause` and `rulebook`: what an operator reads of the law."""

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.installation.config import config
from ringfence.interfaces.cli.main import main


@pytest.fixture(autouse=True)
def own_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config(), "home", home)


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_clauses_lists_every_clause_with_its_state(capsys: pytest.CaptureFixture[str]) -> None:
    listed = answer(capsys, "clauses")
    assert len(listed) == 136
    assert {each["state"] for each in listed} <= {"ENFORCED", "RECORDED", "PLANNED"}


def test_clauses_filters_by_document_and_state(capsys: pytest.CaptureFixture[str]) -> None:
    fin = answer(capsys, "clauses", "--document", "fin")
    assert {each["document"] for each in fin} == {"FIN"}
    recorded = answer(capsys, "clauses", "--state", "recorded")
    assert "MUF-27" in {each["id"] for each in recorded}


def test_clause_explains_text_values_and_tests(capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "clause", "muf-10.3", "--on", "2020-06-01")
    assert said["article"] == "第十条第（三）项"
    stated = {(each["name"], *each["when"].values()): each["is"] for each in said["values"]}
    assert stated["deposit.refund_days", "BIKE_SHARING"] == 2
    assert stated["deposit.refund_days", "CAR_SHARING"] == 15
    assert said["without_edition_in_force"] == []
    assert said["contradictions"][0]["in_force"] == "BANK_DAY_INSIDE"


def test_clause_says_which_values_no_edition_holds(capsys: pytest.CaptureFixture[str]) -> None:
    said = answer(capsys, "clause", "MUF-11.4", "--on", "2023-06-01")
    assert said["without_edition_in_force"] == ["reserve.floor"]


def test_a_clause_of_one_case_of_a_value_is_silent_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = answer(capsys, "clause", "MUF-17.3", "--on", "2023-06-01")
    assert said["without_edition_in_force"] == ["refund.original_route_days"]


def test_a_value_that_another_clause_answers_now_is_not_called_silent(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    (home / "rulebook").mkdir(parents=True)
    (home / "rulebook" / "own.yaml").write_text(
        "choose:\n  - {value: replacement.collection_place, is: WINDOW, cite: 样例, from: open}\n",
        encoding="utf-8",
    )
    assert answer(capsys, "clause", "WIN-15.2")["without_edition_in_force"] == []


def test_clause_refuses_an_unknown_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clause", "MUF-99"]) == 1
    assert "UNKNOWN_CLAUSE" in capsys.readouterr().err


@pytest.mark.clause("MUF-27")
def test_adopt_switches_the_continuation_on(capsys: pytest.CaptureFixture[str]) -> None:
    day = ("--on", "2023-06-01")
    before = {each["name"] for each in answer(capsys, "rulebook", "values", *day)}
    assert "reserve.floor" not in before
    words = ["adopt", "muf-continuation", "--cite", "样例文号", "--from", "2022-06-01"]
    assert main(["rulebook", *words]) == 0
    capsys.readouterr()
    values = {each["name"]: each for each in answer(capsys, "rulebook", "values", *day)}
    assert values["reserve.floor"]["is"] == 400_000
    assert values["reserve.floor"]["edition"] == "样例文号"
    in_force = [each for each in answer(capsys, "rulebook", "editions") if not each["off"]]
    assert "样例文号" in {each["cite"] for each in in_force}


def test_check_names_the_line_of_a_wrong_file(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert answer(capsys, "rulebook", "check")["files"] == []
    (home / "rulebook").mkdir(parents=True)
    (home / "rulebook" / "own.yaml").write_text("adopt:\n  - {edition: x}\n")
    assert main(["rulebook", "check", "--json"]) == 1
    refusal = json.loads(capsys.readouterr().err)
    assert refusal["code"] == "RULEBOOK_FILE_ERROR"
    assert (refusal["facts"]["line"], refusal["facts"]["field"]) == (2, "edition")


def test_contradictions_are_listed_with_the_way_out_in_force(
    capsys: pytest.CaptureFixture[str],
) -> None:
    listed = {each["name"]: each for each in answer(capsys, "rulebook", "contradictions")}
    assert listed["replacement.collection_place"]["in_force"] == "BANK_DESK"
    assert set(listed["replacement.collection_place"]["clauses"]) == {"WIN-13.3", "WIN-15.2"}


@pytest.mark.parametrize("noun", [["clauses"], ["clause", "WIN-15.2"], ["rulebook", "values"]])
def test_without_json_it_is_written_for_people(
    capsys: pytest.CaptureFixture[str], noun: list[str]
) -> None:
    assert main(noun) == 0
    assert "WIN-15.2" in capsys.readouterr().out
