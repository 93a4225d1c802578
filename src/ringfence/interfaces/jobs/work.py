"""What each job does: one call of a service, harmless when it is done again at the same instant.

A job works on one piece (a leaf, a channel, a run), so that one that fails holds up no other.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import connection

from ringfence.access.actor import Actor
from ringfence.access.calls import nonces_sweep
from ringfence.audit import seals as audit_seals
from ringfence.banking.files.channel import Channel, channels
from ringfence.banking.files.incoming import exchange_receive
from ringfence.banking.files.outgoing import exchange_send
from ringfence.banking.files.takes import TAKES
from ringfence.banking.models import Run
from ringfence.banking.runs.booking import run_book
from ringfence.banking.runs.domain import RunState
from ringfence.desk.delivery import notices_send
from ringfence.desk.sweep import desk_sweep
from ringfence.installation.config import config
from ringfence.interfaces.jobs.asked import ASKED
from ringfence.interfaces.jobs.gateways import gateways
from ringfence.interfaces.jobs.models import AskedJob, JobFault
from ringfence.interfaces.jobs.uploads import uploads_clean
from ringfence.ledger import seals as ledger_seals
from ringfence.ledger.selectors import leaf_ids
from ringfence.ledger.services import hold_expire
from ringfence.regimes.mobility.models import Operator
from ringfence.regimes.mobility.reserve import reserve_watch
from ringfence.workdays.store import calendar_in

# The whole installation as one piece.
WHOLE = ("",)
_NOTICES_AT_ONCE = 200
# How long finished jobs stay to be seen.
_KEPT = timedelta(days=7)

Do = Callable[[str, Actor, datetime], None]


def leaves() -> list[str]:
    """Return every leaf of the books."""
    return [str(leaf_id) for leaf_id in leaf_ids()]


def leaf_seal(leaf: str, actor: Actor, at: datetime) -> None:
    """Seal what has committed on a leaf."""
    actor.require("fund.seal")
    ledger_seals.seal(leaf_id=int(leaf), at=at)


def leaf_fold(leaf: str, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - a Do
    """Give the leaf's pooled accounts new checkpoints."""
    actor.require("fund.seal")
    ledger_seals.checkpoint_fold(leaf_id=int(leaf))


def leaf_holds(leaf: str, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - a Do
    """Free the money of holds that have ended."""
    while hold_expire(leaf_id=int(leaf), at=at):
        pass


def channel_names() -> list[str]:
    """Return every channel to a bank, as AGENCY-BANK."""
    return [_name(channel) for channel in channels(config().home)]


def channel_send(name: str, actor: Actor, at: datetime) -> None:
    """Send what waits for the bank."""
    exchange_send(channel=_channel(name), actor=actor, at=at)


def channel_receive(name: str, actor: Actor, at: datetime) -> None:
    """Take what has come from the bank."""
    exchange_receive(channel=_channel(name), takes=TAKES, actor=actor, at=at)


def _channel(name: str) -> Channel:
    return next(channel for channel in channels(config().home) if _name(channel) == name)


def _name(channel: Channel) -> str:
    return f"{channel.agency}-{channel.bank}"


def channel_agency(name: str) -> str:
    """Return the agency whose channel it is."""
    return _channel(name).agency


def runs_returned() -> list[str]:
    """Return every run whose results are waiting to be booked."""
    returned = Run.objects.filter(state=RunState.RETURNED.value).order_by("id")
    return [str(run_id) for run_id in returned.values_list("id", flat=True)]


def run_agency(run_id: str) -> str:
    """Return the agency whose run it is."""
    return Run.objects.select_related("agreement").get(pk=run_id).agreement.agency


def returned_book(run_id: str, actor: Actor, at: datetime) -> None:
    """Book a run's results, unless somebody has done so meanwhile."""
    run = Run.objects.get(pk=run_id)
    if run.state == RunState.RETURNED.value:
        run_book(run_id=run.id, actor=actor, at=at)


def operator_ids() -> list[str]:
    """Return every operator of a mobility platform."""
    return [str(key) for key in Operator.objects.order_by("pk").values_list("pk", flat=True)]


def operator_reserve(operator: str, actor: Actor, at: datetime) -> None:
    """Warn where a reserve has come near its floor."""
    actor.require("reserve.watch")
    reserve_watch(operator=Operator.objects.get(pk=operator), at=at)


def trail_seal(_piece: str, actor: Actor, at: datetime) -> None:
    """Seal what has committed of the audit trail."""
    actor.require("audit.seal")
    audit_seals.seal(at=at)


def duties_sweep(_piece: str, actor: Actor, at: datetime) -> None:
    """Mark and escalate what is late."""
    desk_sweep(calendar=calendar_in(config().home), actor=actor, at=at)


def notices_deliver(_piece: str, actor: Actor, at: datetime) -> None:
    """Send what waits to be sent, on the channels that are set up."""
    notices_send(gateways=gateways(config()), actor=actor, at=at, most=_NOTICES_AT_ONCE)


def nonces_clean(_piece: str, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - a Do
    """Remove nonces of calls too old to come back."""
    nonces_sweep(at=at, skew=timedelta(seconds=config().api_skew_seconds))


def sessions_clean(_piece: str, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - a Do
    """Remove sessions that have ended, and what was kept to list them."""
    from allauth.usersessions.models import UserSession

    Session.objects.filter(expire_date__lt=at).delete()
    open_keys = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=open_keys).delete()


def jobs_clean(_piece: str, actor: Actor, at: datetime) -> None:  # noqa: ARG001 - a Do
    """Remove jobs that ended well a week ago or before, and the faults of jobs removed.

    And what asked work found of people, and files that nobody went on with.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs AS j WHERE j.status IN ('succeeded', 'cancelled')"
            " AND NOT EXISTS (SELECT FROM procrastinate_events AS e"
            " WHERE e.job_id = j.id AND e.at >= %s)",
            [at - _KEPT],
        )
        cursor.execute("SELECT id FROM procrastinate_jobs")
        kept = [job_id for (job_id,) in cursor.fetchall()]
    JobFault.objects.exclude(job_id__in=kept).delete()
    of_people = [kind.name for kind in ASKED.values() if kind.has_people]
    AskedJob.objects.filter(name__in=of_people, ended_at__lt=at - _KEPT).update(result=None)
    uploads_clean(home=config().home, at=at)
