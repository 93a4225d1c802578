"""Notices are written once, and marked as read. What leaves the desk, `delivery` sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.desk.acts import act_record
from ringfence.desk.domain import Channel, NoticeState
from ringfence.desk.models import Notice
from ringfence.desk.refusals import NoticeUnknown
from ringfence.kernel.uuid7 import uuid7s


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody is told, in both languages, and about what (kind and id).

    `key` names the occasion: the same key is told once on each channel. Without `user` it is for
    the organisation, and then on the desk only. It holds no name and no number of a person.
    """

    key: str
    organisation: str
    zh: str
    en: str
    clause: str
    subject: tuple[str, str]
    user: str = ""
    channels: tuple[Channel, ...] = (Channel.DESK,)


def notices_post(*, messages: Sequence[Message], at: datetime) -> None:
    """Write the notices of messages, in the caller's transaction; those told before stay.

    On the desk a notice is SENT when written; on other channels it waits to be sent. The audit
    entry of the act that tells stands for them.
    """
    wanted = [(message, channel) for message in messages for channel in message.channels]
    rows = [
        _row(key, message, channel, at)
        for key, (message, channel) in zip(uuid7s(len(wanted)), wanted, strict=True)
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True)


def _row(notice_id: UUID, message: Message, channel: Channel, at: datetime) -> Notice:
    on_desk = channel is Channel.DESK
    subject_kind, subject_id = message.subject
    return Notice(
        id=notice_id,
        key=message.key,
        channel=channel.value,
        organisation_code=message.organisation,
        user_code=message.user,
        zh=message.zh,
        en=message.en,
        clause=message.clause,
        subject_kind=subject_kind,
        subject_id=subject_id,
        queued_at=at,
        state=(NoticeState.SENT if on_desk else NoticeState.QUEUED).value,
        next_attempt_at=None if on_desk else at,
        ended_at=at if on_desk else None,
    )


@transaction.atomic
def notice_read(*, notice_id: UUID, actor: Actor, at: datetime) -> Notice:
    """Return a notice on the desk, marked as read by the first who did.

    Refuses: NoticeUnknown (also one for another person, or that the actor may not know of).
    """
    unknown = NoticeUnknown(notice=notice_id)
    notice = (
        Notice.objects.select_for_update()
        .filter(id=notice_id, channel=Channel.DESK.value, user_code__in=("", actor.code))
        .first()
    )
    if notice is None:
        raise unknown
    actor.require_or_unknown("desk.read", organisation=notice.organisation_code, unknown=unknown)
    if notice.read_at is None:
        notice.read_by, notice.read_at = actor.code, at
        notice.save(update_fields=["read_by", "read_at"])
        act_record(
            action="notice.read",
            actor=actor,
            at=at,
            organisation=notice.organisation_code,
            subject=("notice", notice.id),
            clause=notice.clause,
        )
    return notice
