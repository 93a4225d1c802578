"""Secrets of the installation that are made once, at random, and kept in the home folder."""

import os
import secrets
from pathlib import Path

from ringfence.installation.config import home_made

_BYTES = 32


def secret_file(name: str) -> Path:
    """Return the file of this name in the home folder; where it is missing it is made.

    It holds 64 random hexadecimal digits and has mode 0600. Where two programs make it at once,
    one wins and both use its secret.
    """
    path = home_made() / name
    if path.exists():
        return path
    draft = path.with_name(f".{name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path
