"""The installation's master key, and private keys locked under it."""

import os
import stat
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ringfence.crypto.domain import KEYS_ARE_KEPT
from ringfence.crypto.refusals import MasterKeyWrong
from ringfence.installation.config import config
from ringfence.installation.secret_file import secret_file
from ringfence.kernel.words import Words

MASTER_BYTES = 32
FORMAT = b"\x01"
SALT_BYTES, NONCE_BYTES = 16, 12
# About 16 MiB and 50 ms for each key that is locked or unlocked.
SCRYPT_COST, SCRYPT_BLOCK, SCRYPT_LANES = 1 << 14, 8, 1
KEYS_KEPT = 16

EXPECTED = Words("64 hexadecimal digits", "64位十六进制数")


def master_key(*, make: bool) -> bytes:
    """Return the 32 bytes of RINGFENCE_MASTER_KEY or, without it, of `home/master.key`.

    With `make`, a missing file is made (random, mode 0600). There is no default key.
    Refuses: MasterKeyWrong (missing, not 64 hex digits, readable by others). Source: OP-23.
    """
    given = config().master_key
    if given is not None:
        return _from_hex(given.get_secret_value(), source="RINGFENCE_MASTER_KEY")
    path = config().home / "master.key"
    if make and not path.exists():
        secret_file(path.name)
    if not path.exists():
        expected = Words("the file that locked the keys", "加密私钥时所用的文件")
        raise _wrong(path.name, got=Words("nothing", "空缺"), expected=expected)
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        got = Words("a file that others can read", "其他用户可读的文件")
        raise _wrong(path.name, got=got, expected=Words("mode 0600", "权限 0600"))
    return _from_hex(path.read_text(encoding="ascii", errors="replace"), source=path.name)


def lock(secret: bytes, *, key_id: bytes, master: bytes) -> bytes:
    """Return the private key encrypted at rest, bound to its key id."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    cipher = AESGCM(_derive(master, salt))
    return FORMAT + salt + nonce + cipher.encrypt(nonce, secret, FORMAT + key_id)


def unlock(locked: bytes, *, key_id: bytes, master: bytes) -> bytes:
    """Return the private key. Refuses: MasterKeyWrong (another master key, or altered)."""
    salt = locked[1 : 1 + SALT_BYTES]
    nonce = locked[1 + SALT_BYTES : 1 + SALT_BYTES + NONCE_BYTES]
    body = locked[1 + SALT_BYTES + NONCE_BYTES :]
    try:
        return AESGCM(_derive(master, salt)).decrypt(nonce, body, FORMAT + key_id)
    except InvalidTag as error:
        got, locked_key = Words("another key", "另一把密钥"), key_id.hex()
        expected = Words(f"the one that locked {locked_key}", f"加密 {locked_key} 时所用的密钥")
        raise _wrong("master.key", got=got, expected=expected) from error


# Once for each own key in a program, not once for each file. Whoever could read the result in this
# program's memory could read the master key as well.
@lru_cache(maxsize=KEYS_KEPT)
def _derive(master: bytes, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=SCRYPT_COST, r=SCRYPT_BLOCK, p=SCRYPT_LANES).derive(
        master
    )


def _from_hex(text: str, *, source: str) -> bytes:
    digits = text.strip()
    try:
        master = bytes.fromhex(digits)
    except ValueError:
        master = b""
    if len(master) != MASTER_BYTES or len(digits) != 2 * MASTER_BYTES:
        raise _wrong(source, got=Words("something else", "其他内容"), expected=EXPECTED)
    return master


def _wrong(source: str, *, got: Words, expected: Words) -> MasterKeyWrong:
    return MasterKeyWrong(cite=KEYS_ARE_KEPT, source=source, got=got, expected=expected)
