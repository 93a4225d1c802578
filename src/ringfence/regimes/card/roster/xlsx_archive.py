"""The zip archive that a .xlsx is, opened with its sizes checked first."""

import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from ringfence.kernel.words import Words
from ringfence.regimes.card.roster.faults import FILE, byte_count, line_error, shown
from ringfence.regimes.card.roster.limits import XLSX_BYTES_MAX, XLSX_UNPACKED_BYTES_MAX

_DIRECTORY_BYTES_MAX = 1 << 20
_END_BYTES, _COMMENT_BYTES_MAX, _LOCATOR_BYTES = 22, 65535, 20
_END_SIGN, _LOCATOR_SIGN = b"PK\x05\x06", b"PK\x06\x07"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"

_XLSX = Words("an undamaged .xlsx workbook", "未损坏的 .xlsx 工作簿")
_NOT_OLD = Words(
    "a .xlsx workbook without a password: save it again as .xlsx",
    "无密码的 .xlsx 工作簿，请另存为 .xlsx",
)
_SIZE = Words(f"at most {XLSX_BYTES_MAX} bytes", f"最多{XLSX_BYTES_MAX}字节")
_UNPACKED_SIZE = Words(
    f"at most {XLSX_UNPACKED_BYTES_MAX} bytes when unpacked",
    f"解压后最多{XLSX_UNPACKED_BYTES_MAX}字节",
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """An open .xlsx whose parts are within the limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = frozenset(archive.namelist())

    def part(self, name: str) -> IO[bytes]:
        """Return a part of the workbook to read. Refuses: RosterLineError where it is missing."""
        if name not in self.names:
            raise line_error(0, FILE, Words(f"no {name}", f"没有 {name}"), _XLSX)
        return self._archive.open(name)


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a .xlsx; faults of the archive inside the block become refusals too.

    Sizes are those that the archive states; unpacking stops there, and a lie fails its checksum.
    Refuses: RosterLineError.
    """
    archive_look(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_inside(archive.infolist())
            yield Archive(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise line_error(0, FILE, shown(str(error)), _XLSX) from None


def archive_look(path: Path) -> None:
    """Look at size, first bytes and the directory's size, before any of it is unpacked.

    Refuses: RosterLineError.
    """
    size = path.stat().st_size
    if size > XLSX_BYTES_MAX:
        raise line_error(0, FILE, byte_count(size), _SIZE)
    with path.open("rb") as file:
        head = file.read(4)
        if head == _OLD_EXCEL:
            raise line_error(0, FILE, ".xls", _NOT_OLD)
        file.seek(max(0, size - _END_BYTES - _COMMENT_BYTES_MAX), os.SEEK_SET)
        tail = file.read()
    end = tail.rfind(_END_SIGN)
    if not head.startswith(b"PK") or end < 0:
        raise line_error(0, FILE, shown(head.decode("latin-1")), _XLSX)
    directory_bytes = int.from_bytes(tail[end + 12 : end + 16], "little")
    # A workbook of this size needs no 64-bit directory; its sizes would count instead of these.
    has_locator = tail[max(0, end - _LOCATOR_BYTES) : end].startswith(_LOCATOR_SIGN)
    if has_locator or directory_bytes > _DIRECTORY_BYTES_MAX:
        got = Words(f"a directory of {directory_bytes} bytes", f"{directory_bytes}字节的目录")
        raise line_error(0, FILE, got, _XLSX)


def _check_inside(parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > XLSX_UNPACKED_BYTES_MAX:
        raise line_error(0, FILE, byte_count(unpacked), _UNPACKED_SIZE)
    for part in parts:
        if part.flag_bits & 1 or part.compress_type not in _METHODS:
            raise line_error(0, FILE, shown(part.filename), _XLSX)
