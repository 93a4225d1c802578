"""The planner is told of results once they are taken, and no bank waits for another's meanwhile."""

from datetime import timedelta

import pytest
from django.db import connection

from banking.files.bank_side import BankSide
from ringfence.banking.files import incoming
from sample_month import DAY


@pytest.fixture
def analyzed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each time that the planner was told: whether a transaction was open."""
    within: list[bool] = []
    analyze = incoming._analyze_items

    def spy() -> None:
        within.append(connection.in_atomic_block)
        analyze()

    monkeypatch.setattr(incoming, "_analyze_items", spy)
    return within


@pytest.mark.parametrize("bank_side", [("--rate", "unknown=1000000")], indirect=True)
def test_the_planner_is_told_once_a_receive_command_and_in_no_transaction(
    bank_side: BankSide, analyzed: list[bool]
) -> None:
    bank_side.sent("1.00", "2.00")
    bank_side.work()
    bank_side.work(on=DAY + timedelta(days=1))
    assert bank_side.answers().count(("RESULT", "ACCEPTED", "")) == 2
    assert analyzed == [False]


def test_without_a_new_result_the_planner_is_left_alone(
    bank_side: BankSide, analyzed: list[bool]
) -> None:
    bank_side.receive()
    assert analyzed == []
