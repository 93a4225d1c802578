"""Correction lists as those see them who may open the records of their people."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from ringfence.access.actor import Actor
from ringfence.access.purpose import PersonView
from ringfence.kernel.refusal import NotFound
from ringfence.regimes.card.models import DEAD_STATES, CorrectionList

READ = "person.read"


class CorrectionListUnknown(NotFound):
    """No correction list has the number, or it is not the actor's."""

    code = "CORRECTION_LIST_UNKNOWN"
    en = "There is no correction list {list}, or it is not yours to see."
    zh = "没有账户更正名单 {list}，或您无权查看。"


@dataclass(frozen=True, slots=True)
class CorrectionPlace:
    """Where a correction stands, whose it is and where that person belongs: no personal data."""

    line: int
    person_id: UUID
    area_code: str


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """A correction beside the card as it is now, numbers as they may be shown."""

    line: int
    name: str
    identity_number: str
    present_account: str
    present_bank: str
    account_number: str
    bank_code: str


def correction_list_seen(*, list_id: UUID, actor: Actor) -> CorrectionList:
    """Return a list to who may open its people's records. Refuses: CorrectionListUnknown."""
    unknown = CorrectionListUnknown(list=str(list_id))
    found = CorrectionList.objects.filter(pk=list_id).first()
    if found is None:
        raise unknown
    actor.require_or_unknown(READ, organisation=found.organisation_code, unknown=unknown)
    return found


def correction_places(
    *, proposed: CorrectionList, after_line: int = 0, limit: int = 50
) -> list[CorrectionPlace]:
    """Return a list's corrections by line, from behind `after_line`.

    The caller asks for authority and purpose.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT correction.line, person.id, person.area_code"
            " FROM card_correctionline AS correction"
            " JOIN card_person AS person USING (identity_number)"
            " WHERE correction.list_id = %s AND correction.line > %s"
            " ORDER BY correction.line LIMIT %s",
            [proposed.id, after_line, limit],
        )
        return [CorrectionPlace(*row) for row in cursor.fetchall()]


def corrections_shown(
    *, proposed: CorrectionList, places: list[CorrectionPlace], view: PersonView
) -> list[CorrectionShown]:
    """Return these corrections as the view allows. Raises NotInView."""
    for place in places:
        view.require(str(place.person_id))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT correction.line, person.name, person.identity_number,"
            " coalesce(card.account_number, ''), coalesce(card.bank_code, ''),"
            " correction.account_number, correction.bank_code"
            " FROM card_correctionline AS correction"
            " JOIN card_person AS person USING (identity_number)"
            " LEFT JOIN card_card AS card"
            " ON card.person_id = person.id AND card.state <> ALL (%s)"
            " WHERE correction.list_id = %s AND correction.line = ANY (%s)"
            " ORDER BY correction.line",
            [list(DEAD_STATES), proposed.id, [place.line for place in places]],
        )
        rows = cursor.fetchall()
    return [
        CorrectionShown(
            line=line,
            name=name,
            identity_number=view.identity(identity_number),
            present_account=view.account(present_account),
            present_bank=present_bank,
            account_number=view.account(account_number),
            bank_code=bank_code,
        )
        for line, name, identity_number, present_account, present_bank, account_number, bank_code
        in rows
    ]  # fmt: skip
