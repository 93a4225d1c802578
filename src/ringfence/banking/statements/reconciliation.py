"""One day of one account: the bank's statement against the books, each difference kept."""

from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

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
def account_reconcile(*, account_number: str, on: date, at: datetime) -> Reconciliation:
    """Return the comparison of a day's statement with the books at that day's close, to the fen.

    The bank's closing balance must be what the payout account and the money in transit held;
    each run's entries must add up to what was booked as paid on that day. Differences become
    breaks; nothing is adjusted. Done before for the same statement, the kept one is returned.
    Refuses: AccountNotOurs, StatementMissing. Source: OP-14.7, MUF-14.
    """
    account = own_account(account_number)
    statement = BankStatement.objects.filter(account=account, on=on).first()
    if statement is None:
        raise StatementMissing(cite=Citation("OP-14.7"), account=account_number, on=str(on))
    kept = Reconciliation.objects.filter(statement=statement).first()
    if kept:
        return kept
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
    return _write(statement, book_fen, in_transit_fen, breaks, at)


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


def _write(
    statement: BankStatement,
    book_fen: int,
    in_transit_fen: int,
    breaks: list[ReconciliationBreak],
    at: datetime,
) -> Reconciliation:
    entry_count = StatementEntry.objects.filter(statement=statement).count()
    kinds = [each.kind for each in breaks]
    reconciliation = Reconciliation.objects.create(
        id=uuid7(),
        statement=statement,
        bank_fen=statement.closing_fen,
        book_fen=book_fen,
        in_transit_fen=in_transit_fen,
        matched_count=entry_count - kinds.count(BreakKind.ENTRY_WITHOUT_BOOKING.value),
        break_count=len(breaks),
        at=at,
    )
    for each in breaks:
        each.id = uuid7()
        each.reconciliation = reconciliation
        each.save(force_insert=True)
    return reconciliation
