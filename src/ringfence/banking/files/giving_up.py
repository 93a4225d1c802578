"""A sent run that the bank never took, ended by hand: one person asks, another decides."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.banking.files.channel import Channel, channel_open
from ringfence.banking.models import ExchangeChannel, ExchangeFile, ItemResult, Run, RunStep
from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.runs.domain import (
    WITHDRAWN,
    BankHasAnswered,
    BankNotQuoted,
    RunEvent,
)
from ringfence.banking.runs.services import transit_return
from ringfence.banking.runs.steps import run_act, run_get, run_lock_for
from ringfence.desk.refusals import FourEyes
from ringfence.kernel.citation import Citation

_CITE = Citation("OP-16.4")


@transaction.atomic
def run_give_up_ask(*, run_id: UUID, letter: str, reason: str, actor: Actor, at: datetime) -> Run:
    """Return the run, still SENT, with the bank's word on record that it executed nothing.

    `letter` is the reference of what the bank wrote. Without it the outcome is unknown, and a run
    of unknown outcome is neither ended nor repeated.
    Refuses: UnknownRun, NotPermitted, BankNotQuoted, IllegalRunStep, BankHasAnswered.
    Source: OP-16.4.
    """
    run = run_lock_for(run_id, actor=actor, permission="run.give_up_ask")
    if not letter.strip() or not reason.strip():
        raise BankNotQuoted(cite=_CITE, number=run.number)
    run_act(
        run=run,
        event=RunEvent.GIVE_UP_ASK,
        action="run.give_up_ask",
        actor=actor,
        at=at,
        letter=letter,
        reason=reason,
    )
    _refuse_answered(run)
    return run


def run_give_up(*, run_id: UUID, home: Path, actor: Actor, at: datetime) -> Run:
    """Return the run, REFUSED: nothing of it was executed, its money is out of transit.

    Another person than the one who asked last decides. Its items may go into a further run; its
    file, where it waits to be sent again, is not sent. `home` is the installation's.
    Refuses: UnknownRun, NotPermitted, BankNotQuoted (nobody asked), FourEyes, IllegalRunStep,
    BankHasAnswered.
    Source: OP-16.4, OP-25.
    """
    # Alone on the channel: no other program is just about to send the file again.
    with _channel_of(run_get(run_id), home).alone(), transaction.atomic():
        run = run_lock_for(run_id, actor=actor, permission="run.give_up")
        asked = (
            RunStep.objects.filter(run=run, event=RunEvent.GIVE_UP_ASK.value).order_by("id").last()
        )
        if asked is None:
            raise BankNotQuoted(cite=_CITE, number=run.number)
        if asked.actor == actor.code:
            raise FourEyes(cite=Citation("OP-25"), person=actor.code, subject=run.number)
        run_act(
            run=run,
            event=RunEvent.GIVE_UP,
            action="run.give_up",
            actor=actor,
            at=at,
            letter=asked.facts["letter"],
        )
        _refuse_answered(run)
        waiting = (FileState.NUMBERED, FileState.WRITTEN)
        ExchangeFile.objects.filter(run=run, direction=Direction.OUT, state__in=waiting).update(
            state=FileState.REFUSED
        )
        transit_return(run, at)
        return run


def _channel_of(run: Run, home: Path) -> Channel:
    agreement = run.agreement
    record = ExchangeChannel.objects.get(agency=agreement.agency, bank=agreement.branch.bank_id)
    return channel_open(record, home)


def _refuse_answered(run: Run) -> None:
    told = ItemResult.objects.filter(leaf_id=run.leaf_id, run_id=run.id)
    told_count = told.exclude(outcome=WITHDRAWN).values("line").distinct().count()
    if told_count:
        raise BankHasAnswered(cite=_CITE, number=run.number, count=told_count)
