"""Trouble made on purpose is the trouble it says it is."""

import io
from pathlib import Path

import pytest

from sandbox.bank import envelope, spoil, suite, transport
from sandbox.bank.fault import Fault
from sandbox_agency import AGENCY, BANK, Agency, item

RESULT = f"RESULT_{BANK}_{AGENCY}_00000001.txt.rfe"


@pytest.fixture
def answered(agency: Agency) -> Agency:
    """The agency, with one RESULT and its acknowledgement in its folder."""
    agency.send_run([item(1), item(2)])
    agency.work()
    return agency


def test_each_result_can_go_out_twice_under_two_names(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work("2026-01-06", "--duplicate")
    first, second = agency.received("RESULT")
    assert first == second


def test_a_later_number_can_go_out_before_an_earlier(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.send_run([item(2)], 2)
    agency.work("2026-01-06", "--out-of-order")
    assert [lines[0][5] for lines in agency.lines("RESULT")] == ["RS20260106-00000002"]
    agency.work("2026-01-06")
    assert len(agency.lines("RESULT")) == 2


def test_a_later_statement_can_go_out_before_an_earlier(agency: Agency) -> None:
    agency.work("2026-01-06")
    agency.work("2026-01-08", "--out-of-order")
    assert [lines[0][10] for lines in agency.lines("STATEMENT")] == ["2026-01-07"]
    agency.work("2026-01-08")
    assert len(agency.lines("STATEMENT")) == 2


@pytest.mark.parametrize(
    ("how", "reason"),
    [("digest", "DIGEST_DIFFERS"), ("truncate", "ENVELOPE_WRONG"),
     ("recipient", "RECIPIENT_WRONG"), ("signature", "SIGNATURE_WRONG")],
)  # fmt: skip
def test_a_file_spoiled_outside_its_content_does_not_open(
    answered: Agency, how: str, reason: str
) -> None:
    answered.run("spoil", "RS20260106-00000001", "--how", how, "--instead")
    with pytest.raises(Fault) as refused:
        answered.received("RESULT")
    assert refused.value.reason == reason


@pytest.mark.parametrize("how", spoil.IN_CONTENT)
def test_a_file_spoiled_in_its_content_opens_and_differs(answered: Agency, how: str) -> None:
    good = answered.received("RESULT")[0]
    answered.run("spoil", RESULT, "--how", how)
    spoiled, again = answered.received("RESULT")
    if again != good:
        spoiled, again = again, spoiled
    assert again == good != spoiled
    expected = {
        "sum": (b"T|2|200", b"T|2|201"),
        "count": (b"T|2|200", b"T|3|200"),
        "sequence": (b"T02:00:00Z", b"T02:00:01Z"),
        "gap": (b"-00000001|", b"-00000011|"),
    }
    if how in expected:
        assert spoiled == good.replace(*expected[how], 1)
    if how == "encoding":
        with pytest.raises(UnicodeDecodeError):
            spoiled.decode("gb18030")


def test_a_file_can_be_sent_again_under_its_own_number(answered: Agency) -> None:
    good = answered.received("RESULT")
    answered.run("spoil", RESULT, "--how", "truncate", "--instead")
    answered.run("resend", RESULT)
    assert answered.received("RESULT") == good
    answered.run("resend", "RESULT_X", refused=True)


def test_iso_totals_can_be_spoiled(tmp_path: Path) -> None:
    agency = Agency(tmp_path, "NATIONAL")
    agency.open_bank(profile="ISO")
    agency.run("fund", "--account", "14000000000000001", "--amount-fen", "500",
               "--reference", "ZJ-1", "--on", "2026-01-06")  # fmt: skip
    agency.run("statement", "--on", "2026-01-06")
    agency.run("spoil", "ST20260107-00000001", "--how", "sum", "--instead")
    assert b"<NbOfNtries>1</NbOfNtries><Sum>6.00</Sum>" in agency.received("STATEMENT")[0]


def test_the_companion_of_a_file_is_the_standards_line(answered: Agency) -> None:
    wire = answered.home / "out" / RESULT
    fields = wire.with_name(RESULT + ".ready").read_bytes()
    digest = transport.digest_of(wire, suite.SUITES["NATIONAL"])
    assert fields == f"RFREADY|1|{wire.stat().st_size}|SM3|{digest}\n".encode()


def test_the_envelope_bears_the_contents_name(answered: Agency) -> None:
    with (answered.home / "out" / RESULT).open("rb") as source:
        header = envelope.read_header(io.BytesIO(source.read()))
    assert header.file_name == RESULT.removesuffix(".rfe")
