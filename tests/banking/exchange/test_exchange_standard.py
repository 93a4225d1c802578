"""The published page and the code say the same (OP-A5)."""

import io
import re
from datetime import date
from pathlib import Path

import pytest

from ringfence.banking.exchange.companion import Companion, DigestDiffers, read_companion
from ringfence.banking.exchange.delimited.read import DelimitedFile
from ringfence.banking.exchange.gb18030 import PRIVATE_USE, STANDARD
from ringfence.banking.exchange.kinds import (
    COMPANION_SUFFIX,
    FILE_CODES,
    ISO_MESSAGES,
    FileId,
    FileKind,
    Profile,
    content_name,
    wire_name,
)
from ringfence.banking.exchange.layouts import DETAILS, HEADERS
from ringfence.banking.exchange.outcomes import ISO_REASONS, PROPRIETARY_REASONS, Outcome
from ringfence.banking.exchange.refusals import ContentRefused
from ringfence.banking.files.domain import _REASONS
from ringfence.banking.files.takes import TAKES
from ringfence.kernel.refusal import FileLineError, Refusal

PAGE = (Path(__file__).parents[3] / "docs" / "standards" / "exchange.md").read_text("utf-8")
COMMON = 7


def table_fields(title: str) -> list[list[str]]:
    """The names in the `#`-numbered tables under a heading, in order."""
    section = PAGE.split(f"### {title}\n", 1)[1].split("\n#", 1)[0]
    tables = section.split("| # | field | value |")[1:]
    return [re.findall(r"^\| \d+ \| (\w+) \|", table, re.MULTILINE) for table in tables]


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("6.1 CREDIT_RUN and DEBIT_RUN", FileKind.CREDIT_RUN),
        ("6.1 CREDIT_RUN and DEBIT_RUN", FileKind.DEBIT_RUN),
        ("6.2 RESULT", FileKind.RESULT),
        ("6.3 STATEMENT", FileKind.STATEMENT),
        ("6.4 ACKNOWLEDGEMENT", FileKind.ACKNOWLEDGEMENT),
    ],
)
def test_the_page_lists_each_field_in_the_order_of_the_code(title: str, kind: FileKind) -> None:
    header, *details = table_fields(title)
    assert header == list(HEADERS[kind].names[COMMON:])
    if kind in DETAILS:
        assert details == [list(DETAILS[kind].names)]


@pytest.mark.clause("OP-A5")
def test_each_example_of_the_page_is_a_right_file() -> None:
    examples = re.findall(r"(?:^    [HDT]\|.*\n)+", PAGE, re.MULTILINE)
    files = [
        "".join(f"{line.strip()}\n" for line in lines.splitlines())
        for example in examples
        for lines in re.split(r"(?=^    H\|)", example, flags=re.MULTILINE)
        if lines
    ]
    kinds = []
    for text in files:
        file = DelimitedFile(io.BytesIO(text.encode("gb18030")))
        assert "".join(file.blocks()).count("\n") == text.count("\n") - 2
        kinds.append(file.kind)
    assert set(kinds) == set(FileKind) - {FileKind.DEBIT_RUN}


def test_the_page_lists_each_kind_with_its_code_and_message() -> None:
    for kind, code in FILE_CODES.items():
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{kind}`"))
        assert f"| `{code}` |" in row
        assert ISO_MESSAGES.get(kind, "none") in row


def test_the_page_lists_each_reason_that_we_refuse_a_file_for() -> None:
    assert {takes.__name__ for takes in TAKES.values()}  # the modules with all refusals are in
    told = set(_REASONS.values())
    waiting: list[type[Refusal]] = [FileLineError, ContentRefused]
    while waiting:
        kinds = [kind for kind in waiting.pop().__subclasses__() if "banking" in kind.__module__]
        told |= {kind.code for kind in kinds}
        waiting += kinds
    told -= {"FILE_NOT_OURS"}  # of an acknowledgement, which is never acknowledged
    assert {reason for reason in told if f"| `{reason}` |" not in PAGE} == set()


def test_the_page_lists_each_outcome_with_its_iso_codes() -> None:
    for outcome in Outcome:
        row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{outcome}`"))
        assert f"| `{outcome.status}` |" in row
        assert ISO_REASONS.get(outcome, "") in row
        assert (f"`Prtry` {outcome}" in row) == (outcome in PROPRIETARY_REASONS)


def test_the_annex_lists_the_25_characters_that_are_replaced() -> None:
    annex = PAGE.split("## Annex", 1)[1]
    rows = re.findall(r"\| ([0-9A-F]{4}) \| ([0-9A-F]{4}) \| ([0-9A-F]{4,5}) (?=\|)", annex)
    assert sorted((int(a, 16), int(b, 16)) for _, a, b in rows) == sorted(
        (ord(a), ord(b)) for a, b in zip(PRIVATE_USE, STANDARD, strict=True)
    )
    for code, private, _ in rows:
        assert bytes.fromhex(code).decode("gb18030") == chr(int(private, 16))


def test_names_are_those_of_the_page() -> None:
    file_id = FileId(FileKind.CREDIT_RUN, date(2026, 1, 5), 12)
    name = content_name(
        file_id, sender="YLBX0001", receiver="105161000012", profile=Profile.DELIMITED
    )
    assert str(file_id) == "CR20260105-00000012"
    assert f"`{name}`" in PAGE
    assert wire_name(name) + COMPANION_SUFFIX == f"{name}.rfe.ready"


def test_a_companion_is_read_as_it_was_written() -> None:
    companion = Companion(48231, "SHA-256", "9f" * 32)
    assert read_companion(companion.as_bytes()) == companion
    companion.compare(size=48231, digest="9f" * 32)


@pytest.mark.parametrize(("size", "digest"), [(48230, "9f" * 32), (48231, "90" * 32)])
def test_a_file_that_its_companion_does_not_describe_is_refused(size: int, digest: str) -> None:
    with pytest.raises(DigestDiffers):
        Companion(48231, "SM3", "9f" * 32).compare(size=size, digest=digest)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"RFREADY|1|5|SHA-256|" + b"9f" * 32,
        b"RFREADY|2|5|SM3|" + b"9f" * 32 + b"\n",
        b"RFREADY|1|-5|SM3|" + b"9f" * 32 + b"\n",
        b"\xff" * 500,
    ],
)
def test_what_is_no_companion_is_refused(raw: bytes) -> None:
    with pytest.raises(FileLineError):
        read_companion(raw)
