"""The trail leaves sealed for a named recipient, or not at all; and that it left is in it."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest

from audit.trail import AT, record, record_some
from ringfence.audit import export
from ringfence.audit.export import NumberOfPersonAsked
from ringfence.audit.selectors import AuditCriteria, search
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.refusals import KeyMissing
from ringfence.crypto.services import envelope_open, key_create
from ringfence.installation.config import config

OURS, INSPECTOR = "SAMPLE0001", "SAMPLE0002"


@pytest.fixture(params=list(Suite))
def suite(
    request: pytest.FixtureRequest, own_database: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Suite:
    """Each suite in turn, in an installation with a key of ours, and the inspector's beside it."""
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "master_key", None)
    found: Suite = request.param
    for owner, purpose in ((OURS, KeyPurpose.SIGN), (INSPECTOR, KeyPurpose.ENCRYPT)):
        key_create(owner=owner, custodian="SAMPLE-K1", purpose=purpose, suite=found,
                   actor="SAMPLE-A1", at=AT)  # fmt: skip
    return found


def audit_export(
    target: Path, suite: Suite, criteria: AuditCriteria, recipient: str = INSPECTOR
) -> None:
    export.audit_export(
        criteria=criteria, target=target, sender=OURS, recipient=recipient, suite=suite,
        actor="SAMPLE-A9", trace="test", at=AT + timedelta(hours=1),
    )  # fmt: skip


@pytest.mark.clause("OP-22.2")
def test_the_recipient_opens_what_was_asked_for_in_the_order_of_time(
    suite: Suite, tmp_path: Path
) -> None:
    record_some(20_000, actor="SAMPLE-A2", facts={"说明": 'with "quotes", commas\nand lines'})
    record(actor="SAMPLE-A3")
    sealed, opened = tmp_path / "trail.rfe", tmp_path / "trail.csv"
    audit_export(sealed, suite, AuditCriteria(actor="SAMPLE-A2"))
    assert "说明".encode() not in sealed.read_bytes()
    received = envelope_open(source=sealed, target=opened, at=AT)
    assert (received.sender, received.recipient) == (OURS, INSPECTOR)
    rows = list(csv.DictReader(io.StringIO(opened.read_text(encoding="utf-8"), newline="")))
    assert [row["subject_id"] for row in rows] == [f"S{n:05d}" for n in range(20_000)]
    assert {row["actor"] for row in rows} == {"SAMPLE-A2"}
    assert "commas\\nand lines" in rows[0]["facts"]


@pytest.mark.clause("OP-22.1", "OP-22.2")
def test_an_export_is_itself_an_entry_and_stands_in_the_file(suite: Suite, tmp_path: Path) -> None:
    audit_export(tmp_path / "all.rfe", suite, AuditCriteria(from_on=AT.date()))
    [told] = search(AuditCriteria(action="audit.export"), limit=10).records
    assert (told.actor, told.subject_kind, told.subject_id) == ("SAMPLE-A9", "recipient", INSPECTOR)
    assert told.facts == {"file": "all.rfe", "criteria": {"from_on": AT.date().isoformat()}}
    envelope_open(source=tmp_path / "all.rfe", target=tmp_path / "all.csv", at=AT)
    [row] = csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text(encoding="utf-8")))
    assert row["id"] == str(told.id)
    assert int(row["seen"]) > 0


@pytest.mark.clause("OP-22.1")
def test_a_number_of_a_person_that_was_typed_is_refused_and_not_kept(
    suite: Suite, tmp_path: Path
) -> None:
    with pytest.raises(NumberOfPersonAsked, match="a telephone number") as refused:
        audit_export(tmp_path / "none.rfe", suite, AuditCriteria(subject_id="13800000000"))
    assert "电话号码" in refused.value.sentence("zh")
    assert search(AuditCriteria(), limit=10).records == []
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]


@pytest.mark.clause("OP-22.2")
def test_without_a_recipients_key_nothing_leaves(suite: Suite, tmp_path: Path) -> None:
    with pytest.raises(KeyMissing):
        audit_export(tmp_path / "none.rfe", suite, AuditCriteria(), recipient="SAMPLE0003")
    assert list(tmp_path.iterdir()) == [tmp_path / "home"]
