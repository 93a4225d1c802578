"""What one asks for and another decides."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from ringfence.desk.domain import ApprovalState, Verdict


class Approval(models.Model):
    """Something asked for. `digest` (SHA-256, hex) is of what is approved, as it was when asked.

    `prepared_by` are the codes of others who had a hand in it; like the asker they do not decide.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=32)
    organisation_code = models.CharField(max_length=18)
    subject_kind = models.CharField(max_length=32)
    subject_id = models.CharField(max_length=96)
    digest = models.CharField(max_length=64)
    amount_fen = models.BigIntegerField(null=True)
    decider_count = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    asked_by = models.CharField(max_length=64)
    prepared_by = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    undated = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    state = models.CharField(
        max_length=9, choices=[(state.value, state.value) for state in ApprovalState]
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            # What a decision's foreign key refers to: nobody decides what he asked for.
            models.UniqueConstraint(fields=("id", "asked_by"), name="approval_with_asker"),
            models.UniqueConstraint(
                fields=("kind", "subject_kind", "subject_id"),
                condition=Q(state=ApprovalState.PENDING.value),
                name="approval_once_pending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ApprovalState]),
                name="approval_state_known",
            ),
            models.CheckConstraint(condition=Q(decider_count__gte=1), name="approval_by_somebody"),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.PENDING.value, ended_at__isnull=True)
                | ~Q(state=ApprovalState.PENDING.value) & Q(ended_at__isnull=False),
                name="approval_ended_at_some_time",
            ),
        )
        indexes = (models.Index("subject_kind", "subject_id", name="approval_of_subject"),)


class ApprovalDecision(models.Model):
    """What one person decided. `authority` is whose right it was: the delegator's, or one's own.

    `asked_by` repeats what the approval says; a foreign key of two columns makes both agree.
    """

    id = models.UUIDField(primary_key=True)
    approval = models.ForeignKey(Approval, models.PROTECT, related_name="decisions")
    asked_by = models.CharField(max_length=64)
    decider = models.CharField(max_length=64)
    authority = models.CharField(max_length=64)
    verdict = models.CharField(
        max_length=7, choices=[(verdict.value, verdict.value) for verdict in Verdict]
    )
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(decider=F("asked_by")) & ~Q(authority=F("asked_by")),
                name="decision_not_on_ones_own",
            ),
            models.UniqueConstraint(fields=("approval", "decider"), name="decision_once_a_person"),
            models.UniqueConstraint(
                fields=("approval", "authority"), name="decision_once_an_authority"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[verdict.value for verdict in Verdict]),
                name="decision_verdict_known",
            ),
            models.CheckConstraint(
                condition=~Q(verdict=Verdict.RETURN.value) | ~Q(reason=""),
                name="decision_returned_with_reason",
            ),
        )


class Delegation(models.Model):
    """One lets another decide approvals of a kind, from `valid_from_at` until `valid_until_at`
    (exclusive)."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=32)
    organisation_code = models.CharField(max_length=18)
    from_code = models.CharField(max_length=64)
    to_code = models.CharField(max_length=64)
    valid_from_at = models.DateTimeField()
    valid_until_at = models.DateTimeField()
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    ended_by = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(from_code=F("to_code")), name="delegation_to_another"
            ),
            # Nobody is made a delegate by himself.
            models.CheckConstraint(
                condition=~Q(made_by=F("to_code")), name="delegation_not_by_the_delegate"
            ),
            models.CheckConstraint(
                condition=Q(valid_until_at__gte=F("valid_from_at")),
                name="delegation_ends_after_it_begins",
            ),
        )
        indexes = (models.Index("to_code", "organisation_code", name="delegation_of_delegate"),)
