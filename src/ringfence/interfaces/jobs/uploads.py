"""Files that people uploaded for work that goes on in the background.

They lie under the home folder, which nobody else may enter, only until the work has ended; what
nobody goes on with is removed after a day.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from ringfence.kernel.refusal import Refusal
from ringfence.kernel.uuid7 import uuid7

UPLOADS = "uploads"
_KEPT = timedelta(days=1)
_LONGEST_STEM, _LONGEST_ENDING = 60, 8


class UploadGone(Refusal):
    """The file is not there any more, or not the one that was uploaded."""

    code = "UPLOAD_GONE"
    en = "The uploaded file {file_name} is no longer kept. Upload it again."
    zh = "上传的文件 {file_name} 已不在保存期内，请重新上传。"


def plain_name(name: str) -> str:
    """Return a file's name without folders, and not too long for any."""
    path = Path(name or "roster")
    return f"{path.stem[:_LONGEST_STEM]}{path.suffix[:_LONGEST_ENDING]}"


def upload_keep(*, home: Path, file_name: str, content: Iterable[bytes]) -> dict[str, str]:
    """Return what finds the file again (`upload_open`), which is on the disk, whole."""
    folder = uuid7().hex
    path = home / UPLOADS / folder / plain_name(file_name)
    path.parent.mkdir(parents=True, mode=0o700)
    path.touch(mode=0o600, exist_ok=False)
    with path.open("wb") as file:
        for chunk in content:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return {"folder": folder, "file_name": path.name, "digest": _digest(path)}


def upload_open(*, home: Path, words: Mapping[str, Any]) -> Path:
    """Return where the file lies. Refuses: UploadGone."""
    path = _folder(home, words) / plain_name(words["file_name"])
    if not path.is_file() or _digest(path) != words["digest"]:
        raise UploadGone(file_name=path.name)
    return path


def upload_remove(*, home: Path, words: Mapping[str, Any]) -> None:
    """Remove the file; one that is gone already is no fault."""
    shutil.rmtree(_folder(home, words), ignore_errors=True)


def uploads_clean(*, home: Path, at: datetime) -> None:
    """Remove files that lie there for more than a day."""
    for folder in (home / UPLOADS).glob("*"):
        if folder.stat().st_mtime < (at - _KEPT).timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def _folder(home: Path, words: Mapping[str, Any]) -> Path:
    return home / UPLOADS / UUID(words["folder"]).hex


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
