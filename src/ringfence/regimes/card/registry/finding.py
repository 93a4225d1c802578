"""People found by a whole number or by their name; whoever is shown is written down first."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.purpose import PersonView, Reading, person_read
from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.masking import mask_account, mask_identity, mask_name
from ringfence.kernel.pinyin import Way, name_ways
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.text import plain_width
from ringfence.regimes.card.models import DEAD_STATES, Card, Person

FIND, SUBJECT = "person.find", "person"
# Looking for somebody is why: nobody is asked.
_PURPOSE = "PERSON_SEARCH"
_SQL = Path(__file__).parent / "sql"
_BEYOND = "\U0010ffff"
_NUMBER = re.compile(r"(?=.*[0-9])[0-9A-Za-z-]+")
_LONGEST = 140


class SoughtBy(Enum):
    """What somebody is looked for by."""

    IDENTITY_NUMBER = "IDENTITY_NUMBER"
    CARD_OR_ACCOUNT = "CARD_OR_ACCOUNT"
    NAME = "NAME"


_MASKS = {
    SoughtBy.IDENTITY_NUMBER: mask_identity,
    SoughtBy.CARD_OR_ACCOUNT: mask_account,
    SoughtBy.NAME: mask_name,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, and what it is."""

    by: SoughtBy
    text: str

    @property
    def masked(self) -> str:
        """Return the text as the audit trail keeps it."""
        return _MASKS[self.by](self.text)


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody as found: numbers masked. `card_state` is empty where no card lives."""

    id: UUID
    name: str
    identity_number: str
    area_code: str
    card_state: str


def sought(text: str, *, on: date) -> Sought | None:
    """Return what somebody looks for; None where it is neither a number nor a name.

    A number is whole: 18 characters that are right are an identity number and nothing else.
    """
    plain = plain_width(text).strip()[:_LONGEST]
    number = plain.replace(" ", "")
    if not plain:
        return None
    if not _NUMBER.fullmatch(number):
        return Sought(SoughtBy.NAME, plain)
    try:
        return Sought(SoughtBy.IDENTITY_NUMBER, read_identity_number(number, on=on).number)
    except Refusal:
        return Sought(SoughtBy.CARD_OR_ACCOUNT, number)


def people_find(*, what: Sought, reading: Reading, limit: int) -> list[PersonFound]:
    """Return people of the actor's areas, masked, after an audit entry for each; likeliest first.

    `reading` says who looks, when and from where; its organisation and purpose follow from that.
    The entry keeps what was looked for in its masked form. Refuses: NotPermitted. Source: OP-22.1.
    """
    reading.actor.require(FIND)
    areas = [each.area for each in reading.actor.grants if each.permission == FIND]
    places = _places(what, [f"{area}%" for area in areas], limit)
    views: dict[UUID, PersonView] = {}
    for organisation, ids in _by_organisation(reading.actor, places).items():
        view = person_read(
            reading=replace(
                reading, organisation=organisation, purpose=_PURPOSE,
                facts={"by": what.by.value, "words": what.masked},
            ),
            permission=FIND, subject_kind=SUBJECT, subject_ids={str(each) for each in ids},
        )  # fmt: skip
        views |= dict.fromkeys(ids, view)
    return list(_shown([person_id for person_id, _area in places], views))


def _places(what: Sought, areas: list[str], limit: int) -> list[tuple[UUID, str]]:
    """Return whom the words fit, each once, with that one's area."""
    asked: dict[str, Any] = {"areas": areas, "limit": limit}
    if what.by is SoughtBy.NAME:
        ways = name_ways(what.text)
        asked |= _columns(ways)
        rows = _rows("find_by_sound", asked) if ways else []
    else:
        rows = _rows("find_by_number", asked | {"number": what.text})
    return list(dict.fromkeys(rows))[:limit]


def _columns(ways: list[Way]) -> dict[str, Any]:
    """Return the ways by column. Parts are letters, digits and characters: no signs of patterns."""
    return {
        "initials": ["".join(part[0] for part in way.parts) for way in ways],
        "first_parts": [way.parts[0] for way in ways],
        "patterns": ["^" + "[^ ]* ".join(way.parts) for way in ways],
        "begins": [way.begins for way in ways],
        "beyond": _BEYOND,
    }


def _by_organisation(actor: Actor, places: list[tuple[UUID, str]]) -> dict[str, list[UUID]]:
    """Return the people by the organisation in whose name the actor finds each."""
    found: dict[str, list[UUID]] = {}
    for person_id, area in places:
        names = (
            grant.organisation
            for grant in actor.grants
            if grant.permission == FIND and area.startswith(grant.area)
        )
        found.setdefault(min(names), []).append(person_id)
    return found


def _shown(ids: Collection[UUID], views: dict[UUID, PersonView]) -> Iterator[PersonFound]:
    people = Person.objects.in_bulk(ids)
    states = dict(
        Card.objects.filter(person__in=ids)
        .exclude(state__in=DEAD_STATES)
        .values_list("person_id", "state")
    )
    for person_id in ids:
        view, person = views[person_id], people[person_id]
        view.require(str(person_id))
        yield PersonFound(
            id=person_id,
            name=person.name,
            identity_number=view.identity(person.identity_number),
            area_code=person.area_code,
            card_state=states.get(person_id, ""),
        )


def _rows(name: str, asked: dict[str, Any]) -> list[tuple[UUID, str]]:
    with transaction.atomic(), connection.cursor() as cursor:
        # In the order of the index the first twenty end the search; a bitmap reads all that fit.
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), asked)
        return list(cursor.fetchall())
