"""The registry taken in and put right: people, cards, the bank accounts on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.uuid7 import uuid7, uuid7s
from ringfence.regimes.card.models import Card, CardChange, CardState, Programme
from ringfence.regimes.card.registry.domain import AccountTaken, CardUnknown, PersonKnown
from ringfence.regimes.card.registry.lines import (
    CORRECTION_COLUMNS,
    REGISTRY_COLUMNS,
    lines_read,
)

_SQL = Path(__file__).parent / "sql"
_BATCH = 8_000


@dataclass(frozen=True, slots=True)
class RegistryLoaded:
    """What a registry file brought."""

    person_count: int
    personal_fen: int


@transaction.atomic
def registry_load(*, path: Path, programme: Programme, at: datetime) -> RegistryLoaded:
    """Write people, cards and personal accounts with their opening balances, all or nothing.

    A UTF-8 .csv with the columns REGISTRY_COLUMNS; amounts in fen. Each person gets an account of
    the programme, of the person's own id. Refuses: FileLineError, PersonKnown. Source: OP-5, OP-3.
    """
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "load_stage.sql").read_text())
        copy_in = (
            f"COPY registry_line (person_id, card_id, {', '.join(REGISTRY_COLUMNS)}) FROM STDIN"
        )
        with cursor.copy(copy_in) as copy:
            for row in _rows(path, business_date(at)):
                copy.write_row(row)
        cursor.execute("ANALYZE registry_line")
        cursor.execute(
            "SELECT count(*) FROM registry_line JOIN card_person USING (identity_number)"
        )
        if known_count := cursor.fetchone()[0]:
            raise PersonKnown(cite=Citation("OP-3"), count=known_count)
        _write_once(at)
        for name in ("load_accounts", "load_balances"):
            cursor.execute(
                (_SQL / f"{name}.sql").read_text(),
                {
                    "leaf_id": programme.leaf_id,
                    "opening_id": programme.opening_account_id,
                    "at": at,
                },
            )
        cursor.execute("SELECT count(*), coalesce(sum(personal_fen), 0)::bigint FROM registry_line")
        return RegistryLoaded(*cursor.fetchone())


@transaction.atomic
def card_accounts_correct(*, path: Path, actor: str, at: datetime) -> int:
    """Put bank accounts right from a UTF-8 .csv list, all or nothing; return how many lines.

    Columns: CORRECTION_COLUMNS. Refuses: FileLineError, CardUnknown, AccountTaken. Source: OP-16.4.
    """
    count = 0
    for _, fields in lines_read(path, CORRECTION_COLUMNS, on=business_date(at)):
        card_account_correct(**fields, actor=actor, at=at)
        count += 1
    return count


@transaction.atomic
def card_account_correct(
    *,
    identity_number: str,
    account_number: str,
    bank_code: str,
    actor: str,
    at: datetime,
) -> Card:
    """Return the person's card with another bank account on it; the change is kept for ever.

    Refuses: CardUnknown, AccountTaken. Source: OP-16.4, OP-10.
    """
    card = (
        Card.objects.select_for_update()
        .filter(person__identity_number=identity_number)
        .exclude(state__in=[CardState.CANCELLED, CardState.CANCELLED_AFTER_LOSS])
        .first()
    )
    if card is None:
        raise CardUnknown(cite=Citation("OP-16.4"))
    others = Card.objects.filter(account_number=account_number).exclude(pk=card.pk)
    if others.exists():
        raise AccountTaken(cite=Citation("OP-25"))
    for field, after in (("account_number", account_number), ("bank_code", bank_code)):
        before = getattr(card, field)
        if before != after:
            CardChange.objects.create(
                id=uuid7(), card=card, field=field, before=before, after=after, actor=actor, at=at
            )
            setattr(card, field, after)
    card.account_active = True
    card.updated_at = at
    card.save()
    return card


def _rows(path: Path, on: date) -> Iterator[tuple[Any, ...]]:
    """Yield the file's rows with new ids. Refuses: FileLineError."""
    ids: list[Any] = []
    for _, fields in lines_read(path, REGISTRY_COLUMNS, on=on):
        if not ids:
            ids = uuid7s(2 * _BATCH)[::-1]
        yield (ids.pop(), ids.pop(), *fields.values())


def _write_once(at: datetime) -> None:
    """Write the staged people and cards. Refuses: FileLineError where one stands twice."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute((_SQL / "load_write.sql").read_text(), {"at": at})
        except IntegrityError:
            cursor.execute((_SQL / "load_repeated.sql").read_text())
            line, field = cursor.fetchone()
            raise FileLineError(
                line=line, field=field, got="***", expected="each once", cite=Citation("OP-3")
            ) from None
