"""`ringfence ledger`, as it is typed."""

import json
from typing import Any

import pytest

from ledger.books import Books
from ringfence.interfaces.cli import ledger
from ringfence.interfaces.cli.main import main


@pytest.fixture
def run(books: Books, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on the test's books; return its exit code and its JSON."""
    for opening in ("open_database", "connect"):
        monkeypatch.setattr(ledger, opening, lambda: None)

    def run_command(*words: object) -> tuple[int, Any]:
        code = main(["ledger", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out or "null")

    return run_command


def test_every_read_answers_in_json(books: Books, run: Any) -> None:
    leaf, a = books.leaf_id, books.account(150)
    fund = f"样例基金{leaf:04d}"
    assert run("seal", leaf) == (0, [{"leaf_id": leaf, "sealed_count": 1, "folded_count": 1}])
    assert run("balance", leaf, a)[1]["balance_fen"] == 150
    assert run("balance", leaf, a, "--at", "2026-01-04")[1]["balance_fen"] == 0
    assert run("balance", leaf, a, "--at", "2026-01-05")[1]["balance_fen"] == 150
    assert run("statement", leaf, a, "2026-01-05", "2026-01-05")[1]["closing_fen"] == 150
    assert run("trial-balance", fund)[1]["debit_fen"] == 150
    assert run("movements", fund, "2026-01-01", "2026-01-31")[1][0]["transfer_count"] == 1
    assert [x["code"] for x in run("accounts", leaf)[1]] == ["BANK", "PERSONAL"]
    [seal] = run("seals", leaf)[1]
    [sealed_leaf] = run("fund-seal", fund, "2999-12-31")[1]["leaves"]
    assert sealed_leaf["digest"] == seal["digest"]
    code, report = run("verify", leaf)
    assert (code, report["breaks"], report["sealed_count"]) == (0, [], 1)


def test_reads_are_also_tables(books: Books, run: Any, capsys: pytest.CaptureFixture[str]) -> None:
    a = books.account(150)
    fund = f"样例基金{books.leaf_id:04d}"
    day = "2026-01-05"
    for words in (
        ["balance", books.leaf_id, a], ["statement", books.leaf_id, a, day, day],
        ["trial-balance", fund], ["movements", fund, day, day], ["accounts", books.leaf_id],
    ):  # fmt: skip
        assert main(["ledger", *map(str, words)]) == 0
        assert "1.50" in capsys.readouterr().out


def test_an_unknown_fund_is_refused(run: Any) -> None:
    assert run("trial-balance", "没有") == (1, None)


def test_the_next_era_is_begun_by_name(books: Books, run: Any) -> None:
    assert run("era", books.leaf_id, "--next") == (0, [{"leaf_id": books.leaf_id, "era": 1}])
