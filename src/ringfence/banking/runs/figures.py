"""What an organisation's latest month came to: paid by bank, outcomes, what its accounts hold."""

from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from ringfence.banking.models import OwnAccount, Run
from ringfence.ledger import selectors as books

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class OutcomeSum:
    """Items of one outcome at one bank; `outcome` is WAITING while nothing is known of them."""

    bank: str
    outcome: str
    item_count: int
    sum_fen: int


@dataclass(frozen=True, slots=True)
class AccountHeld:
    """What the books say that an own account holds now."""

    number: str
    name: str
    bank: str
    balance_fen: int


def latest_period(*, organisation: str) -> str:
    """Return the latest period (YYYY-MM) of which the organisation has runs; empty without one."""
    runs = Run.objects.filter(agreement__agency=organisation).order_by("-period")
    return runs.values_list("period", flat=True).first() or ""


def outcome_sums_of(*, organisation: str, period: str) -> list[OutcomeSum]:
    """Return what is known now of the items of a period's runs, by bank and outcome.

    Runs that were cancelled are left out. The caller asks for authority.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "month_outcomes.sql").read_text(encoding="utf-8"),
            {"organisation": organisation, "period": period},
        )
        return [OutcomeSum(*row) for row in cursor.fetchall()]


def accounts_held(*, organisation: str) -> list[AccountHeld]:
    """Return the open own accounts of the organisation with their balances, by number.

    The caller asks for authority.
    """
    accounts = OwnAccount.objects.filter(owner=organisation, closed_on__isnull=True)
    return [
        AccountHeld(
            number=account.number,
            name=account.name,
            bank=account.branch.bank.name,
            balance_fen=books.balance(
                leaf_id=account.leaf_id, account_id=account.ledger_account_id
            ),
        )
        for account in accounts.select_related("branch__bank").order_by("number")
    ]
