"""Runs as those see them who may: an agency its own, a bank what was sent to it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from ringfence.access.actor import Actor
from ringfence.banking.desk_words import BANK_ANSWER
from ringfence.banking.models import BookedChunk, ExchangeFile, Run
from ringfence.banking.runs.domain import RunState
from ringfence.banking.runs.steps import UnknownRun, run_find
from ringfence.desk.models import Duty

READ = "run.read"
# A program may have the right to one act alone.
_RIGHTS = (
    "item.read",
    "run.check",
    "run.approve",
    "run.release",
    "run.book",
    "run.close",
    "run.cancel",
)

# States of a run that its bank has been handed, or may have been.
AT_THE_BANK = (
    RunState.SENT.value,
    RunState.RECEIVED.value,
    RunState.RETURNED.value,
    RunState.BOOKED.value,
    RunState.CLOSED.value,
    RunState.REFUSED.value,
)


def runs_seen(
    *,
    organisations: Collection[str],
    state: str = "",
    programme: str = "",
    period: str = "",
    number: str = "",
    before: UUID | None = None,
) -> QuerySet[Run]:
    """Return the runs of agencies, and those sent to banks, that have these codes; newest first.

    Narrowed by what is given; `number` is a part of the run's. `before` is the last run of the page
    before. The caller takes the organisations from the actor's grants of `run.read`.
    """
    runs = Run.objects.filter(
        Q(agreement__agency__in=organisations)
        | Q(agreement__branch__bank_id__in=organisations, state__in=AT_THE_BANK)
    )
    exact = {"state": state, "programme": programme, "period": period}
    runs = runs.filter(**{name: value for name, value in exact.items() if value})
    if number:
        runs = runs.filter(number__icontains=number)
    if before is not None:
        runs = runs.filter(id__lt=before)
    return runs.select_related("agreement__branch__bank").order_by("-id")


def run_seen(*, number: str, actor: Actor) -> Run:
    """Return a run to who may see it, for its agency or, once it was sent, for its bank.

    Refuses: UnknownRun (there is none, or the actor may not know of it). Source: OP-22.1.
    """
    run = run_find(number)
    bank = run.agreement.branch.bank_id
    if not (run.state in AT_THE_BANK and actor.may(READ, organisation=bank)):
        agency = run.agreement.agency
        actor.require_or_unknown(READ, organisation=agency, unknown=UnknownRun(run=number))
    return run


def run_known(*, number: str, actor: Actor) -> Run:
    """Return a run to who may see it, or has another right over it; what is done asks for its own.

    Refuses: UnknownRun (there is none, or the actor may not know of it). Source: OP-22.1.
    """
    run = run_find(number)
    if any(actor.may(right, organisation=run.agreement.agency) for right in _RIGHTS):
        return run
    return run_seen(number=number, actor=actor)


def bank_duties(*, numbers: Collection[str]) -> dict[str, Duty]:
    """Return the banks' duties to answer these runs, by the run's number (OP-16.2)."""
    duties = Duty.objects.filter(kind=BANK_ANSWER, subject_kind="run", subject_id__in=numbers)
    return {duty.subject_id: duty for duty in duties}


def run_files(*, run: Run) -> list[ExchangeFile]:
    """Return the files of a run, out and in, in the order of their time, without their content."""
    return list(ExchangeFile.objects.filter(run=run).defer("facts").order_by("at", "id"))


def booked_count(*, run: Run) -> int:
    """Return how many items of the run's result files the ledger has gone through."""
    files = ExchangeFile.objects.filter(run=run).values("id")
    chunks = BookedChunk.objects.filter(leaf_id=run.leaf_id, file_id__in=files)
    return sum(last - first + 1 for first, last in chunks.values_list("first_line", "last_line"))
