"""Content lies open only while a program writes or reads it (OP-22.2)."""

import pytest

from banking.files.bank_side import BankSide
from ringfence.banking.files import incoming, outgoing


def end(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.clause("OP-22.2")
def test_a_run_whose_writing_was_broken_off_does_not_lie_open(
    bank_side: BankSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank_side.released("1.00")
    monkeypatch.setattr(outgoing, "envelope_seal", end)
    with pytest.raises(KeyboardInterrupt):
        bank_side.send()
    assert list(bank_side.channel.work.iterdir()) == []


@pytest.mark.clause("OP-22.2")
def test_a_result_whose_taking_was_broken_off_does_not_lie_open(
    bank_side: BankSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank_side.sent("1.00")
    bank_side.work()
    monkeypatch.setattr(incoming, "_receive", end)
    with pytest.raises(KeyboardInterrupt):
        bank_side.receive()
    assert list(bank_side.channel.work.iterdir()) == []


@pytest.mark.clause("OP-22.2")
def test_what_a_killed_program_left_open_goes_when_the_channel_is_used_next(
    bank_side: BankSide,
) -> None:
    left = bank_side.channel.work / "RESULT.content"
    left.write_text("6222")
    bank_side.receive()
    assert not left.exists()
