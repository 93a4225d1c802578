"""Two sealed files into an empty installation."""

import subprocess
import tarfile
import tempfile
from pathlib import Path

import psycopg

from ringfence.crypto.envelope_read import open_file
from ringfence.crypto.refusals import NotForThisRecipient, SenderUnknown
from ringfence.installation.database import RUNTIME_ROLE
from ringfence.interfaces.recovery.backup import DATABASE, FOLDER
from ringfence.interfaces.recovery.keys import SEALED, RecoveryKeyWrong, read_keys
from ringfence.interfaces.recovery.programs import (
    ProgramFailed,
    environment_of,
    last_words,
    program_of,
    server_version,
)
from ringfence.kernel.refusal import Refusal

# What an installation has before anything was done in it.
_EMPTY_HOME = {"postgres"}


class InstallationNotEmpty(Refusal):
    """A restore never mixes with what is there."""

    code = "INSTALLATION_NOT_EMPTY"
    en = "{place} is not empty. Restore into a new home folder and a new database."
    zh = "{place} 不为空。请恢复到新的安装目录和新的数据库。"


def require_empty(*, home: Path, url: str) -> None:
    """Return where neither home nor database holds anything. Refuses: InstallationNotEmpty."""
    if home.exists() and {each.name for each in home.iterdir()} - _EMPTY_HOME:
        raise InstallationNotEmpty(place=home)
    with psycopg.connect(url) as connection:
        held = connection.execute(
            "SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind = 'r' LIMIT 1"
        ).rowcount
    if held:
        raise InstallationNotEmpty(place=psycopg.conninfo.conninfo_to_dict(url).get("dbname"))


def restore_files(*, folder: Path, key_file: Path, home: Path, url: str) -> None:
    """Write a backup's database and home folder into an empty installation.

    Both files are opened and verified whole before anything is written; for that time their
    content lies in the home folder. Then `ringfence_app` is made where it is missing.
    Refuses: RecoveryKeyWrong, the envelope's refusals, InstallationNotEmpty, ProgramMissing,
    ProgramFailed. Source: OP-22.2.
    """
    require_empty(home=home, url=url)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=home) as opened:
        database, packed = Path(opened) / "database", Path(opened) / "home"
        for source, target in ((DATABASE, database), (FOLDER, packed)):
            _open(folder / source, target, key_file)
        _database(database, url)
        with tarfile.open(packed) as archive:
            archive.extractall(home, filter="data")


def _open(source: Path, target: Path, key_file: Path) -> None:
    private, signer = read_keys(key_file)
    try:
        open_file(
            source,
            target,
            recipient_lookup={private.public.key_id: private}.get,
            sender_lookup={signer.key_id: signer}.get,
        )
    except (NotForThisRecipient, SenderUnknown):
        raise RecoveryKeyWrong(cite=SEALED, file=key_file) from None


def _database(dump: Path, url: str) -> None:
    program = program_of("pg_restore", version=server_version(url))
    _make_role(url)
    words = [str(program), "--no-owner", "--exit-on-error", "--single-transaction", "--dbname="]
    words[-1] += environment_of(url)["PGDATABASE"]
    done = subprocess.run(
        [*words, str(dump)], env=environment_of(url), capture_output=True, check=False
    )
    if done.returncode:
        raise ProgramFailed(program="pg_restore", words=last_words(done.stderr))


def _make_role(url: str) -> None:
    """Make the role that programs run as, as the ledger's first migration does."""
    with psycopg.connect(url) as connection:
        known = connection.execute(
            "SELECT FROM pg_roles WHERE rolname = %s", [RUNTIME_ROLE]
        ).rowcount
        if not known:
            connection.execute(f"CREATE ROLE {RUNTIME_ROLE} NOLOGIN".encode())
        connection.execute(
            f"DO $$ BEGIN IF NOT pg_has_role('{RUNTIME_ROLE}', 'USAGE') THEN EXECUTE format("
            f"'GRANT {RUNTIME_ROLE} TO %I', current_user); END IF; END $$".encode()
        )
