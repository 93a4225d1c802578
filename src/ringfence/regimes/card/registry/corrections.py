"""Bank accounts put right from a list that one person proposes and another approves."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.selectors import actor_of_user
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.desk.approvals import approval_ask
from ringfence.desk.domain import ApprovalState
from ringfence.desk.kinds import Decided
from ringfence.desk.models import Approval
from ringfence.desk.selectors import approval_pending
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card.models import CorrectionLine, CorrectionList
from ringfence.regimes.card.registry.areas import areas_in
from ringfence.regimes.card.registry.domain import AccountTaken, CardUnknown, CorrectedTwice
from ringfence.regimes.card.registry.lines import CORRECTION_COLUMNS, lines_read
from ringfence.regimes.card.registry.words import CARD_CORRECTION
from ringfence.workdays.calendar import Calendar

_SQL = Path(__file__).parent / "sql"
_LINES_SHOWN = 5


@transaction.atomic
def corrections_propose(*, path: Path, calendar: Calendar, actor: Actor, at: datetime) -> Approval:
    """Return the pending approval of a list of accounts, kept as it was read; nothing is changed.

    A UTF-8 .csv with the columns CORRECTION_COLUMNS. The actor may correct in the area of each
    person. The same file again, while others decide, returns what is pending.
    Refuses: NotPermitted, FileLineError, CorrectedTwice, CardUnknown, AccountTaken.
    Source: OP-16.4, OP-10, OP-25.
    """
    actor.require("card.correct")
    digest = digest_file(DigestAlgorithm.SHA_256, path)
    pending = _pending(digest)
    if pending is not None and pending.asked_by == actor.code:
        return pending
    proposed = CorrectionList(
        id=uuid7(), digest=digest, line_count=0, proposed_by=actor.code, proposed_at=at
    )
    lines = [
        CorrectionLine(list=proposed, line=line, **fields)
        for line, fields in lines_read(path, CORRECTION_COLUMNS, on=business_date(at))
    ]
    proposed.line_count = len(lines)
    # Lines before their list, which names the organisation that follows from where they belong; the
    # database looks at the end of the transaction.
    CorrectionLine.objects.bulk_create(lines)
    _match(proposed.id)
    proposed.organisation_code = _organisation_of(actor, areas_in("correction_match"))
    proposed.save(force_insert=True)
    _refuse_wrong()
    _record("card.correct", proposed, actor, at)
    return approval_ask(
        kind=CARD_CORRECTION,
        organisation=proposed.organisation_code,
        subject=("correction_list", str(proposed.id)),
        calendar=calendar,
        actor=actor,
        at=at,
        reason=f"{path.name}: {proposed.line_count}",
    )


def correction_digest(list_id: str) -> str:
    """Return the SHA-256, in hex, of a list's lines in their order."""
    digest = hashlib.sha256()
    for line in CorrectionLine.objects.filter(list_id=UUID(list_id)).order_by("line").iterator():
        told = "|".join((line.identity_number, line.account_number, line.bank_code))
        digest.update(f"{line.line}|{told}\n".encode())
    return digest.hexdigest()


def correction_hold(list_id: str) -> None:
    """Lock the list's row until the transaction ends."""
    CorrectionList.objects.select_for_update().get(pk=list_id)


def correction_decided(decided: Decided, *, actor: Actor, at: datetime) -> None:
    """Put the accounts of an approved list right, in the transaction of the approval, so once.

    An account put right is active; each change is kept for ever. Whose right it was may correct in
    the area of each person. What was returned or withdrawn stays as it was proposed.
    Refuses: NotPermitted, CardUnknown, AccountTaken (the registry has changed since).
    Source: OP-16.4, OP-10, OP-25.
    """
    if decided.state != ApprovalState.APPROVED:
        return
    approved = CorrectionList.objects.get(pk=decided.subject_id)
    _match(approved.id)
    holder = actor
    if decided.authority != actor.code:
        holder = actor_of_user(code=decided.authority, at=at)
    for area in areas_in("correction_match"):
        holder.require("card.approve", organisation=approved.organisation_code, area=area)
    _refuse_wrong()
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "correct_write.sql").read_text(),
            {"list_id": approved.id, "actor": actor.code, "at": at},
        )
    _record("card.approve", approved, actor, at)


def _pending(digest: bytes) -> Approval | None:
    """Return the approval that a list of this very file waits for."""
    for proposed in CorrectionList.objects.filter(digest=digest).order_by("-id"):
        subject = ("correction_list", str(proposed.id))
        if pending := approval_pending(kind=CARD_CORRECTION, subject=subject):
            return pending
    return None


def _organisation_of(actor: Actor, areas: Sequence[str]) -> str:
    """Return in whose name the actor may correct in all these areas. Refuses: NotPermitted."""
    for area in areas:
        actor.require("card.correct", area=area)
    grants = {each.organisation for each in actor.grants if each.permission == "card.correct"}
    named = sorted(grants)
    for organisation in named:
        if all(actor.may("card.correct", organisation=organisation, area=area) for area in areas):
            return organisation
    for area in areas:
        actor.require("card.correct", organisation=named[0], area=area)
    raise AssertionError("one of these areas is not the first organisation's")


def _match(list_id: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS correction_match")
        cursor.execute((_SQL / "correct_match.sql").read_text(), {"list_id": list_id})


def _refuse_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT line, is_repeated, card_id IS NULL, is_taken FROM correction_match"
            " WHERE is_repeated OR card_id IS NULL OR is_taken ORDER BY line"
        )
        _refuse_lines(cursor.fetchall())


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


def _record(action: str, about: CorrectionList, actor: Actor, at: datetime) -> None:
    """Write that a list was proposed or applied; its digest says which file it was."""
    act_record(
        action=action,
        actor=actor,
        at=at,
        subject=("correction_list", str(about.id)),
        organisation=about.organisation_code,
        clause="OP-10",
        digest=bytes(about.digest).hex(),
        line_count=about.line_count,
    )
