"""The in-tray of an organisation, as one person of it sees it: late, today, this week, later."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ringfence.access.actor import Actor
from ringfence.desk.declared import kinds
from ringfence.desk.delegations import delegations_to
from ringfence.desk.domain import Channel
from ringfence.desk.kinds import ApprovalKind, CaseType, DutyKind
from ringfence.desk.models import Notice
from ringfence.desk.refusals import TrayPlaceWrong
from ringfence.kernel.clock import business_date, day_ends_at

MOST_ON_A_PAGE = 200
# Beyond this a tray says "or more": nobody reads on, and counting stays quick.
MOST_COUNTED = 1_000

_FIRST_PLACE = ("-infinity", str(UUID(int=0)))
_UNDATED = "infinity"


class Bucket(StrEnum):
    """When something is due; LATER holds what has no date yet, too."""

    LATE = "LATE"
    TODAY = "TODAY"
    THIS_WEEK = "THIS_WEEK"
    LATER = "LATER"


@dataclass(frozen=True, slots=True)
class TrayItem:
    """One thing that waits. `what` is DUTY, APPROVAL or CASE; names and clause are its kind's."""

    what: str
    id: UUID
    kind: str
    zh: str
    en: str
    clause: str
    subject_kind: str
    subject_id: str
    due_at: datetime | None
    since_at: datetime
    bucket: Bucket
    asked_by: str
    assigned_to: str
    amount_fen: int | None


@dataclass(frozen=True, slots=True)
class Tray:
    """A page of what waits, the soonest first, and how much waits in all.

    Counts stop at 1,000. `after` asks for the next page; empty where there is none.
    """

    items: list[TrayItem]
    after: str
    counts: dict[Bucket, int]
    unread_count: int


def tray(
    *, organisation: str, actor: Actor, at: datetime, limit: int = 50, after: str = ""
) -> Tray:
    """Return a page of the in-tray of an organisation.

    Of approvals only those that the actor may decide and did not ask for or decide already. A week
    ends on Sunday, 24:00 in Shanghai. `limit` is 1 to 200.
    Refuses: NotPermitted, TrayPlaceWrong.
    """
    actor.require("desk.read", organisation=organisation)
    after_at, after_id = _place(after)
    size = min(limit, MOST_ON_A_PAGE)
    asked = {
        "organisation": organisation,
        "person": actor.code,
        "decidable": _decidable(organisation=organisation, actor=actor, at=at),
    }
    ends = bucket_ends(at)
    rows = _rows("tray", asked | {"after_at": after_at, "after_id": after_id, "limit": size + 1})
    counted = _rows(
        "tray_counts",
        asked
        | {
            "starts": ["-infinity", *map(str, ends)],
            "ends": [*map(str, ends), _UNDATED],
            "most": MOST_COUNTED,
        },
    )
    items = [_item(row, ends) for row in rows[:size]]
    more = f"{rows[size - 1][-1]}|{rows[size - 1][1]}" if len(rows) > size else ""
    return Tray(
        items=items,
        after=more,
        counts={bucket: row[0] for bucket, row in zip(Bucket, counted, strict=True)},
        unread_count=_unread(organisation, actor)[:MOST_COUNTED].count(),
    )


def notices_unread(
    *, organisation: str, actor: Actor, limit: int = 50, before: UUID | None = None
) -> list[Notice]:
    """Return the organisation's and the actor's unread notices, the newest first, older than
    `before` if given. Refuses: NotPermitted."""
    actor.require("desk.read", organisation=organisation)
    rows = _unread(organisation, actor).order_by("-id")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[: min(limit, MOST_ON_A_PAGE)])


def bucket_ends(at: datetime) -> list[datetime]:
    """Return the instants up to which (inclusive) something is late, of today, of this week."""
    today = business_date(at)
    sunday = today + timedelta(days=6 - today.weekday())
    return [at, day_ends_at(today), day_ends_at(sunday)]


def _unread(organisation: str, actor: Actor) -> QuerySet[Notice]:
    return Notice.objects.filter(
        Q(user_code="") | Q(user_code=actor.code),
        organisation_code=organisation,
        channel=Channel.DESK.value,
        read_at__isnull=True,
    )


def _decidable(*, organisation: str, actor: Actor, at: datetime) -> list[str]:
    """Return the kinds of approval that the actor may decide there, by own right or delegation."""
    own = [
        kind.code
        for kind in kinds().approvals.values()
        if actor.may(kind.permission, organisation=organisation)
    ]
    delegated = delegations_to(code=actor.code, organisation=organisation, at=at)
    return sorted({*own, *delegated.values_list("kind", flat=True)})


def _place(after: str) -> tuple[str, str]:
    if not after:
        return _FIRST_PLACE
    text, _, key = after.partition("|")
    try:
        place = text if text == _UNDATED else datetime.fromisoformat(text).isoformat()
        return place, str(UUID(key))
    except ValueError:
        raise TrayPlaceWrong(after=after[:60]) from None


def _rows(name: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_query(name), values)
        return list(cursor.fetchall())


@cache
def _query(name: str) -> str:
    return (resources.files(__package__) / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def _item(row: tuple[Any, ...], ends: list[datetime]) -> TrayItem:
    what, key, kind, subject_kind, subject_id, due_at, since_at, asked_by, assigned_to, fen, _ = row
    declared = _declared(what, kind)
    passed = [bucket for bucket, end in zip(Bucket, ends, strict=False) if due_at and due_at <= end]
    return TrayItem(
        what=what,
        id=key,
        kind=kind,
        zh=declared.zh,
        en=declared.en,
        clause=declared.clause,
        subject_kind=subject_kind,
        subject_id=subject_id,
        due_at=due_at,
        since_at=since_at,
        bucket=passed[0] if passed else Bucket.LATER,
        asked_by=asked_by,
        assigned_to=assigned_to,
        amount_fen=fen,
    )


def _declared(what: str, kind: str) -> DutyKind | ApprovalKind | CaseType:
    match what:
        case "DUTY":
            return kinds().duties[kind]
        case "APPROVAL":
            return kinds().approvals[kind]
    return kinds().cases[kind]
