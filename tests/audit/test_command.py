"""`ringfence audit`, as it is typed."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from audit.trail import AT, record, record_some
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.services import envelope_open, key_create
from ringfence.installation.config import config
from ringfence.interfaces.cli import audit
from ringfence.interfaces.cli.main import main
from sample_people import AUDITOR, CASHIER, people_write


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command on the test's database; return its exit code and its JSON."""
    monkeypatch.setattr(audit, "open_database", lambda: None)

    def run_command(*words: object) -> tuple[int, Any]:
        code = main(["audit", *map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out or "null")

    return run_command


def test_every_read_answers_in_json(own_database: str, run: Any) -> None:
    record_some(3)
    record(action="run.approve", subject_kind="run", subject_id="R1", purpose="APPEAL")
    _, page = run("search", "--action", "person.", "--limit", 2)
    assert [one["subject_id"] for one in page["records"]] == ["S00002", "S00001"]
    _, rest = run("search", "--action", "person.", "--after", page["after"])
    assert [one["subject_id"] for one in rest["records"]] == ["S00000"]
    assert rest["after"] is None
    _, [one] = run("counts", "--kind", "run", "--subject", "R1", "--since", "2026-01-05",
                   "--until", "2026-01-05", "--by", "SAMPLE-A1", "--purpose", "APPEAL")  # fmt: skip
    assert one == {"on": "2026-01-05", "action": "run.approve", "entry_count": 1}
    assert run("seal") == (0, {"sealed_count": 1})
    _, [seal] = run("seals", "--last", 1)
    assert (seal["number"], seal["row_count"]) == (1, 4)
    code, report = run("verify")
    assert (code, report["breaks"], report["sealed_count"]) == (0, [], 4)


def test_reads_are_also_tables(
    own_database: str, run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    record(facts={"item_count": 3})
    for verb, words in {
        "search": "item_count=3", "counts": "person.read", "seal": "sealed", "seals": "digest",
        "verify": "unsealed",
    }.items():  # fmt: skip
        assert main(["audit", verb]) == 0
        assert words in capsys.readouterr().out
    record_some(2)
    assert main(["audit", "search", "--limit", "1"]) == 0
    assert "--after" in capsys.readouterr().out


def test_a_broken_trail_ends_with_exit_code_1_and_names_the_entry(
    sealed: list[UUID], run: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", (sealed[5],))
    code, report = run("verify")
    assert code == 1
    assert report["breaks"] == [
        {"problem": "ROW_MISSING", "seal_number": 2, "place": 2, "entry_id": str(sealed[5])}
    ]
    assert main(["audit", "verify"]) == 1
    assert str(sealed[5]) in capsys.readouterr().out


@pytest.fixture
def keys(own_database: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of ours that signs, and an inspector's that files are sealed for."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    for owner, purpose in (("OURS", KeyPurpose.SIGN), ("INSPECTOR", KeyPurpose.ENCRYPT)):
        key_create(owner=owner, custodian="SAMPLE-K1", purpose=purpose, suite=Suite.NATIONAL,
                   actor="SAMPLE-A1", at=AT)  # fmt: skip


def test_the_head_is_signed_checked_and_held_against_the_trail_later(
    keys: None, run: Any, tmp_path: Path
) -> None:
    record()
    code, told = run("seal", "--sign", "OURS", "--out", tmp_path, "--at", "2026-01-06")
    document, signature = tmp_path / "audit-1.seal.json", tmp_path / "audit-1.seal.sig"
    assert (code, told["document"], told["signature"]) == (0, str(document), str(signature))
    code, told = run("seal-check", document, signature)
    assert (code, told["is_right"], told["owner"]) == (0, True, "OURS")
    record()
    assert run("seal")[0] == 0
    assert run("verify", "--against", document)[0] == 0
    document.write_bytes(document.read_bytes().replace(b'digest":"', b'digest":"0'))
    assert run("seal-check", document, signature)[0] == 1
    code, report = run("verify", "--against", document)
    assert (code, report["breaks"][0]["problem"]) == (1, "HEAD_DIFFERS")


@pytest.mark.clause("OP-22.2")
def test_the_trail_is_exported_into_an_envelope_or_not_at_all(
    keys: None, run: Any, tmp_path: Path
) -> None:
    people_write(AUDITOR, CASHIER)
    record(trace="this one")
    target = tmp_path / "trail.rfe"
    words = ("--from", "OURS", "--to", "INSPECTOR", "--at", "2026-01-06", "--actor")
    assert run("export", target, *words, CASHIER.code) == (1, None)
    assert not target.exists()
    words = (*words, AUDITOR.code)
    code, told = run("export", target, *words, "--action", "person.read")
    assert (code, told["file"]) == (0, str(target))
    envelope_open(source=target, target=tmp_path / "trail.csv", at=AT)
    assert "this one" in (tmp_path / "trail.csv").read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="2"):
        run("export", target, "--actor", AUDITOR.code)


@pytest.mark.parametrize("limit", ["0", "1001", "x", "-1", "１"])
def test_a_page_has_1_to_1000_entries(run: Any, limit: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("search", "--limit", limit)
