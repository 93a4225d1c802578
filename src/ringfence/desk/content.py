"""What a file is by its content, and a name that is safe to keep. No framework, no disk."""

import io
import re
import unicodedata
import zipfile
from enum import StrEnum

_UNSAFE = re.compile(r'[<>:"|?*&\'`;$%#.]')
_BLANKS = re.compile(r"\s+")
_LONGEST_STEM = 100
_NAMELESS = "attachment"
_PDF_END = 1024  # bytes from the end within which a PDF says that it is whole
_MACROS = ("vbaproject.bin", "activex", "macrosheets", "externallinks")


class ContentType(StrEnum):
    """What may be attached."""

    PDF = "PDF"
    PNG = "PNG"
    JPEG = "JPEG"
    XLSX = "XLSX"
    CSV = "CSV"


_EXTENSIONS = {
    ContentType.PDF: "pdf",
    ContentType.PNG: "png",
    ContentType.JPEG: "jpg",
    ContentType.XLSX: "xlsx",
    ContentType.CSV: "csv",
}


def content_type(content: bytes) -> ContentType | None:
    """Return what the content is, whatever it is called; None where it is nothing that is taken.

    By its first bytes, and that it has an end. A workbook with macros or links to other files is
    none; a CSV is text in UTF-8 or GB18030 without control characters, with a comma or a tab.
    """
    if content.startswith(b"%PDF-"):
        return ContentType.PDF if b"%%EOF" in content[-_PDF_END:] else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return ContentType.PNG if content[12:16] == b"IHDR" and b"IEND" in content[-12:] else None
    if content.startswith(b"\xff\xd8\xff"):
        return ContentType.JPEG if content.rstrip(b"\0").endswith(b"\xff\xd9") else None
    if content.startswith(b"PK\x03\x04"):
        return ContentType.XLSX if _is_workbook(content) else None
    return ContentType.CSV if _is_table(content) else None


def clean_name(name: str, kind: ContentType) -> str:
    """Return a name to keep: no path, no control or invisible character, one extension, its type's.

    `..\\公告.exe.pdf` of a PDF is `公告_exe.pdf`. At most 105 characters.
    """
    last = re.split(r"[/\\]", name)[-1]
    stem = last.rpartition(".")[0] or last
    plain = unicodedata.normalize("NFC", stem)
    # Cc and Cf: control characters, and those that turn the direction of writing or show nothing.
    seen = "".join(each if unicodedata.category(each)[0] != "C" else "" for each in plain)
    safe = _UNSAFE.sub("_", _BLANKS.sub(" ", seen)).strip(" _-")
    return f"{safe[:_LONGEST_STEM].strip() or _NAMELESS}.{_EXTENSIONS[kind]}"


def _is_workbook(content: bytes) -> bool:
    """Only the list of what it contains is read: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = {name.lower() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    if any(part in name for name in names for part in _MACROS):
        return False
    return {"[content_types].xml", "xl/workbook.xml"} <= names


def _is_table(content: bytes) -> bool:
    text = _text(content)
    if not text.strip() or not ("," in text or "\t" in text):
        return False
    if text.lstrip().startswith("<"):  # a page or a drawing that a browser would run
        return False
    return all(each in "\t\r\n" or unicodedata.category(each) != "Cc" for each in text)


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""
