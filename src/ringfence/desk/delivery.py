"""Notices leave the desk, each once, by a gateway a channel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.models import User
from ringfence.desk.acts import act_record
from ringfence.desk.domain import NOTICE_STEPS, Channel, NoticeEvent, NoticeState, next_state
from ringfence.desk.models import Notice

# How long after each failed attempt the next one is made; after the last, none.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120))


@dataclass(frozen=True, slots=True)
class Reply:
    """What a gateway said. `event` None: nobody knows whether the message went out.

    DEFER means that it certainly did not and may be tried again; REFUSE that it never will.
    `fault` is a short code.
    """

    event: NoticeEvent | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice with the address that it goes to."""

    id: UUID
    to: str
    zh: str
    en: str
    clause: str


class Gateway(Protocol):
    """Something that messages can be handed to."""

    def hand_over(self, letter: Letter, *, at: datetime) -> Reply:
        """Return what became of the letter; raises nothing for what a network can do."""


def notices_send(
    *, gateways: Mapping[Channel, Gateway], actor: Actor, at: datetime, most: int
) -> int:
    """Return how many notices were tried, at most `most`, those waiting longest first.

    Before an attempt the notice is UNKNOWN, in a transaction of its own, and stays so where the
    program or the gateway dies in it: it is never sent twice. Refuses: NotPermitted.
    """
    actor.require("notice.send")
    for tried in range(most):
        notice = _hand_over(list(gateways), at=at)
        if notice is None:
            return tried
        channel = Channel(notice.channel)
        address = _address(notice)
        if address:
            letter = Letter(notice.id, address, notice.zh, notice.en, notice.clause)
            answer = gateways[channel].hand_over(letter, at=at)
        else:
            answer = Reply(NoticeEvent.REFUSE, "NO_ADDRESS")
        _settle(notice.id, answer, actor=actor, at=at)
    return most


@transaction.atomic
def _hand_over(channels: list[Channel], *, at: datetime) -> Notice | None:
    """Return the next notice to try, marked UNKNOWN; two senders never take the same."""
    waiting = Notice.objects.filter(
        state=NoticeState.QUEUED.value, next_attempt_at__lte=at, channel__in=channels
    )
    notice = waiting.order_by("next_attempt_at").select_for_update(skip_locked=True).first()
    if notice is None:
        return None
    _step(notice, NoticeEvent.HAND_OVER)
    notice.attempt_count += 1
    notice.next_attempt_at = None
    notice.fault = ""
    notice.save(update_fields=["state", "attempt_count", "next_attempt_at", "fault"])
    return notice


@transaction.atomic
def _settle(notice_id: UUID, answer: Reply, *, actor: Actor, at: datetime) -> None:
    notice = Notice.objects.select_for_update().get(id=notice_id)
    event = answer.event
    if event is NoticeEvent.DEFER and notice.attempt_count > len(WAITS):
        event = NoticeEvent.REFUSE
    if event is not None:
        _step(notice, event)
    if event is NoticeEvent.DEFER:
        notice.next_attempt_at = at + WAITS[notice.attempt_count - 1]
    else:
        notice.ended_at = at
    notice.fault = answer.fault
    notice.save(update_fields=["state", "next_attempt_at", "ended_at", "fault"])
    act_record(
        action="notice.send",
        actor=actor,
        at=at,
        organisation=notice.organisation_code,
        subject=("notice", notice.id),
        clause=notice.clause,
        channel=notice.channel,
        user=notice.user_code,
        state=notice.state,
        attempt_count=notice.attempt_count,
        fault=notice.fault,
    )


def _address(notice: Notice) -> str:
    """Return where the person can be reached on the channel; empty where nowhere."""
    user = User.objects.filter(code=notice.user_code, closed_at__isnull=True).first()
    if user is None:
        return ""
    return user.email if notice.channel == Channel.EMAIL else user.telephone


def _step(notice: Notice, event: NoticeEvent) -> None:
    state = NoticeState(notice.state)
    notice.state = next_state(NOTICE_STEPS, state, event, subject=str(notice.id), cite=None).value
