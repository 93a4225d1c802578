"""One day of one account: the bank's statement against the books, each difference kept."""

from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.models import (
    BankStatement,
    Reconciliation,
    ReconciliationBreak,
    StatementEntry,
)
from ringfence.banking.statements.domain import BreakKind, StatementMissing
from ringfence.banking.statements.services import own_account
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import last_instant
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors as books

_SQL = Path(__file__).parent / "sql"


@transaction.atomic
def account_reconcile(
    *, account_number: str, on: date, actor: Actor, at: datetime
) -> Reconciliation:
    """Return a new comparison of a day's statement with the books at that day's close, to the fen.

    The bank's closing balance must be what the payout account and the money in transit held;
    each run's entries must add up to what was booked as paid on that day. Differences become
    breaks; nothing is adjusted. What was compared too early is compared again: each comparison
    stays, the latest counts.
    Refuses: AccountNotOurs, NotPermitted, StatementMissing. Source: OP-14.7, MUF-14.
    """
    account = own_account(account_number)
    actor.require("account.reconcile", organisation=account.owner)
    # The lock gives each comparison a number of its own.
    statement = BankStatement.objects.select_for_update().filter(account=account, on=on).first()
    if statement is None:
        raise StatementMissing(cite=Citation("OP-14.7"), account=account_number, on=str(on))
    breaks = _run_breaks(statement)
    book_fen = books.balance(
        leaf_id=account.leaf_id, account_id=account.ledger_account_id, at=last_instant(on)
    )
    in_transit_fen = _in_transit(statement)
    if statement.closing_fen != book_fen + in_transit_fen:
        breaks.append(
            ReconciliationBreak(
                kind=BreakKind.BALANCE_DIFFERS.value,
                reference=str(on),
                bank_fen=statement.closing_fen,
                book_fen=book_fen + in_transit_fen,
            )
        )
    reconciliation = Reconciliation(
        id=uuid7(),
        statement=statement,
        number=1 + Reconciliation.objects.filter(statement=statement).count(),
        bank_fen=statement.closing_fen,
        book_fen=book_fen,
        in_transit_fen=in_transit_fen,
        actor=actor.code,
        at=at,
    )
    _write(reconciliation, breaks)
    act_record(
        action="account.reconcile",
        actor=actor,
        at=at,
        subject=("bank_statement", str(statement.id)),
        organisation=account.owner,
        clause="OP-14.7",
        on=on,
        number=reconciliation.number,
        break_count=reconciliation.break_count,
    )
    return reconciliation


def _run_breaks(statement: BankStatement) -> list[ReconciliationBreak]:
    """Return the statement's entries and the runs that do not agree."""
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "entry_breaks.sql").read_text(),
            {
                "statement_id": statement.id,
                "account_id": statement.account_id,
                "on": statement.on,
            },
        )
        return [
            ReconciliationBreak(kind=kind, reference=reference, bank_fen=bank, book_fen=book)
            for kind, reference, bank, book in cursor.fetchall()
        ]


def _in_transit(statement: BankStatement) -> int:
    """Return what was released and not paid at the day's close: at the bank, not ours to use."""
    at = last_instant(statement.on)
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "open_runs.sql").read_text(), {"account_id": statement.account_id, "at": at}
        )
        runs = cursor.fetchall()
    return sum(books.balance(leaf_id=leaf, account_id=run_id, at=at) for leaf, run_id in runs)


def _write(reconciliation: Reconciliation, breaks: list[ReconciliationBreak]) -> Reconciliation:
    """Write a comparison with its breaks, and return it."""
    entries = StatementEntry.objects.filter(statement=reconciliation.statement)
    kinds = [each.kind for each in breaks]
    unbooked_count = kinds.count(BreakKind.ENTRY_WITHOUT_BOOKING.value)
    reconciliation.matched_count = entries.count() - unbooked_count
    reconciliation.break_count = len(breaks)
    reconciliation.save(force_insert=True)
    for each in breaks:
        each.id = uuid7()
        each.reconciliation = reconciliation
        each.save(force_insert=True)
    return reconciliation
