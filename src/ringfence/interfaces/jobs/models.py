"""What went wrong in a job, and what people asked for; the jobs themselves are procrastinate's."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

CODE_LENGTH = 64


class JobFault(models.Model):
    """The last fault of a job: a refusal's code or an exception's name, and no fact of anybody."""

    job_id = models.BigIntegerField(primary_key=True)
    code = models.CharField(max_length=CODE_LENGTH)
    at = models.DateTimeField()


class AskedOutcome(StrEnum):
    """How asked work ended: it was done, or there was a refusal, which is an answer too."""

    DONE = "DONE"
    REFUSED = "REFUSED"


class AskedJob(models.Model):
    """Work that somebody asked for on a page and that takes longer than a page can wait.

    `subject` is what it is about, `words` what it needs to know. Progress is kept while it goes on,
    `result` when it has ended: once, with what it did, in one transaction.
    """

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=64)
    organisation = models.CharField(max_length=18)
    subject = models.CharField(max_length=64)
    words = models.JSONField()
    asked_by = models.CharField(max_length=32)
    asked_at = models.DateTimeField()
    done_count = models.BigIntegerField(default=0)
    total_count = models.BigIntegerField(null=True)
    outcome = models.CharField(
        max_length=7, null=True, choices=[(each.value, each.value) for each in AskedOutcome]
    )
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome__isnull=True, ended_at__isnull=True)
                | Q(outcome__isnull=False, ended_at__isnull=False),
                name="asked_job_ends_with_an_outcome",
            ),
        )
        indexes = (models.Index(fields=("name", "subject", "asked_at"), name="asked_job_subject"),)
