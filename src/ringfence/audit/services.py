"""The writes of the trail: entries are added, in the caller's transaction, and nothing else."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction

from ringfence.audit.entry import AuditEntry
from ringfence.audit.personal import require_impersonal
from ringfence.kernel.uuid7 import uuid7, uuid7s

_INSERT = """
    INSERT INTO audit_entry (id, at, actor, organisation, action, subject_kind, subject_id, purpose,
        outcome, clause, trace, address, facts)
    VALUES (%b, %b, %t, %t, %t, %t, %t, %t, %t, %t, %t, %t, %t)
"""


def record(*, entry: AuditEntry) -> None:
    """Write one entry, in the caller's transaction or, without one, in its own.

    An entry of a reading is written before anything is shown.
    Raises PersonalDataInEntry (a programming error). Source: OP-22.1.
    """
    row = _row(uuid7(), entry)
    with trail() as cursor:
        cursor.execute(_INSERT, row, prepare=True)


def record_many(*, entries: Sequence[AuditEntry]) -> None:
    """Write entries in their order, as `record` does one: all of them or none."""
    ids = uuid7s(len(entries))
    rows = [_row(entry_id, entry) for entry_id, entry in zip(ids, entries, strict=True)]
    with transaction.atomic(), trail() as cursor:
        cursor.executemany(_INSERT, rows)


@contextmanager
def trail() -> Iterator[psycopg.Cursor[Any]]:
    """Return a cursor on Django's connection that binds values on the server."""
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as cursor:
        yield cursor


def _row(entry_id: UUID, e: AuditEntry) -> tuple[Any, ...]:
    require_impersonal(e)
    return (
        entry_id, e.at, e.actor, e.organisation, e.action, e.subject_kind, e.subject_id, e.purpose,
        e.outcome, e.clause, e.trace, e.address, _facts_text(e.facts),
    )  # fmt: skip


def _facts_text(facts: dict[str, Any]) -> str:
    return json.dumps(_plain(facts), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Ids and dates stand as text; a float, or what is no JSON, has no place in an entry."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    raise TypeError(f"{type(value).__name__} cannot stand in an audit entry")
