"""The registry taken in and put right: people, cards, the bank accounts on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction
from psycopg import sql

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.runs.drafting import MANY
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.uuid7 import uuid7s
from ringfence.kernel.words import Words
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
_LINES_SHOWN = 5
_ONCE = Words("each once, in the file and in the registry", "在文件和登记库中只出现一次")


@dataclass(frozen=True, slots=True)
class RegistryLoaded:
    """What a registry file brought."""

    person_count: int
    personal_fen: int


@transaction.atomic
def registry_load(
    *, path: Path, programme: Programme, actor: Actor, at: datetime
) -> RegistryLoaded:
    """Write people, cards and personal accounts with their opening balances, all or nothing.

    A UTF-8 .csv with the columns REGISTRY_COLUMNS; amounts in fen. Each person gets an account of
    the programme, of the person's own id. The actor may load every area that is in the file.
    Refuses: FileLineError, NotPermitted, PersonKnown. Source: OP-5, OP-3.
    """
    actor.require("registry.load")
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "load_stage.sql").read_text())
        copy_in = (
            f"COPY registry_line (person_id, card_id, {', '.join(REGISTRY_COLUMNS)}) FROM STDIN"
        )
        with cursor.copy(copy_in) as copy:
            for row in _rows(path, business_date(at)):
                copy.write_row(row)
        cursor.execute("ANALYZE registry_line")
        _require_areas(actor, "registry.load", "registry_line")
        cursor.execute(
            "SELECT count(*) FROM registry_line JOIN card_person USING (identity_number)"
        )
        if known_count := cursor.fetchone()[0]:
            raise PersonKnown(cite=Citation("OP-3"), count=known_count)
        _write_once(at)
        _books_open(programme, at)
        cursor.execute("SELECT count(*), coalesce(sum(personal_fen), 0)::bigint FROM registry_line")
        loaded = RegistryLoaded(*cursor.fetchone())
        if loaded.person_count >= MANY:
            cursor.execute("SELECT card_analyze_registry()")
    _record(
        "registry.load",
        path,
        actor,
        at,
        clause="OP-5",
        programme=programme.code,
        person_count=loaded.person_count,
        personal_fen=loaded.personal_fen,
    )
    return loaded


@transaction.atomic
def card_accounts_correct(*, path: Path, actor: Actor, at: datetime) -> int:
    """Put bank accounts right from a UTF-8 .csv list, all or nothing; return how many lines.

    Columns: CORRECTION_COLUMNS. An account put right is active; each change is kept for ever.
    The actor may correct in the area of each person.
    Refuses: NotPermitted, FileLineError, CorrectedTwice, CardUnknown, AccountTaken.
    Source: OP-16.4, OP-10.
    """
    actor.require("card.correct")
    columns: dict[str, list[str]] = {f"{column}s": [] for column in CORRECTION_COLUMNS}
    line_count = 0
    for _, fields in lines_read(path, CORRECTION_COLUMNS, on=business_date(at)):
        line_count += 1
        for column, text in fields.items():
            columns[f"{column}s"].append(text)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS correction_match")
        cursor.execute((_SQL / "correct_match.sql").read_text(), columns)
        _require_areas(actor, "card.correct", "correction_match")
        cursor.execute(
            "SELECT line + 1, is_repeated, card_id IS NULL, is_taken FROM correction_match"
            " WHERE is_repeated OR card_id IS NULL OR is_taken ORDER BY line"
        )
        _refuse_lines(cursor.fetchall())
        cursor.execute((_SQL / "correct_write.sql").read_text(), {"actor": actor.code, "at": at})
    _record("card.correct", path, actor, at, clause="OP-10", line_count=line_count)
    return line_count


def _require_areas(actor: Actor, permission: str, table: str) -> None:
    """Refuse where somebody of the list belongs to an area that the actor has no part in."""
    question = sql.SQL("SELECT DISTINCT area_code FROM {} WHERE area_code IS NOT NULL")
    with connection.cursor() as cursor:
        cursor.execute(question.format(sql.Identifier(table)))
        areas = cursor.fetchall()
    for (area,) in sorted(areas):
        actor.require(permission, area=area)


def _record(action: str, path: Path, actor: Actor, at: datetime, **facts: Any) -> None:
    """Write that a list was taken; its digest says which."""
    digest = digest_file(DigestAlgorithm.SHA_256, path).hex()
    act_record(action=action, actor=actor, at=at, subject=("registry_list", digest), **facts)


def _refuse_lines(faults: Sequence[tuple[int, bool, bool, bool]]) -> None:
    """Refuse where a line is repeated, unknown or taken, in this order; name the first lines."""
    causes: tuple[tuple[type[Refusal], Citation], ...] = (
        (CorrectedTwice, Citation("OP-16.4")),
        (CardUnknown, Citation("OP-16.4")),
        (AccountTaken, Citation("OP-25")),
    )
    for place, (refusal, cite) in enumerate(causes, start=1):
        lines = [str(fault[0]) for fault in faults if fault[place]]
        if lines:
            raise refusal(cite=cite, lines=", ".join(lines[:_LINES_SHOWN]), count=len(lines))


def _rows(path: Path, on: date) -> Iterator[tuple[Any, ...]]:
    """Yield the file's rows with new ids. Refuses: FileLineError."""
    ids: list[Any] = []
    for _, fields in lines_read(path, REGISTRY_COLUMNS, on=on):
        if not ids:
            ids = uuid7s(2 * _BATCH)[::-1]
        yield (ids.pop(), ids.pop(), *fields.values())


def _books_open(programme: Programme, at: datetime) -> None:
    """Open the staged people's accounts and post what they bring along."""
    asked: dict[str, Any] = {
        "leaf_id": programme.leaf_id,
        "opening_id": programme.opening_account_id,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "load_accounts.sql").read_text(), asked)
        cursor.execute((_SQL / "load_balances.sql").read_text(), asked)
        (refused_count,) = cursor.fetchone()
        if refused_count:
            raise AssertionError(f"{refused_count} opening balances were not posted")


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
                line=line, field=field, got="***", expected=_ONCE, cite=Citation("OP-3")
            ) from None
