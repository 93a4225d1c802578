"""The reads of the trail: newest first, page by page, and counts for charts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg.sql import SQL, Composed

from ringfence.audit.services import trail
from ringfence.kernel.clock import day_begins_at, day_ends_at

MOST_ON_A_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class AuditCriteria:
    """What to look for; each that is given narrows it. Days are Shanghai's, both included.

    `action` ending in a dot means all that begin so: `person.` finds `person.read`.
    """

    from_on: date | None = None
    to_on: date | None = None
    actor: str = ""
    organisation: str = ""
    action: str = ""
    subject_kind: str = ""
    subject_id: str = ""
    purpose: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """An entry as it was kept."""

    id: UUID
    at: datetime
    actor: str
    organisation: str
    action: str
    subject_kind: str
    subject_id: str
    purpose: str
    outcome: str
    clause: str
    trace: str
    address: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of entries, newest first; `after` asks for the next one, None where there is none."""

    records: list[AuditRecord]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class AuditCount:
    """How many entries of one action there are on one day in Shanghai."""

    on: date
    action: str
    entry_count: int


COLUMNS = SQL(
    "id, at, actor, organisation, action, subject_kind, subject_id, purpose, outcome, clause,"
    " trace, address, facts"
)


def search(criteria: AuditCriteria, *, limit: int, after: UUID | None = None) -> AuditPage:
    """Return a page of what the criteria find, newest first, ties by id.

    `limit` is 1 to 1000. `after` is the last id of the page before; pages neither repeat nor skip
    an entry while others are added.
    """
    most = min(limit, MOST_ON_A_PAGE)
    where, values = conditions(criteria)
    if after is not None:
        where += SQL(" AND (at, id) < (SELECT x.at, x.id FROM audit_entry AS x WHERE x.id = %b)")
        values.append(after)
    query = SQL("SELECT {} FROM audit_entry WHERE {} ORDER BY at DESC, id DESC LIMIT %b")
    with trail() as cursor:
        cursor.execute(query.format(COLUMNS, where), (*values, most + 1))
        found = [_record(*row) for row in cursor]
    page = found[:most]
    return AuditPage(page, page[-1].id if len(found) > most else None)


def entry_get(entry_id: UUID) -> AuditRecord | None:
    """Return the entry with this id; None where there is none."""
    query = SQL("SELECT {} FROM audit_entry WHERE id = %b")
    with trail() as cursor:
        cursor.execute(query.format(COLUMNS), (entry_id,))
        row = cursor.fetchone()
    return _record(*row) if row else None


def counts(criteria: AuditCriteria) -> list[AuditCount]:
    """Return how many entries the criteria find, by day in Shanghai and action, in that order."""
    where, values = conditions(criteria)
    query = SQL(
        "SELECT (at AT TIME ZONE 'Asia/Shanghai')::date, action, count(*)"
        " FROM audit_entry WHERE {} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    with trail() as cursor:
        cursor.execute(query.format(where), values)
        return [AuditCount(*row) for row in cursor]


def readings_of(*, actor: str, traces: Sequence[str], since: datetime) -> list[AuditRecord]:
    """Return the first entry of each record that the actor opened for a purpose by these requests.

    By subject, organisation and purpose; `since` bounds how far back is looked.
    """
    query = SQL(
        "SELECT DISTINCT ON (subject_kind, subject_id, organisation, purpose) {} FROM audit_entry"
        " WHERE actor = %t AND at >= %b AND trace = ANY(%b) AND purpose <> '' AND subject_id <> ''"
        " AND outcome = 'DONE' ORDER BY subject_kind, subject_id, organisation, purpose, at, id"
    )
    with trail() as cursor:
        cursor.execute(query.format(COLUMNS), (actor, since, list(traces)))
        return [_record(*row) for row in cursor]


def conditions(criteria: AuditCriteria) -> tuple[Composed, list[Any]]:
    """Return a WHERE clause for what is given, and its values. `true` where nothing is."""
    action_test = "starts_with(action, %t)" if criteria.action.endswith(".") else "action = %t"
    tests: list[tuple[LiteralString, Any]] = [
        ("at >= %b", criteria.from_on and day_begins_at(criteria.from_on)),
        ("at < %b", criteria.to_on and day_ends_at(criteria.to_on)),
        ("actor = %t", criteria.actor),
        ("organisation = %t", criteria.organisation),
        (action_test, criteria.action),
        ("subject_kind = %t", criteria.subject_kind),
        ("subject_id = %t", criteria.subject_id),
        ("purpose = %t", criteria.purpose),
        ("outcome = %t", criteria.outcome),
    ]
    given = [(SQL(test), value) for test, value in tests if value]
    where = SQL(" AND ").join([test for test, _ in given] or [SQL("true")])
    return where, [value for _, value in given]


def _record(*columns: Any) -> AuditRecord:
    """Django's connections give jsonb as text."""
    values = list(columns)
    values[-1] = json.loads(values[-1])
    return AuditRecord(*values)
