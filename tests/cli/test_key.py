"""`ringfence key` and `ringfence envelope`, as a custodian would type them."""

import json
from pathlib import Path
from typing import Any

import pytest

from authority.acts import acts, facts_of
from ringfence.crypto.domain import Suite
from ringfence.crypto.key import key_generate, public_pem
from ringfence.installation.config import config
from ringfence.interfaces.cli import envelope, key
from ringfence.interfaces.cli.main import main
from sample_people import CASHIER, KEYMASTER, people_write

pytestmark = pytest.mark.django_db

ACTING = ["--actor", KEYMASTER.code]
LINE = ["--custodian", "P01", *ACTING]


@pytest.fixture(autouse=True)
def own_installation(db: None, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty home; the commands use the test's database instead of opening one."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    for module in (key, envelope):
        monkeypatch.setattr(module, "open_database", lambda: None)
    people_write(KEYMASTER, CASHIER)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command that must succeed; return its JSON."""

    def run_command(*words: str | Path) -> Any:
        assert main([*map(str, words), "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run_command


def _create(run: Any, owner: str, purpose: str) -> dict[str, Any]:
    made: dict[str, Any] = run("key", "create", "--owner", owner, "--purpose", purpose, *LINE)
    return made


@pytest.mark.clause("OP-23")
def test_a_key_is_made_rotated_retired_and_listed_with_its_record(run: Any) -> None:
    first = _create(run, "YLBX0001", "SIGN")
    second = run("key", "rotate", first["key_id"], *LINE)
    run("key", "retire", second["key_id"], *ACTING)
    run("key", "revoke", first["key_id"], *ACTING)
    listed = run("key", "list")
    assert [(entry["version"], entry["state"]) for entry in listed] == [
        (1, "REVOKED"),
        (2, "RETIRED"),
    ]
    assert [record["event"] for record in listed[0]["records"]] == ["CREATE", "ROTATE", "REVOKE"]
    assert listed[1]["records"][1]["actor"] == KEYMASTER.code


@pytest.mark.clause("OP-23", "OP-22.1")
def test_only_a_security_administrator_changes_keys(
    run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    made = _create(run, "YLBX0001", "SIGN")
    assert (acts()[-1], facts_of("key.change")["act"]) == (
        ("key.change", KEYMASTER.code, "YLBX0001"),
        "key_create",
    )
    line = ["--owner", "YLBX0002", "--purpose", "SIGN", "--custodian", "P01"]
    for words in (["create", *line], ["retire", made["key_id"]], ["revoke", made["key_id"]]):
        assert main(["key", *words, "--actor", CASHIER.code]) == 1
        assert "NOT_PERMITTED" in capsys.readouterr().err
    assert [(key["owner"], key["state"]) for key in run("key", "list")] == [("YLBX0001", "ACTIVE")]


@pytest.mark.clause("OP-23")
def test_no_command_shows_a_private_half(capsys: pytest.CaptureFixture[str], run: Any) -> None:
    made = _create(run, "YLBX0001", "SIGN")
    for words in (["list"], ["list", "--json"], ["export-public", made["key_id"]]):
        assert main(["key", *words]) == 0
        shown = capsys.readouterr().out
        assert "YLBX0001" in shown or "BEGIN PUBLIC KEY" in shown
        assert "secret" not in shown
        assert "PRIVATE" not in shown


def test_another_partys_public_key_is_taken_in_from_its_pem(run: Any, tmp_path: Path) -> None:
    theirs = key_generate(Suite.NATIONAL).public
    (tmp_path / "key.pem").write_text(public_pem(theirs))
    words = ["--owner", "105161000012", "--purpose", "ENCRYPT", *LINE]
    taken_in = run("key", "import", tmp_path / "key.pem", *words)
    assert (taken_in["key_id"], taken_in["ours"]) == (theirs.key_id.hex(), False)
    assert run("key", "export-public", taken_in["key_id"])["pem"] == public_pem(theirs)


def test_until_is_the_first_day_in_shanghai_without_the_key(run: Any) -> None:
    words = ["--owner", "YLBX0001", "--purpose", "SIGN", *LINE]
    made = run("key", "create", *words, "--until", "2099-01-01")
    assert made["usable_until_at"].startswith("2098-12-31T16:00:00")


@pytest.mark.clause("OP-22.2")
def test_a_file_is_sealed_shown_and_opened(run: Any, tmp_path: Path) -> None:
    _create(run, "YLBX0001", "SIGN")
    _create(run, "YLBX0002", "ENCRYPT")
    source = tmp_path / "sample.txt"
    source.write_text("样例\n", encoding="utf-8")
    sealed = run("envelope", "seal", source, "--from", "YLBX0001", "--to", "YLBX0002")
    assert sealed["file"] == f"{source}.rfe"
    assert run("envelope", "show", sealed["file"])["file_name"] == "sample.txt"
    source.unlink()
    opened = run("envelope", "open", sealed["file"])
    assert (opened["sender"], opened["file"]) == ("YLBX0001", str(source))
    assert opened["digest"] == sealed["digest"]
    assert source.read_text(encoding="utf-8") == "样例\n"


def test_the_name_inside_never_replaces_a_file(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _create(run, "YLBX0001", "SIGN")
    _create(run, "YLBX0002", "ENCRYPT")
    source = tmp_path / "sample.txt"
    source.write_text("first")
    run("envelope", "seal", source, "--from", "YLBX0001", "--to", "YLBX0002")
    source.write_text("second")
    assert main(["envelope", "open", f"{source}.rfe", "--json"]) == 1
    assert json.loads(capsys.readouterr().err)["code"] == "TARGET_EXISTS"
    assert source.read_text() == "second"


@pytest.mark.clause("OP-22.2")
def test_a_damaged_envelope_exits_with_one_and_says_why_in_both_languages(
    run: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _create(run, "YLBX0001", "SIGN")
    _create(run, "YLBX0002", "ENCRYPT")
    source = tmp_path / "sample.txt"
    source.write_text("content")
    run("envelope", "seal", source, "--from", "YLBX0001", "--to", "YLBX0002")
    sealed = tmp_path / "sample.txt.rfe"
    sealed.write_bytes(sealed.read_bytes()[:-1])
    source.unlink()
    assert main(["envelope", "open", str(sealed)]) == 1
    said = capsys.readouterr().err
    assert "ENVELOPE_TRUNCATED" in said
    assert "OP-22.2" in said
    assert "不完整" in said
    assert not source.exists()
