"""Statements of banks beside the books, as those see them who may."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery

from ringfence.access.actor import Actor
from ringfence.banking.models import BankStatement, Reconciliation
from ringfence.banking.statements.domain import StatementUnknown

READ = "statement.read"

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True, slots=True)
class RunSides:
    """What a run paid on a day, as the bank states it and as the books have it; in fen."""

    number: str
    bank_fen: int | None
    book_fen: int | None

    @property
    def agrees(self) -> bool:
        """Return whether both sides are the same to the fen."""
        return self.bank_fen == self.book_fen


def statements_seen(
    *, organisations: Collection[str], before_on: date | None = None, differing: bool = False
) -> QuerySet[BankStatement]:
    """Return the statements of own accounts of these organisations, the latest day first.

    Each has `break_count` of its latest comparison, None where it was not compared yet. Only days
    before `before_on`, if given; with `differing` only those with a difference left. The caller
    takes the organisations from the actor's grants.
    """
    latest = Reconciliation.objects.filter(statement=OuterRef("pk")).order_by("-number")
    rows = BankStatement.objects.filter(account__owner__in=organisations).annotate(
        break_count=Subquery(latest.values("break_count")[:1], output_field=IntegerField())
    )
    if differing:
        rows = rows.filter(break_count__gt=0)
    if before_on is not None:
        rows = rows.filter(on__lt=before_on)
    return rows.select_related("account__branch__bank").order_by("-on", F("account__number"))


def statement_seen(*, statement_id: UUID, actor: Actor) -> BankStatement:
    """Return a statement to who may see it for its owner.

    Refuses: StatementUnknown (there is none, or the actor may not know of it). Source: OP-22.1.
    """
    unknown = StatementUnknown(statement=statement_id)
    rows = BankStatement.objects.select_related("account__branch__bank")
    statement = rows.filter(pk=statement_id).first()
    if statement is None:
        raise unknown
    actor.require_or_unknown(READ, organisation=statement.account.owner, unknown=unknown)
    return statement


def latest_comparison(statement: BankStatement) -> Reconciliation | None:
    """Return the comparison of a statement that counts; None where there is none yet."""
    return Reconciliation.objects.filter(statement=statement).order_by("-number").first()


def run_sides(statement: BankStatement) -> list[RunSides]:
    """Return the day's runs on both sides, those that differ first."""
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "run_sides.sql").read_text(encoding="utf-8"),
            {
                "statement_id": statement.id,
                "account_id": statement.account_id,
                "on": statement.on,
            },
        )
        return [RunSides(*row) for row in cursor.fetchall()]
