"""Files from the bank: taken once and in order, or refused whole, and acknowledged either way."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr

from banking.files.bank_side import SUITE, BankSide, taken
from banking.transport.sides import put_by_bank
from ringfence.banking.files import outgoing
from ringfence.banking.models import AgencyAgreement, ExchangeFile, Run, RunStep
from ringfence.banking.runs.domain import OutcomesUnknown
from ringfence.banking.transport.refusals import TransportFailed
from ringfence.banking.transport.transport import Transport
from ringfence.crypto.domain import KeyPurpose
from ringfence.crypto.envelope_write import seal_file
from ringfence.crypto.key import key_generate, public_pem
from ringfence.crypto.selectors import encryption_key
from ringfence.crypto.services import key_import_public
from ringfence.regimes.card.benefits.domain import NothingToRetry
from sample_month import BANK, DAY, OTHER_BANK, SET_UP_AT, account, at, row_counts
from sample_people import AGENCY, CLERK
from sandbox.bank.spoil import HOWS, IN_ENVELOPE, ON_WIRE
from sandbox_agency import item, run_content

TAKEN = ("banking_itemresult", "ledger_transfer", "banking_bankstatement")
REASONS = {
    "sum": "SUM_DIFFERS",
    "count": "COUNT_DIFFERS",
    "sequence": "SEQUENCE_REUSED",
    "encoding": "ENCODING_BROKEN",
    "cut": "FORMAT_WRONG",
    "signature": "SIGNATURE_WRONG",
    "recipient": "RECIPIENT_WRONG",
    "digest": "DIGEST_DIFFERS",
    "truncate": "ENVELOPE_WRONG",
}


def state_of(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


@pytest.mark.clause("OP-A5", "OP-16.2")
def test_a_run_goes_to_the_bank_and_comes_back_paid(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00", "2.00")
    bank_side.work()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", ""), ("RESULT", "ACCEPTED", "")]
    assert [step.event for step in RunStep.objects.filter(run=run).order_by("id")] == [
        "DRAFT", "CHECK", "APPROVE", "RELEASE", "SEND", "RECEIVE", "RETURN",
    ]  # fmt: skip
    assert bank_side.executed() == (2, 300)


@pytest.mark.clause("OP-A5")
def test_sending_again_sends_nothing_again(bank_side: BankSide) -> None:
    bank_side.sent("1.00")
    assert bank_side.send() == []
    files = {path.name: path.stat().st_mtime_ns for path in (bank_side.home / "in").iterdir()}
    assert bank_side.send() == []
    assert files == {p.name: p.stat().st_mtime_ns for p in (bank_side.home / "in").iterdir()}


@pytest.mark.clause("OP-A5")
def test_a_run_that_has_its_number_gets_no_other(bank_side: BankSide) -> None:
    run = bank_side.released("1.00")
    for _ in range(2):
        outgoing.runs_number(channel=bank_side.channel, at=at(13))
    assert list(ExchangeFile.objects.filter(run=run).values_list("sequence", flat=True)) == [1]


@pytest.mark.clause("OP-A5")
def test_the_same_result_under_another_name_has_no_effect(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00", "2.00")
    bank_side.work("--duplicate")
    assert sorted(bank_side.answers()) == [
        ("ACKNOWLEDGEMENT", "ACCEPTED", ""),
        ("RESULT", "ACCEPTED", ""),
        ("RESULT", "REPEATED", ""),
    ]
    assert taken("RESULT") == ["READ"]
    bank_side.month.book(run)
    before = row_counts(*TAKEN)
    bank_side.bank("resend", bank_side.file_of("RESULT"))
    assert bank_side.answers() == [("RESULT", "REPEATED", "")]
    assert (row_counts(*TAKEN), state_of(run)) == (before, "BOOKED")


@pytest.mark.clause("OP-A5")
def test_a_file_before_its_turn_waits_for_the_one_that_is_missing(bank_side: BankSide) -> None:
    first = bank_side.sent("1.00")
    bank_side.work("--out-of-order")
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", "")]
    assert state_of(first) == "RECEIVED"
    bank_side.bank("spoil", bank_side.file_of("RESULT"), "--how", "gap")
    assert bank_side.answers() == []
    bank_side.work()
    assert ("RESULT", "ACCEPTED", "") in bank_side.answers()
    assert state_of(first) == "RETURNED"


def acknowledgement(sender: str, receiver: str) -> bytes:
    """An acknowledgement of nothing of ours, from a party to a party."""
    head = ("H", "1", "ACKNOWLEDGEMENT", sender, receiver, "AK20260106-00000001",
            "2026-01-06T03:00:00Z", "x.rfe", "0" * 64, "", "ACCEPTED", "", "", "", "")  # fmt: skip
    return f"{'|'.join(head)}\nT|0|0\n".encode()


@pytest.mark.clause("OP-A5", "OP-22.2")
def test_a_file_that_another_known_party_has_sealed_is_refused(
    bank_side: BankSide, tmp_path: Path
) -> None:
    theirs = key_generate(SUITE)
    key_import_public(
        pem=public_pem(theirs.public), owner=OTHER_BANK, custodian="SAMPLE-K1",
        purpose=KeyPurpose.SIGN, suite=SUITE, actor=CLERK.code, at=SET_UP_AT,
    )  # fmt: skip
    content, sealed = tmp_path / "AK.txt", tmp_path / "AK.txt.rfe"
    content.write_bytes(acknowledgement(BANK, AGENCY))
    seal_file(
        content, sealed, suite=SUITE, signing_key=theirs, file_name=content.name,
        recipient_public=encryption_key(owner=AGENCY, suite=SUITE, at=SET_UP_AT),
    )  # fmt: skip
    put_by_bank(bank_side.home / "out", sealed.name, sealed.read_bytes())
    assert bank_side.answers() == [("", "REFUSED", "PARTY_WRONG")]
    assert taken("ACKNOWLEDGEMENT") == []


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize(("sender", "receiver"), [(OTHER_BANK, AGENCY), (BANK, "YLBX0002")])
def test_a_content_between_other_parties_than_those_of_the_envelope_is_refused(
    bank_side: BankSide, sender: str, receiver: str
) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    bank_side.receive()
    bank_side.put_out(acknowledgement(sender, receiver), "AK.txt.rfe")
    assert bank_side.answers() == [("", "REFUSED", "PARTY_WRONG")]


@pytest.mark.clause("OP-A5", "OP-22.2")
@pytest.mark.parametrize("how", [how for how in HOWS if how != "gap"])
def test_a_spoiled_result_is_refused_whole_and_acknowledged_and_the_good_one_taken(
    bank_side: BankSide, how: str
) -> None:
    run = bank_side.sent("1.00", "2.00")
    bank_side.work()
    if how == "sequence":  # the number was used before by the good one
        bank_side.answers()
    before = row_counts(*TAKEN)
    words = ["spoil", bank_side.file_of("RESULT"), "--how", how]
    bank_side.bank(*words, *([] if how == "sequence" else ["--instead"]))
    refused = [got for got in bank_side.receive() if got.answer.value == "REFUSED"]
    assert [got.reason for got in refused] == [REASONS[how]]
    assert refused[0].refusal
    assert refused[0].refusal.sentence("zh")
    assert row_counts(*TAKEN) == before
    assert state_of(run) == ("RETURNED" if how == "sequence" else "RECEIVED")
    assert any("ACKNOWLEDGEMENT" in name for name in bank_side.send())
    if how == "sequence":
        return
    # The bank reads our answer and puts the good file out: the same, or under the next number.
    bank_side.work()
    assert ("RESULT", "ACCEPTED", "") in bank_side.answers()
    assert taken("RESULT") == (["READ"] if how in (*IN_ENVELOPE, *ON_WIRE) else ["REFUSED", "READ"])
    assert state_of(run) == "RETURNED"


@pytest.mark.clause("OP-A5")
@pytest.mark.parametrize("how", ["sum", "count", "cut", "encoding"])
def test_a_spoiled_statement_is_refused_whole_and_the_good_one_taken(
    bank_side: BankSide, how: str
) -> None:
    bank_side.released("1.00")
    bank_side.bank("statement", "--on", DAY)
    bank_side.bank("spoil", bank_side.file_of("STATEMENT"), "--how", how, "--instead")
    [(_, answer, reason)] = bank_side.answers()
    assert (answer, reason) == ("REFUSED", REASONS[how])
    assert row_counts("banking_bankstatement", "banking_statemententry") == [0, 0]
    bank_side.send()
    bank_side.work(on=DAY + timedelta(days=1))
    assert ("STATEMENT", "ACCEPTED", "") in bank_side.answers()
    assert row_counts("banking_bankstatement", "banking_statemententry") == [1, 1]


@pytest.mark.clause("OP-A5")
def test_a_file_without_its_companion_is_not_read(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00")
    bank_side.work()
    (companion,) = (bank_side.home / "out").glob("RESULT*.ready")
    kept = companion.read_bytes()
    companion.unlink()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", "")]
    assert state_of(run) == "RECEIVED"
    companion.write_bytes(kept)
    assert bank_side.answers() == [("RESULT", "ACCEPTED", "")]


@pytest.mark.clause("OP-A5", "OP-16.4")
def test_a_run_that_the_bank_refuses_whole_has_its_money_back_and_may_be_drafted_again(
    bank_side: BankSide,
) -> None:
    run = bank_side.released("1.00", "2.00")
    AgencyAgreement.objects.update(number=Concat(Value("X"), F("number")))
    bank_side.send()
    AgencyAgreement.objects.update(number=Substr("number", 2))
    bank_side.work()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", "")]
    assert state_of(run) == "REFUSED"
    assert (bank_side.month.own_fen(), bank_side.month.transit_fen(run)) == (300, 0)
    (again,) = bank_side.month.retry()
    assert (again.item_count, again.sum_fen) == (2, 300)
    bank_side.month.approved(again)
    bank_side.month.release(again)
    bank_side.send()
    bank_side.work()
    assert ("RESULT", "ACCEPTED", "") in bank_side.answers()
    assert bank_side.executed() == (2, 300)


@pytest.mark.clause("OP-A5")
def test_a_file_that_was_damaged_on_its_way_is_sent_again_under_its_own_number(
    bank_side: BankSide,
) -> None:
    run = bank_side.released("1.00", "2.00")
    bank_side.send()
    (wire,) = (bank_side.home / "in").glob("CREDIT_RUN*.rfe")
    wire.write_bytes(wire.read_bytes()[:-1] + b"x")
    bank_side.work()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", "")]
    assert (state_of(run), bank_side.month.transit_fen(run)) == ("SENT", 300)
    assert [name for name in bank_side.send() if "RUN" in name] == [wire.name.removesuffix(".rfe")]
    bank_side.work()
    assert ("RESULT", "ACCEPTED", "") in bank_side.answers()
    assert (state_of(run), bank_side.executed()) == ("RETURNED", (2, 300))


@pytest.mark.clause("OP-A5")
def test_an_acknowledgement_of_ours_that_was_damaged_on_its_way_is_sent_again(
    bank_side: BankSide,
) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    bank_side.receive()
    (name,) = bank_side.send()
    wire = bank_side.home / "in" / f"{name}.rfe"
    wire.write_bytes(wire.read_bytes()[:-1] + b"x")
    bank_side.work()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", "")]
    assert bank_side.send() == [name]
    bank_side.work()
    assert (bank_side.answers(), bank_side.send()) == ([], [])


@pytest.mark.clause("OP-A5", "OP-16.2")
def test_answers_to_a_file_whose_sending_was_broken_off_are_taken(
    bank_side: BankSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bank_side.released("1.00")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outgoing, "_sent", killed)
        with pytest.raises(KeyboardInterrupt):
            bank_side.send()
    bank_side.work()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", ""), ("RESULT", "ACCEPTED", "")]
    bank_side.work()
    assert (state_of(run), bank_side.executed()) == ("RETURNED", (1, 100))


@pytest.mark.clause("OP-A5")
def test_a_folder_that_fails_is_no_fault_of_the_banks_file(
    bank_side: BankSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = bank_side.sent("1.00")
    bank_side.work()

    def failing(*_: object) -> None:
        raise TransportFailed(place="sample", reason="sample")

    with monkeypatch.context() as broken:
        broken.setattr(Transport, "fetch", failing)
        with pytest.raises(TransportFailed):
            bank_side.receive()
    assert not ExchangeFile.objects.filter(direction="OUT", kind="ACKNOWLEDGEMENT").exists()
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "ACCEPTED", ""), ("RESULT", "ACCEPTED", "")]
    assert state_of(run) == "RETURNED"


def say(bank_side: BankSide, run: Run, file_id: str, reason: str) -> list[tuple[str, str, str]]:
    """Let the bank refuse the run's file, in place of all that it has put out; receive that."""
    bank_side.work()
    for path in (bank_side.home / "out").iterdir():
        path.unlink()
    ours = ExchangeFile.objects.get(run=run, direction="OUT")
    head = ("H", "1", "ACKNOWLEDGEMENT", BANK, AGENCY, "AK20260106-00000001",
            "2026-01-06T03:00:00Z", f"{ours.name}.rfe", "0" * 64, file_id, "REFUSED", reason, "0",
            "", "")  # fmt: skip
    bank_side.put_out(f"{'|'.join(head)}\nT|0|0\n".encode(), "AK.txt.rfe")
    return bank_side.answers()


@pytest.mark.clause("OP-16.4", "OP-A5")
@pytest.mark.parametrize("reason", ["SEQUENCE_REUSED", "RUN_REPEATED", "KEY_REPEATED"])
def test_a_run_refused_because_the_bank_knows_it_already_is_not_paid_again(
    bank_side: BankSide, reason: str
) -> None:
    run = bank_side.sent("1.00")
    assert say(bank_side, run, "CR20260106-00000001", reason) == [
        ("ACKNOWLEDGEMENT", "ACCEPTED", "")
    ]
    assert (state_of(run), bank_side.month.transit_fen(run)) == ("SENT", 100)
    assert bank_side.send() == []
    with pytest.raises(NothingToRetry):
        bank_side.month.retry()


@pytest.mark.clause("OP-A5")
def test_an_acknowledgement_that_names_another_file_id_is_refused(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00")
    assert say(bank_side, run, "CR20260106-00000002", "SUM_DIFFERS") == [
        ("ACKNOWLEDGEMENT", "REFUSED", "FILE_NOT_OURS")
    ]
    assert state_of(run) == "SENT"


@pytest.mark.clause("OP-A5")
def test_a_file_of_a_kind_that_a_bank_does_not_send_is_refused(bank_side: BankSide) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    bank_side.receive()
    content = run_content([item(1)], 1).replace(
        f"{AGENCY}|{BANK}".encode(), f"{BANK}|{AGENCY}".encode(), 1
    )
    bank_side.put_out(content, "CREDIT_RUN.txt.rfe")
    assert bank_side.answers() == [("CREDIT_RUN", "REFUSED", "KIND_UNKNOWN")]


@pytest.mark.clause("OP-A5")
def test_an_acknowledgement_with_a_detail_is_refused(bank_side: BankSide) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    bank_side.receive()
    head = ("H", "1", "ACKNOWLEDGEMENT", BANK, AGENCY, "AK20260106-00000002",
            "2026-01-06T03:00:00Z", "x.rfe", "0" * 64, "", "ACCEPTED", "", "", "", "")  # fmt: skip
    bank_side.put_out(f"{'|'.join(head)}\nD|1\nT|1|0\n".encode(), "AK.txt.rfe")
    assert bank_side.answers() == [("ACKNOWLEDGEMENT", "REFUSED", "FORMAT_WRONG")]


@pytest.mark.clause("OP-A5")
def test_the_very_same_bytes_under_two_names_have_one_effect(bank_side: BankSide) -> None:
    run = bank_side.sent("1.00")
    bank_side.work()
    for path in list((bank_side.home / "out").glob("RESULT*")):
        (path.parent / f"COPY_{path.name}").write_bytes(path.read_bytes())
    assert sorted(bank_side.answers()) == [
        ("ACKNOWLEDGEMENT", "ACCEPTED", ""),
        ("RESULT", "ACCEPTED", ""),
        ("RESULT", "REPEATED", ""),
    ]
    assert (state_of(run), row_counts("banking_itemresult")) == ("RETURNED", [1])


@pytest.mark.clause("OP-16.3", "OP-16.4")
def test_an_account_that_the_bank_has_frozen_is_told_and_its_money_comes_back(
    bank_side: BankSide,
) -> None:
    run = bank_side.released("1.00", "2.00", "3.00")
    bank_side.bank("account", "set-state", account(3), "FROZEN")
    bank_side.send()
    bank_side.work()
    bank_side.receive()
    bank_side.month.book(run)
    bank_side.month.close(run)
    assert bank_side.executed() == (2, 400)
    assert bank_side.month.own_fen() == 200


@pytest.mark.clause("OP-16.3", "OP-16.4")
@pytest.mark.parametrize("bank_side", [("--rate", "unknown=1000000")], indirect=True)
def test_what_the_bank_does_not_know_at_first_is_waited_for_and_paid_once(
    bank_side: BankSide,
) -> None:
    run = bank_side.sent("1.00", "2.00")
    bank_side.work()
    bank_side.receive()
    assert (state_of(run), bank_side.executed()) == ("RETURNED", (0, 0))
    bank_side.month.book(run)
    with pytest.raises(NothingToRetry):
        bank_side.month.retry()
    with pytest.raises(OutcomesUnknown):
        bank_side.month.close(run)
    bank_side.work(on=DAY + timedelta(days=1))
    assert ("RESULT", "ACCEPTED", "") in bank_side.answers()
    bank_side.month.book(run)
    bank_side.month.close(run)
    assert bank_side.executed() == (2, 300)
    assert (bank_side.month.pool_fen(), bank_side.month.transit_fen(run)) == (-300, 0)


def test_the_work_folder_is_empty_whatever_came(bank_side: BankSide) -> None:
    bank_side.sent("1.00")
    work = bank_side.channel.work
    # As a program leaves it that was killed while a file lay open.
    (work / ".in-0.content.x.part").write_bytes(b"\x00")
    (work / "in-0.content").write_bytes(b"\x00")
    bank_side.work()
    bank_side.receive()
    assert list(work.iterdir()) == []
    (work / "CREDIT_RUN.txt").write_bytes(b"\x00")
    bank_side.send()
    assert list(work.iterdir()) == []


def test_every_file_is_in_the_register_without_gaps(bank_side: BankSide) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    bank_side.receive()
    bank_side.send()
    for direction, kind in (
        ("OUT", "ACKNOWLEDGEMENT"),
        ("IN", "ACKNOWLEDGEMENT"),
        ("IN", "RESULT"),
    ):
        files = ExchangeFile.objects.filter(direction=direction, kind=kind).order_by("sequence")
        numbers = list(files.values_list("sequence", flat=True))
        assert numbers == list(range(1, len(numbers) + 1)), (direction, kind)
