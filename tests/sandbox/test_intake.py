"""A file is taken whole and once, or refused with the standard's reason, in its order."""

import hashlib

import pytest

from sandbox_agency import AGENCY, BANK, OWN, Agency, item, run_content

NAME = f"CREDIT_RUN_{AGENCY}_{BANK}_00000001.txt.rfe"


def statuses(agency: Agency) -> list[list[str]]:
    return [said[0][10:12] for said in agency.lines("ACKNOWLEDGEMENT")]


def test_an_accepted_file_is_acknowledged_once_and_taken_away(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    agency.work()
    assert [said[0][9:] for said in agency.lines("ACKNOWLEDGEMENT")] == [
        ["CR20260105-00000001", "ACCEPTED", "", "", "", ""]
    ]
    assert list((agency.home / "in").iterdir()) == []


def test_a_file_without_its_companion_is_not_read(agency: Agency) -> None:
    wire = agency.send(run_content([item(1)], 1), NAME)
    ready = wire.with_name(wire.name + ".ready")
    line = ready.read_text()
    ready.unlink()
    agency.work()
    ready.write_text(line[:-1])  # not all of it is there yet
    agency.work()
    assert agency.lines("ACKNOWLEDGEMENT") == []
    ready.write_text(line)
    agency.work()
    assert statuses(agency) == [["ACCEPTED", ""]]


def test_a_file_under_a_name_that_no_file_on_the_wire_has_is_left_alone(agency: Agency) -> None:
    agency.send(run_content([item(1)], 1), f".{NAME}")
    agency.send(run_content([item(1)], 1), "批次.txt.rfe")
    agency.work()
    assert agency.lines("ACKNOWLEDGEMENT") == []


def test_a_half_written_file_is_refused_and_its_number_stays_free(agency: Agency) -> None:
    wire = agency.send(run_content([item(1)], 1), NAME)
    wire.write_bytes(wire.read_bytes()[:-10])
    agency.work()
    agency.send_run([item(1)])
    agency.work()
    assert statuses(agency) == [["REFUSED", "DIGEST_DIFFERS"], ["ACCEPTED", ""]]
    assert (agency.home / "refused" / NAME).exists()


def test_a_file_of_another_size_than_its_companion_says_is_refused(agency: Agency) -> None:
    wire = agency.send(run_content([item(1)], 1), NAME)
    ready = wire.with_name(wire.name + ".ready")
    size = f"|{wire.stat().st_size}|"
    ready.write_text(ready.read_text().replace(size, f"|{wire.stat().st_size + 1}|"))
    agency.work()
    assert statuses(agency) == [["REFUSED", "DIGEST_DIFFERS"]]


def test_a_strangers_file_is_refused(agency: Agency) -> None:
    own, agency.sign = agency.sign, agency.encrypt
    agency.send_run([item(1)])
    agency.work()
    agency.sign = own
    assert statuses(agency) == [["REFUSED", "SENDER_UNKNOWN"]]


def test_the_same_content_under_another_name_is_only_repeated(agency: Agency) -> None:
    content = agency.send_run([item(1)])
    agency.work()
    agency.send(content, "OTHER.txt.rfe")
    agency.work()
    assert statuses(agency) == [["ACCEPTED", ""], ["REPEATED", ""]]
    assert agency.books()["executed"] == {"count": 1, "sum_fen": 100}


def test_a_refused_run_that_comes_again_alike_is_only_repeated(agency: Agency) -> None:
    for _ in range(2):
        agency.send_run([item(1)], agreement="XY-9")
        agency.work()
    assert statuses(agency) == [["REFUSED", "AGREEMENT_UNKNOWN"], ["REPEATED", ""]]


def test_a_known_number_with_other_content_is_refused(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    agency.send_run([item(2)])
    agency.work()
    assert statuses(agency)[1] == ["REFUSED", "SEQUENCE_REUSED"]


def test_the_same_run_under_a_new_number_is_refused(agency: Agency) -> None:
    agency.send_run([item(1)], run_id="ab" * 16)
    agency.work()
    agency.send_run([item(1)], 2, run_id="ab" * 16)
    agency.work()
    assert statuses(agency)[1] == ["REFUSED", "RUN_REPEATED"]


def test_an_item_key_is_used_once_in_all_dealings(agency: Agency) -> None:
    agency.send_run([item(1), item(1)])
    agency.send_run([item(2)], 2)
    agency.send_run([item(3, sequence=3), item(2)], 3)
    agency.work()
    assert [said[0][10:14] for said in agency.lines("ACKNOWLEDGEMENT")] == [
        ["REFUSED", "KEY_REPEATED", "3", "key"],
        ["ACCEPTED", "", "", ""],
        ["REFUSED", "KEY_REPEATED", "3", "key"],
    ]
    assert agency.books()["executed"]["count"] == 1


def test_a_file_ahead_of_its_turn_waits(agency: Agency) -> None:
    agency.send_run([item(2)], 2)
    agency.work()
    assert agency.lines("ACKNOWLEDGEMENT") == []
    agency.send_run([item(1)], 1)
    agency.work()
    assert [said[0][9] for said in agency.lines("ACKNOWLEDGEMENT")] == [
        "CR20260105-00000001",
        "CR20260105-00000002",
    ]


def test_files_that_arrive_together_in_any_name_order_are_taken_in_turn(agency: Agency) -> None:
    agency.send(run_content([item(2)], 2), "A.txt.rfe")
    agency.send(run_content([item(1)], 1), "B.txt.rfe")
    agency.work()
    assert statuses(agency) == [["ACCEPTED", ""], ["ACCEPTED", ""]]


def test_a_refused_file_uses_up_its_number_and_leaves_nothing_behind(agency: Agency) -> None:
    good = run_content([item(1), item(2)], 1)
    agency.send(good.replace(b"T|2|200", b"T|2|300"), NAME)
    agency.send_run([item(1), item(2)], 2)
    agency.work()
    assert statuses(agency) == [["REFUSED", "SUM_DIFFERS"], ["ACCEPTED", ""]]
    assert agency.books()["runs"][0]["count"] == 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (AGENCY, "YLBX0002", "PARTY_WRONG"),
        (f"|{BANK}|CR", "|105161000099|CR", "PARTY_WRONG"),
        ("XY-2026-001", "XY-2026-002", "AGREEMENT_UNKNOWN"),
        (OWN, "6222000000000000001", "ACCOUNT_WRONG"),
    ],
)
def test_a_stranger_to_the_agreement_is_refused(
    agency: Agency, old: str, new: str, reason: str
) -> None:
    text = run_content([item(1)], 1).decode("gb18030")
    assert old in text
    agency.send(text.replace(old, new, 1).encode("gb18030"), NAME)
    agency.work()
    assert statuses(agency) == [["REFUSED", reason]]


def test_a_closed_own_account_takes_no_run(agency: Agency) -> None:
    agency.run("account", "set-state", OWN, "CLOSED")
    agency.send_run([item(1)])
    agency.work()
    assert statuses(agency) == [["REFUSED", "ACCOUNT_WRONG"]]


def test_an_acknowledgement_is_noted_and_never_acknowledged(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    sent = next(file for file in agency.books()["files_out"] if file["kind"] == "RESULT")
    digest = hashlib.sha256(b"").hexdigest()
    agency.acknowledge(1, sent["file_id"], sent["wire_name"], digest, "ACCEPTED")
    agency.work()
    assert len(agency.lines("ACKNOWLEDGEMENT")) == 1
    sent = next(file for file in agency.books()["files_out"] if file["kind"] == "RESULT")
    assert sent["answer"] == "ACCEPTED"


@pytest.mark.parametrize(
    ("said", "files"),
    [
        (("", "REFUSED", "SIGNATURE_WRONG", "0"), ["RS20260106-00000001"]),
        (("RS20260106-00000001", "REFUSED", "SUM_DIFFERS", "0"),
         ["RS20260106-00000001", "RS20260106-00000002"]),
    ],
)  # fmt: skip
def test_a_result_damaged_on_its_way_is_sent_again(
    agency: Agency, said: tuple[str, ...], files: list[str]
) -> None:
    agency.send_run([item(1)])
    agency.work()
    for path in (agency.home / "out").glob("RESULT*"):
        path.unlink()
    wire = f"RESULT_{BANK}_{AGENCY}_00000001.txt.rfe"
    agency.acknowledge(1, said[0], wire, "0" * 64, *said[1:])
    agency.work()
    sent = [file["file_id"] for file in agency.books()["files_out"] if file["kind"] == "RESULT"]
    assert sent == files
    assert [lines[0][5] for lines in agency.lines("RESULT")] == files[-1:]


def test_a_sound_file_that_the_agency_refuses_is_not_sent_again(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    wire = f"RESULT_{BANK}_{AGENCY}_00000001.txt.rfe"
    digest = (agency.home / "out" / f"{wire}.ready").read_text().strip().split("|")[4]
    file_id = "RS20260106-00000001"
    agency.acknowledge(1, file_id, wire, digest, "REFUSED", "ITEM_DIFFERS", "2")
    agency.work()
    sent = [file for file in agency.books()["files_out"] if file["kind"] == "RESULT"]
    assert [(file["file_id"], file["answer"]) for file in sent] == [
        (file_id, "REFUSED ITEM_DIFFERS")
    ]


def test_what_the_agency_accepted_stays_accepted(agency: Agency) -> None:
    agency.send_run([item(1)])
    agency.work()
    wire, file_id = f"RESULT_{BANK}_{AGENCY}_00000001.txt.rfe", "RS20260106-00000001"
    for number, said in enumerate((["ACCEPTED"], ["REFUSED", "SUM_DIFFERS", "0"]), 1):
        agency.acknowledge(number, file_id, wire, "0" * 64, *said)
    agency.work()
    sent = [file for file in agency.books()["files_out"] if file["kind"] == "RESULT"]
    assert [file["answer"] for file in sent] == ["ACCEPTED"]
