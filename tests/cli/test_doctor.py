"""`ringfence doctor`: each fault is seen and told in both languages, with what mends it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from ringfence.crypto import services
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.installation.config import Config, config
from ringfence.interfaces.checkup import database, machine
from ringfence.interfaces.checkup.database import database_findings
from ringfence.interfaces.checkup.finding import Finding, Level
from ringfence.interfaces.checkup.machine import machine_findings
from ringfence.interfaces.checkup.rules import rule_findings
from ringfence.rulebook.adoption import edition_adopt

AT = datetime(2026, 10, 15, 1, tzinfo=UTC)


@pytest.fixture
def settings_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The settings of an installation with a private, empty home."""
    home.mkdir(mode=0o700)
    monkeypatch.setattr(config(), "home", home)
    monkeypatch.setattr(config(), "database_url", None)
    monkeypatch.setattr(config(), "master_key", None)
    return config()


@pytest.fixture
def own_server(settings_of: Config, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The settings of an installation on a server of the operator's own: the test's."""
    monkeypatch.setattr(settings_of, "database_url", SecretStr("postgresql://own"))
    return settings_of


def about(check: str, found: Iterable[Finding]) -> Finding:
    """Return the one finding of a check."""
    [finding] = [each for each in found if each.check == check]
    return finding


def test_a_private_home_is_right_and_an_open_one_is_told_with_its_chmod(
    settings_of: Config,
) -> None:
    assert about("home", machine_findings(settings_of)).level is Level.OK
    for mode in (0o755, 0o711, 0o770):
        settings_of.home.chmod(mode)
        opened = about("home", machine_findings(settings_of))
        assert (opened.level, opened.mend) == (Level.FAULT, f"chmod 700 {settings_of.home}")


def test_a_home_that_is_a_file_is_a_fault_and_one_not_there_yet_a_note(
    settings_of: Config,
) -> None:
    settings_of.home.rmdir()
    assert about("home", machine_findings(settings_of)).level is Level.NOTE
    settings_of.home.touch()
    assert about("home", machine_findings(settings_of)).level is Level.FAULT


@pytest.mark.clause("OP-23")
def test_a_master_key_that_others_can_read_is_a_fault(settings_of: Config) -> None:
    path = settings_of.home / "master.key"
    path.touch(mode=0o600)
    assert about("key_file", machine_findings(settings_of)).level is Level.OK
    path.chmod(0o640)
    found = about("key_file", machine_findings(settings_of))
    assert (found.level, found.mend) == (Level.FAULT, f"chmod 600 {path}")


def test_little_room_on_the_disk_is_noted_and_hardly_any_a_fault(
    settings_of: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "AMPLE_FREE_BYTES", 10**18)
    assert about("free_space", machine_findings(settings_of)).level is Level.NOTE
    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 10**18)
    assert about("free_space", machine_findings(settings_of)).level is Level.FAULT


def test_missing_fonts_are_a_fault_and_missing_schemas_a_note(
    settings_of: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    schemas = about("schemas", machine_findings(settings_of))
    assert schemas.level is Level.NOTE
    assert "pain.002.001.10.xsd" in schemas.en
    assert about("fonts", machine_findings(settings_of)).level is Level.OK
    monkeypatch.setattr(machine, "font_folders", list)
    assert about("fonts", machine_findings(settings_of)).level is Level.FAULT


def test_debug_that_is_on_is_noted(settings_of: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    assert about("debug", machine_findings(settings_of)).level is Level.OK
    monkeypatch.setattr(settings_of, "debug", True)
    assert about("debug", machine_findings(settings_of)).mend == "unset RINGFENCE_DEBUG"


def test_a_wrong_rulebook_file_is_a_fault_that_names_the_file(home: Path) -> None:
    assert about("rulebook", rule_findings(home, on=date(2026, 3, 1))).level is Level.OK
    (home / "rulebook").mkdir(parents=True)
    (home / "rulebook" / "own.yaml").write_text("surprise: 1\n")
    found = about("rulebook", rule_findings(home, on=date(2026, 3, 1)))
    assert found.level is Level.FAULT
    assert "own.yaml" in found.zh


@pytest.mark.clause("MUF-27")
def test_a_day_without_a_mobility_edition_is_noted_until_one_is_adopted(home: Path) -> None:
    on = date(2026, 3, 1)
    assert about("mobility_edition", rule_findings(home, on=date(2020, 3, 1))).level is Level.OK
    found = about("mobility_edition", rule_findings(home, on=on))
    assert found.level is Level.NOTE
    assert found.mend.startswith("ringfence rulebook adopt muf-continuation ")
    edition_adopt(
        home=home, edition="muf-continuation", cite="样例文〔2026〕1号", from_on=on, to_on=None
    )
    assert about("mobility_edition", rule_findings(home, on=on)).level is Level.OK


@pytest.mark.parametrize(
    ("on", "level"),
    [
        (date(2026, 9, 30), Level.OK),
        (date(2026, 10, 1), Level.NOTE),
        (date(2027, 1, 1), Level.FAULT),
        (date(2025, 12, 31), Level.OK),
    ],
)
def test_next_years_calendar_is_asked_for_from_october_and_this_years_always(
    home: Path, on: date, level: Level
) -> None:
    assert about("workdays", rule_findings(home, on=on)).level is level


def test_without_a_cluster_the_doctor_makes_none(settings_of: Config) -> None:
    found = about("server", database_findings(settings_of))
    assert (found.level, found.mend) == (Level.NOTE, "ringfence database start")
    assert list(settings_of.home.iterdir()) == []


def test_a_cluster_that_does_not_start_is_a_fault_with_its_log(settings_of: Config) -> None:
    data = settings_of.home / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("1\n")
    found = about("server", database_findings(settings_of))
    assert found.level is Level.FAULT
    assert "server.log" in found.en


@pytest.mark.django_db
def test_a_server_of_another_version_is_a_fault(
    own_server: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert about("server", database_findings(own_server)).level is Level.OK
    monkeypatch.setattr(database, "NEWEST_SERVER", database.OLDEST_SERVER)
    assert [found.level for found in database_findings(own_server)] == [Level.FAULT]


@pytest.mark.django_db
def test_missing_migrations_of_an_own_server_are_a_fault(
    own_server: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert about("migrations", database_findings(own_server)).level is Level.OK
    monkeypatch.setattr("ringfence.installation.database.missing_migrations", lambda: 3)
    found = about("migrations", database_findings(own_server))
    assert (found.level, found.mend) == (Level.FAULT, "ringfence database prepare")


@pytest.mark.django_db
@pytest.mark.clause("OP-23")
def test_a_master_key_that_is_lost_or_another_is_a_fault_once_keys_are_there(
    own_server: Config,
) -> None:
    assert about("master_key", database_findings(own_server)).level is Level.OK
    services.key_create(
        owner="YLBX0001",
        custodian="P01",
        purpose=KeyPurpose.SIGN,
        suite=Suite.INTERNATIONAL,
        actor="P02",
        at=AT,
    )
    assert about("master_key", database_findings(own_server)).level is Level.OK
    path = own_server.home / "master.key"
    path.write_text("0" * 64)
    assert about("master_key", database_findings(own_server)).level is Level.FAULT
    path.unlink()
    assert about("master_key", database_findings(own_server)).level is Level.FAULT


def test_a_server_that_does_not_answer_makes_the_command_exit_1(home: Path) -> None:
    home.mkdir(mode=0o700)
    environment = {
        **os.environ,
        "RINGFENCE_HOME": str(home),
        "RINGFENCE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    }
    done = subprocess.run(
        [sys.executable, "-m", "ringfence", "doctor", "--json"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    [server] = [each for each in json.loads(done.stdout) if each["check"] == "server"]
    assert server["level"] == "FAULT"
    assert server["zh"]
    assert server["en"]
    assert "RINGFENCE_DATABASE_URL" in server["mend"]
