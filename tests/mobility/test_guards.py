"""What the database itself keeps of custody, whoever asks."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mobility.bikes import AT, Custody
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors as books
from ringfence.ledger.domain import Transfer
from ringfence.ledger.refusals import AboveCeiling
from ringfence.ledger.services import post
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import DedicatedAccount, Payee, Payout, Rider
from ringfence.regimes.mobility.operators import account_find


@pytest.mark.clause("MUF-11.2")
def test_the_ledger_itself_refuses_what_passes_the_cap(
    custody: Custody, cap_fen: Callable[[], int]
) -> None:
    account = account_find(custody.operator, Money.PREPAID)
    rider = Rider.objects.get(operator=custody.operator, code="样例甲0001")
    past_the_service = Transfer(uuid7(), account.id, rider.id, cap_fen() + 1, "TOP_UP", AT)
    [answer] = post(leaf_id=account.leaf_id, transfers=[past_the_service])
    assert isinstance(answer.refusal, AboveCeiling)
    assert str(answer.refusal.cite) == "MUF-11.2"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mobility_vehiclecost SET amount_fen = 1",
        "DELETE FROM mobility_vehiclecost",
        "UPDATE mobility_payout SET amount_fen = 1",
        "DELETE FROM mobility_payout",
        "UPDATE mobility_reservewarning SET ratio_ppm = 1",
        "DELETE FROM mobility_reservewarning",
        "TRUNCATE mobility_clearingday CASCADE",
    ],
)
def test_what_was_paid_and_warned_of_is_never_changed(custody: Custody, statement: str) -> None:
    custody.move("TOP_UP", 10_000)
    custody.pay(5_600)
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert Payout.objects.get(operator=custody.operator).amount_fen == 5_600


@pytest.mark.clause("MUF-6.1")
def test_the_database_holds_one_account_for_a_money(custody: Custody) -> None:
    account = account_find(custody.operator, Money.PREPAID)
    with pytest.raises(IntegrityError, match="one_account_for_a_money"), transaction.atomic():
        DedicatedAccount.objects.create(
            id=uuid7(),
            operator=custody.operator,
            money=Money.PREPAID.value,
            bank_code=account.bank_code,
            number="14000000000066",
            leaf_id=account.leaf_id + 1,
            share_id=uuid7(),
            opened_by="样例经办",
            opened_at=AT,
        )


@pytest.mark.clause("MUF-11.5")
def test_the_database_holds_no_payee_without_a_part_in_the_business(custody: Custody) -> None:
    with pytest.raises(IntegrityError, match="part_in_the_business"), transaction.atomic():
        Payee.objects.create(
            id=uuid7(),
            operator=custody.operator,
            number="14000000000067",
            name="样例地产",
            relation="MAIN_BUSINESS",
            business="",
            listed_by="样例经办",
            listed_at=AT,
        )


@pytest.mark.clause("MUF-4.2")
def test_in_the_books_deposits_cannot_become_the_operators(custody: Custody) -> None:
    account = account_find(custody.operator, Money.DEPOSIT)
    codes = {standing.code for standing in books.accounts(leaf_id=account.leaf_id)}
    assert codes == {"BANK", "RIDER_DEPOSIT"}
    with pytest.raises(IntegrityError, match="only_prepaid_has_a_share"), transaction.atomic():
        DedicatedAccount.objects.filter(pk=account.pk).update(share_id=uuid7())
