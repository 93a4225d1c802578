"""What a file is says its content; what it is called is cleaned."""

import io
import unicodedata
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from ringfence.desk.content import ContentType, clean_name, content_type

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0sample\xff\xd9"
PDF = b"%PDF-1.7\nsample\n%%EOF\n"
CSV = "编号,金额\n1,100\n".encode()


def workbook(extra: str = "") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet().write_string(0, 0, "样例")
    book.close()
    if extra:
        with zipfile.ZipFile(target, "a") as package:
            package.writestr(extra, b"sample")
    return target.getvalue()


def package_of(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, b"sample")
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PDF, ContentType.PDF),
        (PNG, ContentType.PNG),
        (JPEG, ContentType.JPEG),
        (CSV, ContentType.CSV),
        ("编号\t金额\n1\t100\n".encode("gb18030"), ContentType.CSV),
        (workbook(), ContentType.XLSX),
    ],
)
def test_what_may_be_attached_is_known_by_its_content(
    content: bytes, expected: ContentType
) -> None:
    assert content_type(content) is expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\0sample,",
        b"\x7fELF,sample",
        b"#!/bin/sh\necho sample\n",
        b"<html><script>alert(1,2)</script></html>",
        b" \n<svg onload='alert(1,2)'/>",
        b"GIF89a\x01\0\x01\0,sample",
        b"a,b\n1,\0\n",
        PDF.replace(b"%%EOF", b""),
        PNG[:-8],
        JPEG[:-2],
        package_of("sample.exe"),
        package_of("[Content_Types].xml", "word/document.xml"),
        workbook("xl/vbaProject.bin"),
        workbook("xl/externalLinks/externalLink1.xml"),
        workbook()[:200],
    ],
)
def test_what_is_damaged_or_something_else_is_not_taken(content: bytes) -> None:
    assert content_type(content) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("公告.pdf", "公告.pdf"),
        ("公告.exe.pdf", "公告_exe.pdf"),
        ("公告.pdf.exe", "公告_pdf.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\temp\\公告.pdf", "公告.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("<script>.pdf", "script.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "attachment.pdf"),
        ("", "attachment.pdf"),
        ("字" * 300, "字" * 100 + ".pdf"),
    ],
)
def test_a_name_keeps_its_words_and_nothing_that_could_run(name: str, expected: str) -> None:
    assert clean_name(name, ContentType.PDF) == expected


@given(st.text(max_size=200), st.sampled_from(ContentType))
def test_a_clean_name_is_safe_and_cleaning_it_again_changes_nothing(
    name: str, kind: ContentType
) -> None:
    clean = clean_name(name, kind)
    assert clean_name(clean, kind) == clean
    assert clean.count(".") == 1
    assert not set(clean) & set("/\\<>:\"|?*&'`;$%#")
    assert not any(unicodedata.category(each)[0] == "C" for each in clean)
    assert 1 <= len(clean.partition(".")[0]) <= 100
