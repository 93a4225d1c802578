"""An installation into two sealed files."""

import os
import subprocess
import tarfile
import tempfile
import threading
from pathlib import Path
from typing import IO, BinaryIO, cast

from ringfence.crypto.envelope_write import seal_stream
from ringfence.crypto.key import PrivateKey, PublicKey
from ringfence.interfaces.jobs.uploads import UPLOADS
from ringfence.interfaces.recovery.keys import own_keys
from ringfence.interfaces.recovery.programs import (
    ProgramFailed,
    environment_of,
    last_words,
    program_of,
    server_version,
)
from ringfence.kernel.refusal import Refusal

DATABASE, FOLDER = "database.rfe", "home.rfe"
# The embedded server's cluster is in the other file; what lies there for a moment is in neither.
_LEFT_OUT = {"postgres", UPLOADS}
_OPEN_FOR_NOW = "work"


class BackupThere(Refusal):
    """A backup is never written over another."""

    code = "BACKUP_THERE"
    en = "{folder} holds a backup already. Name another folder."
    zh = "{folder} 中已有备份。请指定其他目录。"


def backup_make(*, folder: Path, home: Path, url: str) -> list[Path]:
    """Write the installation to the folder, sealed; return the files.

    The database is as it was at one instant, while everybody goes on working. Nothing lies on the
    disk in the clear. Refuses: RecoveryKeyMissing, BackupThere, ProgramMissing, ProgramFailed.
    Source: OP-22.2.
    """
    keys = own_keys(home)
    files = [folder / DATABASE, folder / FOLDER]
    if any(file.exists() for file in files):
        raise BackupThere(folder=folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _database(files[0], url, keys)
    _home(files[1], home, keys)
    return files


def _database(target: Path, url: str, keys: tuple[PrivateKey, PublicKey]) -> None:
    program = program_of("pg_dump", version=server_version(url))
    words = [str(program), "--format=custom", "--no-owner"]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=said, env=environment_of(url)
        ) as dump,
    ):
        assert dump.stdout is not None
        _seal(dump.stdout, target, "database", keys)
        if dump.wait():
            target.unlink()
            said.seek(0)
            raise ProgramFailed(program="pg_dump", words=last_words(said.read()))


def _home(target: Path, home: Path, keys: tuple[PrivateKey, PublicKey]) -> None:
    reading, writing = os.pipe()

    def pack() -> None:
        with os.fdopen(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as archive:
            for each in sorted(home.iterdir()):
                if each.name not in _LEFT_OUT:
                    archive.add(each, arcname=each.name, filter=_kept)

    packing = threading.Thread(target=pack)
    packing.start()
    with os.fdopen(reading, "rb") as packed:
        _seal(packed, target, "home", keys)
    packing.join()


def _kept(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Return what goes into the backup: plain files and folders, nothing that is open for now."""
    parts = Path(member.name).parts
    if parts[:1] == ("exchange",) and parts[2:3] == (_OPEN_FOR_NOW,):
        return None
    return member if member.isfile() or member.isdir() else None


def _seal(plain: IO[bytes], target: Path, name: str, keys: tuple[PrivateKey, PublicKey]) -> None:
    signing, recipient = keys
    seal_stream(
        cast("BinaryIO", plain),
        target,
        suite=signing.public.suite,
        signing_key=signing,
        recipient_public=recipient,
        file_name=name,
    )
