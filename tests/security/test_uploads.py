"""What is attached is what it says by its content, small enough, and nothing that runs."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actors import actor
from sample_people import AGENCY
from security.conftest import ClientAs
from security.world import World

PDF = b"%PDF-1.7\nsample\n%%EOF\n"


@pytest.fixture
def clerk(client_as: ClientAs) -> Client:
    """Somebody who works on the agency's cases."""
    return client_as(actor("sample-clerk", "desk.read", "case.work", organisation=AGENCY))


def attach(client: Client, world: World, name: str, content: bytes) -> int:
    """Post a file to the world's case and return the status."""
    path = f"/desk/case/{world.case.id}/attach/"
    return client.post(path, {"file": SimpleUploadedFile(name, content)}).status_code


def workbook(*names: str, content: bytes = b"<x/>") -> bytes:
    """Return a workbook that holds these parts besides what every workbook has."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in ("[Content_Types].xml", "xl/workbook.xml", *names):
            package.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.pdf", b""),
        ("program.pdf", b"MZ\x90\x00" + b"\0" * 100),
        ("script.pdf", b"#!/bin/sh\necho sample\n"),
        ("page.csv", b"<html><script>alert(1)</script>,</html>"),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x(1,2)'/>"),
        ("half.pdf", b"%PDF-1.7\n"),
        ("macro.xlsx", workbook("xl/vbaProject.bin")),
        ("link.xlsx", workbook("xl/externalLinks/externalLink1.xml")),
        ("archive.xlsx", b"PK\x03\x04" + b"\0" * 40),
        ("binary.csv", b"a,b\n\x00\x01\x02,3\n"),
    ],
)
def test_what_is_no_document_is_refused(
    world: World, clerk: Client, name: str, content: bytes
) -> None:
    before = world.case.attachments.count()
    assert attach(clerk, world, name, content) == 422
    assert world.case.attachments.count() == before


def test_a_packed_bomb_is_kept_packed(world: World, clerk: Client) -> None:
    bomb = workbook("xl/worksheets/sheet1.xml", content=b"0" * 20_000_000)
    assert len(bomb) < 200_000
    assert attach(clerk, world, "bomb.xlsx", bomb) in {302, 422}


def test_a_file_too_large_is_refused(world: World, clerk: Client) -> None:
    content = b"%PDF-1.7\n" + b"0" * 25_000_000 + b"\n%%EOF\n"
    assert attach(clerk, world, "large.pdf", content) in {413, 422}


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.pdf", "..\\..\\sample.pdf", "/etc/cron.d/sample.pdf", "a\u202efdp.exe.pdf",
     "CON.pdf", "<img src=x>.pdf", "a" * 300 + ".pdf"],
)  # fmt: skip
def test_a_path_or_a_trick_in_a_name_is_only_a_name(world: World, clerk: Client, name: str) -> None:
    assert attach(clerk, world, name, PDF + name.encode()) in {302, 400}
    kept = [each.name for each in world.case.attachments.all()]
    for each in kept:
        assert not set(each) & set('/\\<>"\u202e'), each
        assert len(each) <= 105
        assert ".." not in each


def test_what_comes_out_is_a_file_to_keep_and_never_a_page(world: World, clerk: Client) -> None:
    attach(clerk, world, "sample.pdf", PDF)
    kept = world.case.attachments.order_by("-id")[0]
    answer = clerk.get(f"/desk/attachment/{kept.id}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
