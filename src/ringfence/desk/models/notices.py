"""What organisations and people are told."""

from django.db import models
from django.db.models import Q

from ringfence.desk.domain import Channel, NoticeState


class Notice(models.Model):
    """One message on one channel. Its key makes that it is sent once.

    On the desk it is the organisation's, or one person's in it, and SENT when written. E-mail and
    SMS go to a person, whose address is looked up when it is sent and kept nowhere else.
    """

    id = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=128)
    channel = models.CharField(
        max_length=5, choices=[(channel.value, channel.value) for channel in Channel]
    )
    organisation_code = models.CharField(max_length=18)
    user_code = models.CharField(max_length=64, blank=True)
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=500)
    clause = models.CharField(max_length=16, blank=True)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    queued_at = models.DateTimeField()
    state = models.CharField(
        max_length=7, choices=[(state.value, state.value) for state in NoticeState]
    )
    attempt_count = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=64, blank=True)
    read_by = models.CharField(max_length=64, blank=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("key", "channel"), name="notice_once"),
            models.CheckConstraint(
                condition=Q(channel=Channel.DESK.value) | ~Q(user_code=""),
                name="notice_beyond_the_desk_to_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=NoticeState.QUEUED.value, next_attempt_at__isnull=False)
                | ~Q(state=NoticeState.QUEUED.value) & Q(next_attempt_at__isnull=True),
                name="notice_queued_for_a_time",
            ),
        )
        indexes = (
            models.Index(
                "next_attempt_at",
                condition=Q(state=NoticeState.QUEUED.value),
                name="notice_to_send",
            ),
            models.Index(
                "organisation_code",
                "id",
                condition=Q(channel=Channel.DESK.value, read_at__isnull=True),
                name="notice_unread",
            ),
        )
