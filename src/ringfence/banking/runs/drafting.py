"""New runs from lines that a regime has resolved: one run for each agreement."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.models import Run
from ringfence.banking.runs.domain import RunEvent, RunKind, RunState
from ringfence.banking.runs.steps import step_write
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side

# Rows after which the planner's statistics of a table are renewed at once.
MANY = 1_000
_DRAFT_ITEMS = (Path(__file__).parent / "sql" / "draft_items.sql").read_text()


@dataclass(frozen=True, slots=True)
class RunPurpose:
    """What the new runs are for. `purpose` is the exchange standard's category, e.g. PENS."""

    kind: RunKind
    agency: str
    programme: str
    period: str
    purpose: str
    leaf_id: int
    pool_account_id: UUID
    source_digest: bytes


def runs_draft(*, purpose: RunPurpose, actor: Actor, at: datetime) -> list[Run]:
    """Write a DRAFT run with its items for each agreement of the resolved lines, and return them.

    The caller's transaction holds the temporary table `roster_resolved` (line, source_id,
    source_line, identity_number, name, amount_fen, remark, person_id, account_number, card_state,
    agreement_id, cause); lines with a cause are left out. Each run gets a pooled ledger account of
    its own id for its money in transit. Refuses: NotPermitted. Source: OP-8.2, OP-9.2.
    """
    actor.require("run.draft", organisation=purpose.agency)
    groups = _groups()
    runs = [
        _run(purpose=purpose, agreement_id=agreement_id, count=count, sum_fen=sum_fen, at=at)
        for agreement_id, count, sum_fen in groups
    ]
    for run in runs:
        run.number = _next_number(purpose)
        run.save(force_insert=True)
        step_write(run=run, event=RunEvent.DRAFT, before=None, actor=actor.code, at=at)
        ledger.account_open(
            leaf_id=run.leaf_id,
            accounts=[(run.id, run.id)],
            code="IN_TRANSIT",
            side=Side.DEBIT,
            pooled=True,
            at=at,
        )
    _write_items(runs, at)
    if runs:
        _record(purpose, runs, actor, at)
    return runs


def _record(purpose: RunPurpose, runs: Sequence[Run], actor: Actor, at: datetime) -> None:
    act_record(
        action="run.draft",
        actor=actor,
        at=at,
        subject=("programme", purpose.programme),
        organisation=purpose.agency,
        clause="OP-16.1",
        period=purpose.period,
        runs=[run.number for run in runs],
        item_count=sum(run.item_count for run in runs),
        sum_fen=sum(run.sum_fen for run in runs),
    )


def _groups() -> Sequence[tuple[UUID, int, int]]:
    """Return agreement, count and sum of each run to be, in order of the agreements' numbers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT agreement.id, count(*), sum(amount_fen)::bigint FROM roster_resolved"
            " JOIN banking_agencyagreement AS agreement ON agreement.id = agreement_id"
            " WHERE cause IS NULL GROUP BY agreement.id ORDER BY agreement.number"
        )
        groups: list[tuple[UUID, int, int]] = cursor.fetchall()
        return groups


def _run(*, purpose: RunPurpose, agreement_id: UUID, count: int, sum_fen: int, at: datetime) -> Run:
    return Run(
        id=uuid7(),
        leaf_id=purpose.leaf_id,
        kind=purpose.kind.value,
        agreement_id=agreement_id,
        programme=purpose.programme,
        period=purpose.period,
        purpose=purpose.purpose,
        source_digest=purpose.source_digest,
        pool_account_id=purpose.pool_account_id,
        state=RunState.DRAFT.value,
        item_count=count,
        sum_fen=sum_fen,
        resolved_at=at,
    )


def _next_number(purpose: RunPurpose) -> str:
    """Return the run's number for people: programme, period, and a count within them.

    Whoever drafts for the same programme and period waits here until this transaction ends, so
    that no number is given twice.
    """
    head = f"{purpose.programme}-{purpose.period}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"run {head}"])
    before = Run.objects.filter(programme=purpose.programme, period=purpose.period).count()
    return f"{head}-{before + 1:03d}"


def _write_items(runs: Sequence[Run], at: datetime) -> None:
    milliseconds = int(at.timestamp() * 1000)
    random = [int.from_bytes(os.urandom(8), "big") for _ in runs]
    with connection.cursor() as cursor:
        cursor.execute(
            _DRAFT_ITEMS,
            {
                "leaf_id": runs[0].leaf_id if runs else None,
                "run_ids": [run.id for run in runs],
                "agreement_ids": [run.agreement_id for run in runs],
                "key_heads": [f"{milliseconds:012x}7{bits & 0xFFF:03x}" for bits in random],
                "key_tails": [bits >> 12 & 0x3FFFFFFE for bits in random],
            },
        )
        if sum(run.item_count for run in runs) >= MANY:
            cursor.execute("SELECT banking_analyze_items()")
