"""What people have to look into."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from ringfence.desk.domain import CaseEvent, CaseState


class Case(models.Model):
    """A matter that an organisation works on, about one subject, step by step to an outcome.

    `facts` hold ids, codes, dates and amounts of what was found. `assigned_to` is the person who
    works on it, empty while nobody does. `late_at` is when a sweep found it late.
    """

    id = models.UUIDField(primary_key=True)
    type = models.CharField(max_length=32)
    organisation_code = models.CharField(max_length=18)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    qualifiers = models.JSONField(default=dict)
    step = models.CharField(max_length=32)
    assigned_to = models.CharField(max_length=64, blank=True)
    opened_by = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    undated = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    late_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=6, choices=[(state.value, state.value) for state in CaseState]
    )
    outcome = models.CharField(max_length=32, blank=True)
    closed_by = models.CharField(max_length=64, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("type", "subject_kind", "subject_id"),
                condition=Q(state=CaseState.OPEN.value),
                name="case_once_open",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, undated__isnull=False)
                | Q(due_at__isnull=False, undated__isnull=True),
                name="case_dated_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN.value, closed_at__isnull=True, outcome="")
                | Q(state=CaseState.CLOSED.value, closed_at__isnull=False) & ~Q(outcome=""),
                name="case_closed_with_outcome",
            ),
        )
        indexes = (
            models.Index(
                "due_at",
                condition=Q(state=CaseState.OPEN.value, late_at__isnull=True),
                name="case_to_mark_late",
            ),
            models.Index("subject_kind", "subject_id", name="case_of_subject"),
        )


class CaseLink(models.Model):
    """Something else that a case is about."""

    pk = models.CompositePrimaryKey("case_id", "subject_kind", "subject_id")
    case = models.ForeignKey(Case, models.PROTECT, related_name="links")
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index("subject_kind", "subject_id", name="case_link_of_subject"),)


class CaseMove(models.Model):
    """What happened to a case: `before` and `after` are steps, people or outcomes."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    event = models.CharField(
        max_length=6, choices=[(event.value, event.value) for event in CaseEvent]
    )
    before = models.CharField(max_length=64, blank=True)
    after = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()


class CaseNote(models.Model):
    """What somebody said of a case. Nothing is taken back; a mistake is answered."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    author = models.CharField(max_length=64)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="case_note_says_it"),)


class Attachment(models.Model):
    """A file of a case. Its content lies in the installation's home, by its SHA-256 (hex)."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=4)
    size = models.PositiveBigIntegerField()
    attached_by = models.CharField(max_length=64)
    attached_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("case", "digest"), name="attachment_once_a_case"),
        )
