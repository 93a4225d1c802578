"""Work that people asked for: what there is, and doing it once.

It is done in the name of who asked, with what that one may when it is done. A refusal is its
answer and is kept; any other fault goes to the queue, which tries again.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.selectors import actor_of_user
from ringfence.banking.funds.selectors import VERIFY, fund_seen
from ringfence.banking.funds.verification import fund_verify
from ringfence.installation.config import config
from ringfence.interfaces.jobs.models import AskedJob, AskedOutcome
from ringfence.interfaces.jobs.progress import Progress
from ringfence.interfaces.jobs.uploads import upload_open, upload_remove
from ringfence.kernel.clock import business_date, now
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words
from ringfence.regimes.card.benefits.services import IMPORT_STEPS, roster_import
from ringfence.regimes.card.roster.read import roster_check, roster_line_count

FUND_VERIFY, ROSTER_CHECK, ROSTER_IMPORT = "fund.verify", "roster.check", "roster.import"
# A page shows no more; how many there are is told.
_BREAKS_KEPT = 100

Result = dict[str, Any]


class AskedTwice(Exception):
    """Another worker has ended the same work meanwhile: this one's is undone."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A kind of work that may be asked for, by whoever has the permission.

    `has_people`: what it finds may name people, and is removed some days after its end.
    """

    name: str
    zh: str
    en: str
    permission: str
    do: Callable[[AskedJob, Actor, Progress], Result]
    has_people: bool


def asked_do(*, asked_id: UUID) -> None:
    """Do asked work, unless it has ended, and keep its result with it, all or nothing."""
    asked = AskedJob.objects.get(pk=asked_id)
    if asked.ended_at is not None:
        return
    try:
        with Progress(asked_id) as progress, transaction.atomic():
            actor = actor_of_user(code=asked.asked_by, at=now())
            result = ASKED[asked.name].do(asked, actor, progress)
            _end(asked_id, AskedOutcome.DONE, result)
    except Refusal as refusal:
        _end(asked_id, AskedOutcome.REFUSED, _as_kept(refusal))


def _end(asked_id: UUID, outcome: AskedOutcome, result: Result) -> None:
    still_open = AskedJob.objects.filter(pk=asked_id, ended_at__isnull=True)
    if not still_open.update(outcome=outcome.value, ended_at=now(), result=result):
        raise AskedTwice


def _fund_verify(asked: AskedJob, actor: Actor, progress: Progress) -> Result:
    seen = fund_seen(fund_id=UUID(asked.subject), actor=actor)
    found = fund_verify(seen=seen, actor=actor, at=asked.asked_at, progress=progress.tell)
    breaks = [_as_json(asdict(each)) for each in found.breaks[:_BREAKS_KEPT]]
    counts = {
        "leaf_count": found.leaf_count,
        "seal_count": found.seal_count,
        "sealed_count": found.sealed_count,
        "unsealed_count": found.unsealed_count,
        "break_count": len(found.breaks),
    }
    return counts | {"breaks": breaks}


def _roster_check(asked: AskedJob, _actor: Actor, progress: Progress) -> Result:
    path = upload_open(home=config().home, words=asked.words)
    total_count = roster_line_count(path)
    found = roster_check(
        path,
        on=business_date(asked.asked_at),
        progress=lambda done_count: progress.tell(done_count, total_count),
    )
    if found.fault_count:
        _removed_at_end(asked)
    return {
        "line_count": found.line_count,
        "sum_fen": found.sum_fen,
        "fault_count": found.fault_count,
        "faults": [
            {name: _told(fault.facts[name]) for name in ("line", "field", "got", "expected")}
            for fault in found.faults
        ],
    }


def _roster_import(asked: AskedJob, actor: Actor, progress: Progress) -> Result:
    path = upload_open(home=config().home, words=asked.words)
    imported = roster_import(
        path=path,
        programme=asked.words["programme"],
        period=asked.words["period"],
        actor=actor,
        at=asked.asked_at,
        progress=lambda step: progress.tell(step, IMPORT_STEPS),
    )
    _removed_at_end(asked)
    return {
        "line_count": imported.line_count,
        "sum_fen": imported.sum_fen,
        "exception_count": imported.exception_count,
        "runs": [run.number for run in imported.runs],
    }


def _removed_at_end(asked: AskedJob) -> None:
    """Remove the file once the result is kept: an attempt that is undone finds it again."""
    home, words = config().home, asked.words
    transaction.on_commit(lambda: upload_remove(home=home, words=words))


def _as_json(facts: Result) -> Result:
    return {key: str(value) if isinstance(value, UUID) else value for key, value in facts.items()}


def _told(value: Any) -> Any:
    """Return a fact as it is kept: in both languages where it has them."""
    return {"zh": value.zh, "en": str(value)} if isinstance(value, Words) else value


def _as_kept(refusal: Refusal) -> Result:
    """Return a refusal without its facts: the sentences say what a person needs."""
    whole = refusal.as_dict()
    return {name: whole[name] for name in ("code", "sentence", "clause")}


ASKED = {
    kind.name: kind
    for kind in (
        Asked(FUND_VERIFY, "校验专户账簿", "verify a fund's books", VERIFY, _fund_verify, False),
        Asked(ROSTER_CHECK, "检查名册", "check a roster", ROSTER_IMPORT, _roster_check, True),
        Asked(ROSTER_IMPORT, "导入名册", "import a roster", ROSTER_IMPORT, _roster_import, True),
    )
}
