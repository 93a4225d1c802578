"""A month of benefits: rosters in, runs out, failures again (OP-9.2, OP-15, OP-16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.models import Run
from ringfence.banking.runs.domain import RunKind
from ringfence.banking.runs.drafting import RunPurpose, runs_draft
from ringfence.banking.runs.services import run_release
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7
from ringfence.regimes.card.benefits.domain import (
    Cause,
    NothingToRetry,
    RosterRepeated,
    UnknownProgramme,
)
from ringfence.regimes.card.benefits.staging import (
    roster_digest,
    roster_read_again,
    roster_stage,
    run_sql,
    unknown_lines_are_odd,
)
from ringfence.regimes.card.models import Programme, Roster
from ringfence.regimes.card.roster.read import roster_look

IMPORT_STEPS = 3
_CHANGED_ITEMS = (
    Path(__file__).parent.parent / "registry" / "sql" / "changed_items.sql"
).read_text()


@dataclass(frozen=True, slots=True)
class RosterImported:
    """What a roster became: runs by bank, and the lines that the registry could not resolve."""

    roster_id: UUID
    line_count: int
    sum_fen: int
    runs: list[Run]
    exceptions: dict[Cause, int]

    @property
    def exception_count(self) -> int:
        """How many lines could not be resolved."""
        return sum(self.exceptions.values())


@transaction.atomic
def roster_import(
    *,
    path: Path,
    programme: str,
    period: str,
    actor: Actor,
    at: datetime,
    progress: Callable[[int], None] = lambda _step: None,
) -> RosterImported:
    """Write a roster's lines as items of draft runs, one run for each bank, all or nothing.

    Each line is resolved against the registry as it is now, by identity number and name; money
    goes to the account on the person's card and nowhere else. A line that cannot be resolved
    becomes an exception with its cause. `progress` is told which of IMPORT_STEPS has been done: the
    lines read, resolved, made into runs.
    Refuses: UnknownProgramme, NotPermitted, FileLineError (what is no roster), RosterRepeated,
    FileLineError (its lines), PersonTwice.
    Source: OP-9.2, OP-15, OP-8.2.
    """
    scheme = programme_find(programme)
    actor.require("roster.import", organisation=scheme.agency)
    roster_look(path)
    digest = roster_digest(path)
    before = Roster.objects.filter(programme=scheme, period=period, digest=digest).first()
    if before:
        raise RosterRepeated(
            cite=Citation("OP-A5"),
            taken_at=before.imported_at.isoformat(timespec="seconds"),
            file_name=before.file_name,
        )
    on = business_date(at)
    is_judged = roster_stage(path, on=on)
    progress(1)
    _resolve(scheme, at)
    if not is_judged and unknown_lines_are_odd(on=on):
        roster_read_again(path, on=on)
        _resolve(scheme, at)
    progress(2)
    roster = _roster_write(scheme, period, path.name, digest, actor.code, at)
    runs = runs_draft(purpose=_purpose(scheme, period, digest), actor=actor, at=at)
    imported = RosterImported(
        roster_id=roster.id,
        line_count=roster.line_count,
        sum_fen=roster.sum_fen,
        runs=runs,
        exceptions=_exceptions_write(roster),
    )
    _import_record(scheme, roster, imported, actor, at)
    progress(IMPORT_STEPS)
    return imported


@transaction.atomic
def benefits_retry(*, programme: str, period: str, actor: Actor, at: datetime) -> list[Run]:
    """Write further draft runs for what failed in a period and can be paid now, and return them.

    Carries items with a definite failure and unresolved roster lines, each at most once, with the
    accounts that the registry holds now. An item whose outcome is unknown is never among them.
    Refuses: UnknownProgramme, NotPermitted, NothingToRetry. Source: OP-16.4.
    """
    scheme = programme_find(programme)
    actor.require("benefit.retry", organisation=scheme.agency)
    run_sql("lines_table")
    run_sql(
        "retry_lines",
        {"programme": scheme.code, "period": period, "leaf_id": scheme.leaf_id},
    )
    _resolve(scheme, at)
    runs = runs_draft(purpose=_purpose(scheme, period, b""), actor=actor, at=at)
    if not runs:
        raise NothingToRetry(cite=Citation("OP-16.4"), programme=programme, period=period)
    act_record(
        action="benefit.retry",
        actor=actor,
        at=at,
        subject=("programme", scheme.code),
        organisation=scheme.agency,
        clause="OP-16.4",
        period=period,
        runs=[run.number for run in runs],
    )
    return runs


def programme_find(code: str) -> Programme:
    """Return the programme with this code. Refuses: UnknownProgramme."""
    programme = Programme.objects.filter(pk=code).first()
    if programme is None:
        known = ", ".join(Programme.objects.order_by("code").values_list("code", flat=True))
        raise UnknownProgramme(cite=Citation("OP-4"), programme=code, known=known or "-")
    return programme


def _resolve(scheme: Programme, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE roster_line")
    run_sql("resolve", {"agency": scheme.agency, "on": business_date(at)})


def _purpose(scheme: Programme, period: str, digest: bytes) -> RunPurpose:
    return RunPurpose(
        kind=RunKind.CREDIT,
        agency=scheme.agency,
        programme=scheme.code,
        period=period,
        purpose=scheme.purpose,
        leaf_id=scheme.leaf_id,
        pool_account_id=scheme.pool_account_id,
        source_digest=digest,
    )


def _roster_write(
    scheme: Programme, period: str, file_name: str, digest: bytes, actor: str, at: datetime
) -> Roster:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM roster_line")
        line_count, sum_fen = cursor.fetchone()
    return Roster.objects.create(
        id=uuid7(),
        programme=scheme,
        period=period,
        file_name=file_name,
        digest=digest,
        line_count=line_count,
        sum_fen=sum_fen,
        imported_by=actor,
        imported_at=at,
    )


def _import_record(
    scheme: Programme, roster: Roster, imported: RosterImported, actor: Actor, at: datetime
) -> None:
    act_record(
        action="roster.import",
        actor=actor,
        at=at,
        subject=("roster", str(roster.id)),
        organisation=scheme.agency,
        clause="OP-9.2",
        programme=scheme.code,
        period=roster.period,
        digest=bytes(roster.digest).hex(),
        line_count=imported.line_count,
        sum_fen=imported.sum_fen,
        exception_count=imported.exception_count,
        runs=[run.number for run in imported.runs],
    )


def _exceptions_write(roster: Roster) -> dict[Cause, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO card_rosterexception (roster_id, line, identity_number, name, amount_fen,"
            " account_number, remark, cause) SELECT %s, line, identity_number, name, amount_fen,"
            " roster_account, remark, cause FROM roster_resolved WHERE cause IS NOT NULL",
            [roster.id],
        )
        cursor.execute(
            "SELECT cause, count(*) FROM roster_resolved WHERE cause IS NOT NULL"
            " GROUP BY cause ORDER BY cause"
        )
        return {Cause(cause): count for cause, count in cursor.fetchall()}


def benefit_run_release(*, run_id: UUID, actor: Actor, at: datetime) -> Run:
    """Return the run, RELEASED; items that the registry no longer bears out are withdrawn first.

    Refuses: as `run_release`. Source: OP-16.1, OP-9.2.
    """
    return run_release(run_id=run_id, withdraw=changed_items_withdraw, actor=actor, at=at)


def changed_items_withdraw(run: Run) -> int:
    """Write as withdrawn the items whose person or card changed since they were resolved."""
    with connection.cursor() as cursor:
        cursor.execute(
            _CHANGED_ITEMS,
            {
                "leaf_id": run.leaf_id,
                "run_id": run.id,
                "since": run.resolved_at,
                "bank": run.agreement.branch.bank_id,
            },
        )
        return int(cursor.rowcount)
