"""The registry taken in and put right: people, cards, the bank accounts on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from ringfence.banking.runs.drafting import MANY
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.uuid7 import uuid7s
from ringfence.regimes.card.models import Programme
from ringfence.regimes.card.registry.domain import (
    AccountTaken,
    CardUnknown,
    CorrectedTwice,
    PersonKnown,
)
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
        loaded = RegistryLoaded(*cursor.fetchone())
        if loaded.person_count >= MANY:
            cursor.execute("SELECT card_analyze_registry()")
        return loaded


def card_accounts_correct(*, path: Path, actor: str, at: datetime) -> int:
    """Put bank accounts right from a UTF-8 .csv list, all or nothing; return how many lines.

    Columns: CORRECTION_COLUMNS. Refuses: FileLineError, CorrectedTwice, CardUnknown,
    AccountTaken. Source: OP-16.4.
    """
    rows = [
        tuple(fields.values())
        for _, fields in lines_read(path, CORRECTION_COLUMNS, on=business_date(at))
    ]
    _correct(rows, actor, at)
    return len(rows)


def card_account_correct(
    *, identity_number: str, account_number: str, bank_code: str, actor: str, at: datetime
) -> None:
    """Put another bank account on the person's card; the change is kept for ever.

    Refuses: CardUnknown, AccountTaken. Source: OP-16.4, OP-10.
    """
    _correct([(identity_number, account_number, bank_code)], actor, at)


@transaction.atomic
def _correct(rows: Sequence[tuple[str, ...]], actor: str, at: datetime) -> None:
    columns = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("identity_numbers", "account_numbers", "bank_codes")
    arrays = {name: list(column) for name, column in zip(names, columns, strict=True)}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS correction_match")
        cursor.execute((_SQL / "correct_match.sql").read_text(), arrays)
        cursor.execute(
            "SELECT count(*) FILTER (WHERE is_repeated), count(*) FILTER (WHERE card_id IS NULL),"
            " count(*) FILTER (WHERE is_taken) FROM correction_match"
        )
        repeated_count, unknown_count, taken_count = cursor.fetchone()
        if repeated_count:
            raise CorrectedTwice(cite=Citation("OP-16.4"), count=repeated_count)
        if unknown_count:
            raise CardUnknown(cite=Citation("OP-16.4"))
        if taken_count:
            raise AccountTaken(cite=Citation("OP-25"))
        cursor.execute((_SQL / "correct_write.sql").read_text(), {"actor": actor, "at": at})


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
