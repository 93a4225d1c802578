"""The audit trail verified and taken out through the pages, on a database that commits."""

from pathlib import Path

import psycopg
import pytest

from actors import holder
from ringfence.audit import seals
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.services import envelope_open, key_create
from ringfence.installation.config import config
from ringfence.kernel.clock import now
from web.acting import ClientOf
from web.people import trail
from web.test_audit import INSPECTOR, OURS, sample_entry

AUDITOR = holder("AUDIT_ADMINISTRATOR", "sample-auditor")


def test_verifying_computes_again_and_names_what_was_changed(
    own_database: str, client_of: ClientOf
) -> None:
    sample_entry()
    seals.seal(at=now())
    client = client_of(AUDITOR)
    assert "与记录一致" in client.post("/audit/verify/").text
    assert ("audit.verify", "DONE", "1") in trail()
    with psycopg.connect(own_database) as owner:
        owner.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER")
        owner.execute("UPDATE audit_entry SET actor = 'sample-forged' WHERE action = 'run.approve'")
    assert "与封存不符" in client.post("/audit/verify/").text


@pytest.mark.clause("OP-22.2")
def test_the_trail_leaves_only_in_an_envelope(
    own_database: str, client_of: ClientOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config(), "home", tmp_path)
    monkeypatch.setattr(config(), "master_key", None)
    for owner, purpose in ((OURS, KeyPurpose.SIGN), (INSPECTOR, KeyPurpose.ENCRYPT)):
        key_create(owner=owner, custodian="SAMPLE-K1", purpose=purpose, suite=Suite.NATIONAL,
                   actor="SAMPLE-A1", at=now())  # fmt: skip
    sample_entry()
    form = {"sender": OURS, "recipient": INSPECTOR, "suite": "NATIONAL"}
    response = client_of(AUDITOR).post("/audit/export/?action=run.approve", form)
    sealed, opened = tmp_path / "trail.rfe", tmp_path / "trail.csv"
    sealed.write_bytes(b"".join(response))
    assert b"SAMPLE-RUN-1" not in sealed.read_bytes()
    envelope_open(source=sealed, target=opened, at=now())
    assert opened.read_text(encoding="utf-8").count("SAMPLE-RUN-1") == 1
    assert ("audit.export", "DONE", INSPECTOR) in trail()
