"""A file of 5 GB that is not what it says is refused from its first bytes, whoever reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ringfence.banking.exchange.companion import DigestDiffers
from ringfence.banking.files.channel import channel_open
from ringfence.banking.files.channel_settings import channel_set
from ringfence.banking.files.incoming import exchange_receive
from ringfence.banking.files.takes import TAKES
from ringfence.banking.models import Bank
from ringfence.banking.transport.folder import folder_transport
from ringfence.crypto.digest import DigestAlgorithm
from ringfence.interfaces.cli.main import main
from ringfence.regimes.card.benefits.services import roster_import
from ringfence.regimes.card.roster.faults import RosterLineError
from sample_month import BANK, PERIOD, PROGRAMME, SampleMonth, at
from sample_people import AGENCY, CASHIER, CLERK, MANAGER

LARGE_BYTES = 5 << 30
MOST_READ_BYTES = 64 << 20  # modules and settings among them


def large(path: Path, start: bytes = b"") -> Path:
    """Write a file of 5 GB that takes no room: a start, then holes."""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(LARGE_BYTES)
    return path


def read_count() -> int:
    """Return how many bytes this program has read."""
    return int(Path("/proc/self/io").read_text().split()[1])


@contextmanager
def reading_little() -> Iterator[None]:
    before = read_count()
    yield
    assert read_count() - before < MOST_READ_BYTES


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.csv", b""),
        ("a.csv", "公民身份号码,姓名,金额\n".encode()),
        ("a.xlsx", b""),
        ("a.xlsx", b"PK\x03\x04"),
        ("a.bin", b""),
    ],
)
def test_a_large_file_is_no_roster(
    month: SampleMonth, tmp_path: Path, name: str, start: bytes
) -> None:
    path = large(tmp_path / name, start)
    with reading_little(), pytest.raises(RosterLineError):
        roster_import(path=path, programme=PROGRAMME, period=PERIOD, actor=CLERK, at=at(9))


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"<",
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>',
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><a b="',
        b"H|1|STATEMENT|",
    ],
)
def test_a_large_file_is_no_statement(tmp_path: Path, start: bytes) -> None:
    path = large(tmp_path / "day", start)
    with reading_little():
        assert main(["statement", "read", str(path)]) == 1


@pytest.mark.parametrize("start", [b"", b"RINGFENV", b"RINGFENV\x01\x01\x00\x50"])
def test_a_large_file_is_no_envelope(tmp_path: Path, start: bytes) -> None:
    path = large(tmp_path / "a.rfe", start)
    with reading_little():
        assert main(["envelope", "show", str(path)]) == 1


def test_a_large_file_in_place_of_a_small_one_is_not_fetched(tmp_path: Path) -> None:
    large(tmp_path / "RESULT_1.rfe")
    (tmp_path / "RESULT_1.rfe.ready").write_text(f"RFREADY|1|7|SHA-256|{'0' * 64}\n")
    with folder_transport(
        outgoing=tmp_path, incoming=tmp_path, digest_algorithm=DigestAlgorithm.SHA_256
    ) as transport:
        (arrival,) = transport.arrived()
        with reading_little(), pytest.raises(DigestDiffers):
            transport.fetch(arrival, tmp_path / "fetched")


@pytest.mark.clause("OP-A5")
def test_a_large_file_from_a_bank_that_is_no_envelope_is_refused_and_told(
    month: SampleMonth, tmp_path: Path
) -> None:
    large(tmp_path / "RESULT_1.rfe")
    line = f"RFREADY|1|{LARGE_BYTES}|SHA-256|{'0' * 64}\n"
    (tmp_path / "RESULT_1.rfe.ready").write_text(line)
    record = channel_set(
        agency=AGENCY, bank=Bank.objects.get(pk=BANK), profile="DELIMITED", suite="NATIONAL",
        kind="FOLDER", outgoing=str(tmp_path), incoming=str(tmp_path), actor=MANAGER, at=at(8),
    )  # fmt: skip
    channel = channel_open(record, tmp_path)
    with reading_little():
        (received,) = exchange_receive(channel=channel, takes=TAKES, actor=CASHIER, at=at(9))
    assert (received.answer.value, received.reason) == ("REFUSED", "ENVELOPE_WRONG")
    assert received.refusal is not None
    assert received.refusal.code == "NOT_AN_ENVELOPE"
    assert not list((tmp_path / "exchange").rglob("*.rfe"))
