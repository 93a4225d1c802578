"""A registry file is approved before it is taken in: it opens accounts and brings money along."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from ringfence.access.actor import Actor
from ringfence.access.selectors import actor_of_user
from ringfence.crypto.digest import DigestAlgorithm, digest_file
from ringfence.desk.approvals import approval_ask, approval_require
from ringfence.desk.domain import ApprovalState
from ringfence.desk.kinds import Decided
from ringfence.desk.models import Approval
from ringfence.kernel.clock import business_date
from ringfence.kernel.money import BIGINT_MAX, yuan_text
from ringfence.kernel.refusal import FileLineError
from ringfence.kernel.words import Words
from ringfence.regimes.card.registry.lines import REGISTRY_COLUMNS, lines_read
from ringfence.regimes.card.registry.words import REGISTRY_LIST
from ringfence.workdays.calendar import Calendar

_BOOKABLE = Words("a sum that the books can hold", "总额在账簿可记范围内")
LOAD, APPROVE = "registry.load", "registry.approve"


def registry_propose(*, path: Path, calendar: Calendar, actor: Actor, at: datetime) -> Approval:
    """Return the pending approval of a registry file; nothing is taken in.

    The whole file is read; the approval has the number of people, and the sum of what they bring
    along as its amount. The actor may load every area in it. Once it is approved, `registry_load`
    takes this very file in. The same file again returns what is pending.
    Refuses: NotPermitted, FileLineError, ApprovalAskedOtherwise. Source: OP-5, OP-25.
    """
    actor.require(LOAD)
    person_count = personal_fen = 0
    areas: set[str] = set()
    for line, fields in lines_read(path, REGISTRY_COLUMNS, on=business_date(at)):
        person_count += 1
        personal_fen += int(fields["personal_fen"])
        if personal_fen > BIGINT_MAX:
            raise FileLineError(line=line, field="personal_fen", got="***", expected=_BOOKABLE)
        areas.add(fields["area_code"])
    for area in sorted(areas):
        actor.require(LOAD, area=area)
    return approval_ask(
        kind=REGISTRY_LIST,
        organisation=min(each.organisation for each in actor.grants if each.permission == LOAD),
        subject=_subject(digest_file(DigestAlgorithm.SHA_256, path), areas),
        calendar=calendar,
        actor=actor,
        at=at,
        amount_fen=personal_fen,
        reason=f"{path.name}: {person_count} people 人, {yuan_text(personal_fen)} yuan 元",
    )


def registry_approved(*, digest: bytes, areas: Collection[str]) -> Approval:
    """Return the approval of a registry file by its digest. Refuses: ApprovalMissing."""
    return approval_require(kind=REGISTRY_LIST, subject=_subject(digest, areas))


def list_digest(list_id: str) -> str:
    """Return the SHA-256, in hex, that a list is named by."""
    return list_id.partition("/")[0]


def list_decided(decided: Decided, *, actor: Actor, at: datetime) -> None:
    """Let nobody approve a list whose people belong beyond that one's area.

    Refuses: NotPermitted. Source: OP-25.
    """
    if decided.state in (ApprovalState.RETURNED, ApprovalState.WITHDRAWN):
        return
    holder = actor
    if decided.authority != actor.code:
        holder = actor_of_user(code=decided.authority, at=at)
    holder.require(APPROVE, area=decided.subject_id.partition("/")[2])


def _subject(digest: bytes, areas: Collection[str]) -> tuple[str, str]:
    """Return how the desk knows a list: by its digest, and the area that has all its people."""
    return "registry_list", f"{digest.hex()}/{_area_of_all(areas)}"


def _area_of_all(areas: Collection[str]) -> str:
    """Return what all these codes begin with: what the first and the last have in common."""
    if not areas:
        return ""
    first, last = min(areas), max(areas)
    alike = (first[:size] for size in range(len(first), 0, -1) if last.startswith(first[:size]))
    return next(alike, "")
