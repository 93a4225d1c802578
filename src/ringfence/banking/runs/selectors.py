"""Runs as people look at them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, Min, OuterRef, Q, Sum

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.models import ItemResult, OutcomeTally, Run, RunStep
from ringfence.banking.runs.deadlines import bank_time
from ringfence.banking.runs.domain import RunEvent, RunKind
from ringfence.banking.runs.steps import run_find
from ringfence.workdays.calendar import Calendar


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """When a run was handed over, received by the bank, and answered for every item."""

    sent_at: datetime | None = None
    received_at: datetime | None = None
    answered_at: datetime | None = None


def run_rows(
    *, calendar: Calendar, on: date, programme: str | None = None, period: str | None = None
) -> list[dict[str, Any]]:
    """Return runs with bank, state, counts and sums in fen, oldest first.

    `due_on` is the bank's last day to answer, `is_late` whether it has not, as of `on` (OP-16.2);
    `calendar_gap` is the refusal that tells why a run at the bank has no last day.
    """
    times = answer_times()
    runs = Run.objects.select_related("agreement__branch").order_by("id")
    if programme:
        runs = runs.filter(programme=programme)
    if period:
        runs = runs.filter(period=period)
    return [_row(run, times.get(run.id, AnswerTimes()), calendar, on) for run in runs]


def _row(run: Run, times: AnswerTimes, calendar: Calendar, on: date) -> dict[str, Any]:
    time = bank_time(
        kind=RunKind(run.kind),
        sent_at=times.sent_at,
        received_at=times.received_at,
        answered_at=times.answered_at,
        on=on,
        calendar=calendar,
    )
    return {
        "number": run.number,
        "programme": run.programme,
        "period": run.period,
        "bank": run.agreement.branch.bank_id,
        "state": run.state,
        "item_count": run.item_count,
        "sum_fen": run.sum_fen,
        "sent_count": run.sent_count,
        "sent_fen": run.sent_fen,
        "due_on": time.due_on,
        "is_late": time.is_late,
        "calendar_gap": time.gap.as_dict() if time.gap else None,
    }


def answer_times() -> dict[UUID, AnswerTimes]:
    """Return each run's times. An unknown outcome is no answer yet; a refusal of the run is one."""
    answers = [RunEvent.RETURN.value, RunEvent.REFUSE.value, RunEvent.GIVE_UP.value]
    rows = RunStep.objects.values("run_id").annotate(
        sent=Min("at", filter=Q(event=RunEvent.SEND.value)),
        received=Min("at", filter=Q(event=RunEvent.RECEIVE.value)),
        answered=Max("at", filter=Q(event__in=answers)),
    )
    unanswered = _runs_with_unknown_outcomes()
    return {
        row["run_id"]: AnswerTimes(
            row["sent"],
            row["received"],
            None if row["run_id"] in unanswered else row["answered"],
        )
        for row in rows
    }


def _runs_with_unknown_outcomes() -> set[UUID]:
    unknown = ItemResult.objects.filter(outcome=Outcome.UNKNOWN_OUTCOME.value)
    settled = ItemResult.objects.filter(
        leaf_id=OuterRef("leaf_id"), run_id=OuterRef("run_id"), line=OuterRef("line")
    ).exclude(outcome=Outcome.UNKNOWN_OUTCOME.value)
    return set(unknown.exclude(Exists(settled)).values_list("run_id", flat=True).distinct())


def run_detail(number: str, *, calendar: Calendar, on: date) -> dict[str, Any]:
    """Return one run with its steps and its outcomes, sums in fen. Refuses: UnknownRun."""
    run = run_find(number)
    steps = RunStep.objects.filter(run=run).order_by("id")
    return {
        "run": next(row for row in run_rows(calendar=calendar, on=on) if row["number"] == number),
        "outcomes": outcome_sums(run),
        "steps": list(steps.values("event", "from_state", "to_state", "actor", "at", "facts")),
    }


def outcome_sums(run: Run) -> list[dict[str, Any]]:
    """Return count and sum of the run's items by what is known of them now."""
    tallies = OutcomeTally.objects.filter(leaf_id=run.leaf_id, run_id=run.id).values("outcome")
    sums = tallies.annotate(items=Sum("item_count"), fen=Sum("sum_fen")).filter(items__gt=0)
    return [
        {"outcome": row["outcome"], "item_count": row["items"], "sum_fen": row["fen"]}
        for row in sums.order_by("outcome")
    ]
