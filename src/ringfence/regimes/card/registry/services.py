"""The registry taken in: people, cards, the bank accounts on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.runs.drafting import MANY
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.pinyin import name_sound
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.uuid7 import uuid7s
from ringfence.kernel.words import Words
from ringfence.regimes.card.models import Programme
from ringfence.regimes.card.registry.areas import areas_in
from ringfence.regimes.card.registry.domain import PersonKnown
from ringfence.regimes.card.registry.lines import REGISTRY_COLUMNS, lines_read
from ringfence.regimes.card.registry.proposal import registry_approved

_SQL = Path(__file__).parent / "sql"
_BATCH = 8_000
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
    the programme, of the person's own id. The actor may load every area that is in the file, which
    was proposed and approved (`registry_propose`).
    Refuses: NotPermitted, FileLineError, ApprovalMissing, PersonKnown. Source: OP-5, OP-3, OP-25.
    """
    actor.require("registry.load")
    with connection.cursor() as cursor:
        cursor.execute((_SQL / "load_stage.sql").read_text())
        copy_in = (
            f"COPY registry_line (person_id, card_id, {', '.join(REGISTRY_COLUMNS)},"
            " name_initials, name_syllables) FROM STDIN"
        )
        with cursor.copy(copy_in) as copy:
            for row in _rows(path, business_date(at)):
                copy.write_row(row)
        cursor.execute("ANALYZE registry_line")
        areas = areas_in("registry_line")
        for area in areas:
            actor.require("registry.load", area=area)
        digest = digest_file(DigestAlgorithm.SHA_256, path)
        registry_approved(digest=digest, areas=areas)
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
    act_record(
        action="registry.load",
        actor=actor,
        at=at,
        subject=("registry_list", digest.hex()),
        clause="OP-5",
        programme=programme.code,
        person_count=loaded.person_count,
        personal_fen=loaded.personal_fen,
    )
    return loaded


def _rows(path: Path, on: date) -> Iterator[tuple[Any, ...]]:
    """Yield the file's rows with new ids, and how the name sounds. Refuses: FileLineError."""
    ids: list[Any] = []
    for _, fields in lines_read(path, REGISTRY_COLUMNS, on=on):
        if not ids:
            ids = uuid7s(2 * _BATCH)[::-1]
        sound = name_sound(fields["name"])
        yield (ids.pop(), ids.pop(), *fields.values(), sound.initials, sound.syllables)


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
