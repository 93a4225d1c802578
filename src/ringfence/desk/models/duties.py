"""What must happen by a date."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from ringfence.desk.domain import DutyState

_MET = (DutyState.MET.value, DutyState.MET_LATE.value)


class Duty(models.Model):
    """Something that an organisation must do, about one subject, by `due_at` (exclusive).

    `undated` says why there is no `due_at` yet. `organisation_code` has to do it; `owed_to` is whom
    it is done for, empty where that is nobody's in particular. The evidence is the kind and the id
    of what met it. `qualifiers` are what the period was asked with.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=32)
    organisation_code = models.CharField(max_length=18)
    owed_to = models.CharField(max_length=18, blank=True)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=64)
    qualifiers = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    undated = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    state = models.CharField(
        max_length=9, choices=[(state.value, state.value) for state in DutyState]
    )
    late_at = models.DateTimeField(null=True)
    escalation_count = models.PositiveSmallIntegerField(default=0)
    next_escalation_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    evidence_kind = models.CharField(max_length=32, blank=True)
    evidence_id = models.CharField(max_length=64, blank=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject_kind", "subject_id"), name="duty_once_a_subject"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in DutyState]),
                name="duty_state_known",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, undated__isnull=False)
                | Q(due_at__isnull=False, undated__isnull=True),
                name="duty_dated_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.LATE.value) | Q(late_at__isnull=False),
                name="duty_late_since_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_MET, met_at__isnull=False) & ~Q(evidence_id="")
                | ~Q(state__in=_MET) & Q(met_at__isnull=True, evidence_id=""),
                name="duty_met_with_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.CANCELLED.value) | ~Q(cancel_reason=""),
                name="duty_cancelled_with_reason",
            ),
        )
        indexes = (
            # What a sweep looks for.
            models.Index(
                "due_at", condition=Q(state=DutyState.OPEN.value), name="duty_to_mark_late"
            ),
            models.Index(
                "next_escalation_at",
                condition=Q(state=DutyState.LATE.value),
                name="duty_to_escalate",
            ),
            models.Index("subject_kind", "subject_id", name="duty_of_subject"),
        )


class DutyEscalation(models.Model):
    """A step that was taken after a duty was late. `told` is empty where nobody is above."""

    pk = models.CompositePrimaryKey("duty_id", "step")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    told = models.CharField(max_length=18, blank=True)
    at = models.DateTimeField()
