"""Bank statements: taken in day by day, funding booked from them, reconciled to the fen."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID, uuid5

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.exchange.layouts import DETAILS
from ringfence.banking.exchange.messages import StatementHeader
from ringfence.banking.files.content import ContentFile
from ringfence.banking.files.staging import stage
from ringfence.banking.models import (
    BankStatement,
    ExchangeFile,
    FundingNotice,
    OwnAccount,
)
from ringfence.banking.posting import post_whole
from ringfence.banking.statements.domain import (
    AccountNotOurs,
    FundingRepeated,
    StatementGap,
    StatementSpansDays,
)
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import last_instant
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger.domain import Transfer

_SQL = Path(__file__).parent / "sql"


@transaction.atomic
def funding_announce(
    *,
    account_number: str,
    amount_fen: int,
    reference: str,
    source_account_id: UUID,
    actor: Actor,
    at: datetime,
) -> FundingNotice:
    """Return the notice of money that comes into an own account under a reference.

    Nothing is booked before the bank's statement shows it; where one shows it already, it is booked
    now, with effect at the close of that day. The same notice again is returned.
    Refuses: AccountNotOurs, NotPermitted, FundingRepeated (same reference, other facts).
    Source: OP-16.1.
    """
    account = _account_lock(account_number)
    actor.require("funding.announce", organisation=account.owner)
    notice, is_new = FundingNotice.objects.get_or_create(
        reference=reference,
        defaults={
            "id": uuid7(),
            "account": account,
            "amount_fen": amount_fen,
            "source_account_id": source_account_id,
            "announced_by": actor.code,
            "announced_at": at,
        },
    )
    if not is_new and (notice.account_id, notice.amount_fen) != (account.id, amount_fen):
        raise FundingRepeated(reference=reference, amount_fen=notice.amount_fen)
    if is_new:
        act_record(
            action="funding.announce",
            actor=actor,
            at=at,
            subject=("funding_notice", str(notice.id)),
            organisation=account.owner,
            clause="OP-16.1",
            amount_fen=amount_fen,
        )
    statement = _first_shown_by(notice)
    if statement:
        _funding_book(statement)
    return notice


def statement_take(file: ExchangeFile, content: ContentFile, _actor: str, _at: datetime) -> None:
    """Write a STATEMENT file's day and entries, and book the funding that it shows.

    Within the transaction that registers the file.
    Refuses: AccountNotOurs, StatementSpansDays, StatementGap, FileLineError and its kinds.
    Source: OP-A5, OP-16.1.
    """
    header = cast(StatementHeader, content.header)
    account = _account_lock(header.account)
    _joins(account, header)
    statement = BankStatement.objects.create(
        id=uuid7(),
        account=account,
        file=file,
        on=header.to_on,
        opening_fen=header.opening_fen,
        closing_fen=header.closing_fen,
        entry_count=header.count,
    )
    stage(content, "statement_line", DETAILS[FileKind.STATEMENT].names)
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "entries_write.sql").read_text(), {"statement_id": statement.id})
    _funding_book(statement)


def own_account(number: str) -> OwnAccount:
    """Return the own account with this number. Refuses: AccountNotOurs."""
    account = OwnAccount.objects.filter(number=number).first()
    if account is None:
        raise AccountNotOurs(cite=Citation("OP-A5"), account=number)
    return account


def _account_lock(number: str) -> OwnAccount:
    """Return the own account, locked: a notice and the statement that shows it see each other."""
    return OwnAccount.objects.select_for_update().get(pk=own_account(number).pk)


def _first_shown_by(notice: FundingNotice) -> BankStatement | None:
    """Return the earliest statement that shows the announced money, or None."""
    shown = BankStatement.objects.filter(
        account=notice.account,
        statemententry__reference=notice.reference,
        statemententry__amount_fen=notice.amount_fen,
        statemententry__run_id=None,
    )
    return shown.order_by("on").first()


def _joins(account: OwnAccount, header: StatementHeader) -> None:
    """Refuse a statement that is not one day, or does not follow the one before."""
    if header.from_on != header.to_on:
        raise StatementSpansDays(
            cite=Citation("OP-A5"), from_on=str(header.from_on), to_on=str(header.to_on)
        )
    last = BankStatement.objects.filter(account=account).order_by("-on").first()
    if last is None:
        return
    expected_on = last.on + timedelta(days=1)
    if (header.from_on, header.opening_fen) != (expected_on, last.closing_fen):
        raise StatementGap(
            cite=Citation("OP-A5"),
            on=str(header.from_on),
            opening_fen=header.opening_fen,
            expected_on=str(expected_on),
            closing_fen=last.closing_fen,
        )


def _funding_book(statement: BankStatement) -> None:
    """Book each announced sum that the statement shows; what nobody announced stays a break."""
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "funding_shown.sql").read_text(),
            {
                "statement_id": statement.id,
                "account_id": statement.account_id,
                "on": statement.on,
            },
        )
        shown = cursor.fetchall()
    account = statement.account
    post_whole(
        leaf_id=account.leaf_id,
        transfers=[
            Transfer(
                key=uuid5(notice_id, "funding"),
                debit_id=account.ledger_account_id,
                credit_id=source_id,
                amount_fen=amount_fen,
                code="FUNDING",
                at=last_instant(statement.on),
            )
            for notice_id, source_id, amount_fen in shown
        ],
    )
