"""Duties and cases that follow from runs and statements, found again at each sweep.

The desk follows the books and never the other way: no run waits for a case.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby, islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from ringfence.access.actor import Actor
from ringfence.banking.desk_words import BANK_ANSWER, FAILED_ITEM, RECONCILIATION_BREAK
from ringfence.banking.models import Reconciliation, ReconciliationBreak, Run, RunStep
from ringfence.banking.runs.domain import RunEvent, RunKind
from ringfence.banking.runs.selectors import AnswerTimes, answer_times
from ringfence.desk.case_opening import Matter, cases_open
from ringfence.desk.cases import cases_settle
from ringfence.desk.domain import CaseState, DutyState
from ringfence.desk.duties import duty_meet, duty_restart, duty_start
from ringfence.desk.models import Case, Duty
from ringfence.workdays.calendar import Calendar

BATCH = 1_000
# A failure is a case within a day; further back nothing can be new but what nobody swept for.
LOOKED_BACK = timedelta(days=45)

_SQL = Path(__file__).parent / "runs" / "sql"
_ANSWERS = (RunEvent.RETURN.value, RunEvent.REFUSE.value, RunEvent.GIVE_UP.value)
_ENDED = (DutyState.MET.value, DutyState.MET_LATE.value, DutyState.CANCELLED.value)


def runs_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write the bank's duty to pay each run it was handed, met once every item is answered.

    Counted from the day it says it has the file; from the handing over while it says nothing.
    Source: OP-16.2.
    """
    ended = Duty.objects.filter(
        kind=BANK_ANSWER, subject_kind="run", subject_id=OuterRef("number"), state__in=_ENDED
    )
    runs = Run.objects.filter(~Exists(ended), kind=RunKind.CREDIT.value)
    times = answer_times()
    for run in runs.select_related("agreement__branch").order_by("id"):
        known = times.get(run.id, AnswerTimes())
        if known.sent_at is not None:
            _run_follow(run, known, calendar=calendar, actor=actor, at=at)


@transaction.atomic
def _run_follow(
    run: Run, times: AnswerTimes, *, calendar: Calendar, actor: Actor, at: datetime
) -> None:
    started_at = times.received_at or times.sent_at
    assert started_at is not None, "a run that was sent"
    subject = ("run", run.number)
    duty_start(
        kind=BANK_ANSWER,
        organisation=run.agreement.branch.bank_id,
        owed_to=run.agreement.agency,
        subject=subject,
        started_at=started_at,
        calendar=calendar,
        actor=actor,
        at=at,
    )
    duty_restart(
        kind=BANK_ANSWER, subject=subject, started_at=started_at, calendar=calendar, actor=actor,
        at=at,
    )  # fmt: skip
    if times.answered_at is not None:
        step = RunStep.objects.filter(run=run, event__in=_ANSWERS).latest("at")
        duty_meet(
            kind=BANK_ANSWER,
            subject=subject,
            evidence=("run_step", str(step.id)),
            met_at=times.answered_at,
            actor=actor,
            at=at,
        )


def failures_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write a case for each item that certainly failed, settled once a further run carries it.

    Source: OP-16.4.
    """
    asked = {"type": FAILED_ITEM, "since_at": at - LOOKED_BACK}
    for agency, rows in groupby(_rows("failed_items", asked), key=lambda row: row[0]):
        for part in _parts(rows):
            matters = [
                Matter(
                    ("run_item", f"{number}/{line}"),
                    {"outcome": outcome, "amount_fen": amount_fen},
                    (("run", number),),
                )
                for _, number, line, outcome, amount_fen in part
            ]
            cases_open(
                type_code=FAILED_ITEM, organisation=agency, matters=matters, calendar=calendar,
                actor=actor, at=at,
            )  # fmt: skip
    carried = (row[0] for row in _rows("failed_items_carried", asked))
    while part := list(islice(carried, BATCH)):
        cases_settle(
            type_code=FAILED_ITEM, subject_kind="run_item", subject_ids=part,
            outcome="PAID_AGAIN", actor=actor, at=at,
        )  # fmt: skip


def reconciliation_watch(*, calendar: Calendar, actor: Actor, at: datetime) -> None:
    """Write a case for each difference of a day's latest comparison, settled once one agrees.

    A difference that people closed is looked at again only if a later comparison still has it.
    Source: OP-14.7.
    """
    open_cases = Case.objects.filter(type=RECONCILIATION_BREAK, state=CaseState.OPEN.value)
    gone = set(open_cases.values_list("subject_id", flat=True))
    for comparison in _comparisons_that_differ():
        breaks = ReconciliationBreak.objects.filter(reconciliation=comparison).order_by("id")
        found = {
            str(break_id(comparison.statement_id, each.kind, each.reference)): each
            for each in breaks
        }
        gone -= set(found)
        closed = Case.objects.filter(
            type=RECONCILIATION_BREAK, subject_id__in=found, closed_at__gte=comparison.at
        )
        known = set(closed.values_list("subject_id", flat=True))
        cases_open(
            type_code=RECONCILIATION_BREAK,
            organisation=comparison.statement.account.owner,
            matters=[
                _break_matter(key, each, comparison)
                for key, each in found.items()
                if key not in known
            ],
            calendar=calendar,
            actor=actor,
            at=at,
        )
    cases_settle(
        type_code=RECONCILIATION_BREAK, subject_kind="reconciliation_break",
        subject_ids=sorted(gone), outcome="CLEARED", actor=actor, at=at,
    )  # fmt: skip


def _comparisons_that_differ() -> QuerySet[Reconciliation]:
    """Return each statement's latest comparison, where that one found breaks."""
    later = Reconciliation.objects.filter(
        statement=OuterRef("statement"), number__gt=OuterRef("number")
    )
    found = Reconciliation.objects.filter(~Exists(later), break_count__gt=0)
    return found.select_related("statement__account").order_by("id")


def break_id(statement_id: UUID, kind: str, reference: str) -> UUID:
    """Return the same id for the same difference of a day, however often it is compared."""
    return uuid5(statement_id, f"{kind} {reference}")


def _break_matter(key: str, each: ReconciliationBreak, comparison: Reconciliation) -> Matter:
    facts = {
        "on": comparison.statement.on.isoformat(),
        "kind": each.kind,
        "reference": each.reference,
        "bank_fen": each.bank_fen,
        "book_fen": each.book_fen,
    }
    statement = ("bank_statement", str(comparison.statement_id))
    return Matter(("reconciliation_break", key), facts, (statement,))


def _parts(rows: Iterator[Any]) -> Iterator[Sequence[Any]]:
    while part := list(islice(rows, BATCH)):
        yield part


def _rows(name: str, asked: dict[str, Any]) -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute((_SQL / f"{name}.sql").read_text(encoding="utf-8"), asked)
        return iter(cursor.fetchall())
