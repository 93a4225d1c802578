"""The recovery key: what backups are sealed with here, and opened with elsewhere.

Two pairs. Here lie the public half that encrypts and the private half that signs
(`home/backup.key`); the recovery file has the other two and is kept where the installation is not.
"""

import json
import os
from pathlib import Path

from ringfence.crypto.domain import Suite
from ringfence.crypto.key import PrivateKey, PublicKey, key_generate
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal

SEALED = Citation("OP-22.2")
OWN_FILE = "backup.key"


class RecoveryKeyMissing(Refusal):
    """No backup can be sealed yet."""

    code = "RECOVERY_KEY_MISSING"
    en = (
        "There is no recovery key yet. Name a file that you will keep elsewhere:"
        " ringfence backup FOLDER --new-key FILE"
    )
    zh = "尚无恢复密钥。请指定一个将另行保管的文件：ringfence backup FOLDER --new-key FILE"


class RecoveryKeyWrong(Refusal):
    """The file is not the recovery key that the backup was made for."""

    code = "RECOVERY_KEY_WRONG"
    en = "The file {file} is no recovery key of this backup."
    zh = "文件 {file} 不是该备份的恢复密钥。"


class RecoveryKeyHeld(Refusal):
    """There is one already, or the file to write it to is there."""

    code = "RECOVERY_KEY_HELD"
    en = "The file {file} is there already; nothing was made."
    zh = "文件 {file} 已存在；未生成任何密钥。"


def recovery_key_make(*, home: Path, file: Path) -> None:
    """Write a new recovery key to the file, and what seals for it to the home folder.

    Backups made before stay for the former key. Refuses: RecoveryKeyHeld.
    """
    if file.exists():
        raise RecoveryKeyHeld(file=file)
    sealing, signing = key_generate(Suite.INTERNATIONAL), key_generate(Suite.INTERNATIONAL)
    _write(file, private=sealing, other=signing.public)
    own = home / OWN_FILE
    own.unlink(missing_ok=True)
    _write(own, private=signing, other=sealing.public)


def own_keys(home: Path) -> tuple[PrivateKey, PublicKey]:
    """Return what signs a backup and what it is sealed for. Refuses: RecoveryKeyMissing."""
    own = home / OWN_FILE
    if not own.exists():
        raise RecoveryKeyMissing(cite=SEALED)
    return read_keys(own)


def read_keys(file: Path) -> tuple[PrivateKey, PublicKey]:
    """Return the private key of the file and the other side's public one.

    Refuses: RecoveryKeyWrong.
    """
    try:
        said = json.loads(file.read_text(encoding="ascii"))
        public = PublicKey(Suite(said["suite"]), bytes.fromhex(said["public"]))
        private = PrivateKey(public, bytes.fromhex(said["secret"]))
        return private, PublicKey(public.suite, bytes.fromhex(said["other"]))
    except (KeyError, TypeError, ValueError):
        raise RecoveryKeyWrong(cite=SEALED, file=file) from None


def _write(file: Path, *, private: PrivateKey, other: PublicKey) -> None:
    said = {
        "suite": private.public.suite.value,
        "public": private.public.spki.hex(),
        "secret": private.secret.hex(),
        "other": other.spki.hex(),
    }
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as target:
        json.dump(said, target)
        target.flush()
        os.fsync(target.fileno())
