"""A backup of a played month, restored into another home and server, is whole and goes on."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from played_month import Installation, final_books
from ringfence.demo.sample.province import BANKS
from ringfence.installation.postgres import EmbeddedServer

_FAST = ("fsync=off", "synchronous_commit=off", "shared_buffers=128MB")
# What goes on: a transfer is reversed, as one that was a mistake.
_REVERSE = """
from ringfence.installation.database import open_database
open_database()
from ringfence.kernel.clock import now
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import seals, services
with services.books() as cursor:
    cursor.execute("SELECT leaf_id, id FROM ledger_transfer WHERE code = 'BENEFIT_PAID' LIMIT 1")
    [(leaf_id, original)] = cursor.fetchall()
originals = {uuid7(): original}
[answer] = services.reverse(leaf_id=leaf_id, originals=originals, code="REVERSED", at=now())
assert answer.code == "POSTED", answer
assert seals.seal(leaf_id=leaf_id, at=now()) == 1
"""


@pytest.fixture(scope="module")
def backup(month: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the backup; the recovery key is beside it."""
    folder = tmp_path_factory.mktemp("backup") / "first"
    refused = month.run("backup", folder)
    assert "RECOVERY_KEY_MISSING" in refused.stderr
    (month.home / "uploads" / "1").mkdir(parents=True)
    done = month.run("backup", folder, "--new-key", folder.parent / "recovery.key")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Another home, and another server with an empty database."""
    server = EmbeddedServer(tmp_path_factory.mktemp("other") / "postgres", _FAST)
    server.start()
    yield Installation(tmp_path_factory.mktemp("elsewhere") / "home", server.url())
    server.stop()


@pytest.mark.clause("OP-22.2")
def test_nobody_without_the_key_reads_a_backup(backup: Path) -> None:
    for file in backup.iterdir():
        content = file.read_bytes()
        assert content.startswith((backup / "home.rfe").read_bytes()[:4])
        for bank in BANKS:
            assert bank.name.encode() not in content


def test_a_backup_is_never_written_over_another(month: Installation, backup: Path) -> None:
    refused = month.run("backup", backup)
    assert refused.returncode == 1
    assert "BACKUP_THERE" in refused.stderr


@pytest.mark.clause("OP-22.1")
def test_the_trail_says_that_a_backup_was_made(month: Installation, backup: Path) -> None:
    made = month.rows("SELECT actor FROM audit_entry WHERE action = 'backup.make'")
    assert [tuple(row) for row in made] == [("job:backup",)]


@pytest.mark.clause("OP-22.2")
def test_another_key_restores_nothing(
    month: Installation, backup: Path, elsewhere: Installation, tmp_path: Path
) -> None:
    own = month.home / "backup.key"
    refused = elsewhere.run("restore", backup, "--key", own)
    assert "RECOVERY_KEY_WRONG" in refused.stderr
    assert elsewhere.rows("SELECT FROM pg_tables WHERE schemaname = 'public'") == []


def test_restored_elsewhere_the_month_is_whole_and_goes_on(
    month: Installation, backup: Path, elsewhere: Installation
) -> None:
    key = backup.parent / "recovery.key"
    done = elsewhere.run("restore", backup, "--key", key)
    assert done.returncode == 0, done.stdout + done.stderr
    assert final_books(elsewhere) == final_books(month)
    assert {row[0] for row in elsewhere.rows("SELECT era FROM ledger_leaf")} == {1}
    kept = (month.home / "master.key").read_bytes()
    assert (elsewhere.home / "master.key").read_bytes() == kept
    assert not list(elsewhere.home.glob("restoring-*"))
    assert not (elsewhere.home / "uploads").exists(), "what lies there for a moment is in no backup"
    for words in (("ledger", "verify"), ("audit", "seal"), ("audit", "verify"), ("doctor",)):
        found = elsewhere.run(*words)
        assert found.returncode == 0, found.stdout + found.stderr
    subprocess.run(
        [*elsewhere.words()[:1], "-c", _REVERSE],
        env={**elsewhere.environment, "DJANGO_SETTINGS_MODULE": "ringfence.settings"},
        check=True,
    )
    assert elsewhere.run("ledger", "verify").returncode == 0


def test_only_an_empty_installation_is_restored_into(month: Installation, backup: Path) -> None:
    refused = month.run("restore", backup, "--key", backup.parent / "recovery.key")
    assert refused.returncode == 1
    assert "INSTALLATION_NOT_EMPTY" in refused.stderr
