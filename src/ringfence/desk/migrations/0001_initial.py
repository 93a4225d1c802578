"""Make the tables of duties, approvals, cases and notices."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("organisation_code", models.CharField(max_length=18)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=96)),
                ("digest", models.CharField(max_length=64)),
                ("amount_fen", models.BigIntegerField(null=True)),
                ("decider_count", models.PositiveSmallIntegerField()),
                ("reason", models.TextField(blank=True)),
                ("asked_by", models.CharField(max_length=64)),
                ("prepared_by", models.JSONField(default=list)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "undated",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("PENDING", "PENDING"),
                            ("APPROVED", "APPROVED"),
                            ("RETURNED", "RETURNED"),
                            ("WITHDRAWN", "WITHDRAWN"),
                        ],
                        max_length=9,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("subject_kind"), models.F("subject_id"), name="approval_of_subject"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "asked_by"), name="approval_with_asker"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "PENDING")),
                        fields=("kind", "subject_kind", "subject_id"),
                        name="approval_once_pending",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["PENDING", "APPROVED", "RETURNED", "WITHDRAWN"])
                        ),
                        name="approval_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decider_count__gte", 1)), name="approval_by_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("state", "PENDING")),
                            models.Q(
                                models.Q(("state", "PENDING"), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approval_ended_at_some_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("type", models.CharField(max_length=32)),
                ("organisation_code", models.CharField(max_length=18)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=64)),
                (
                    "facts",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("qualifiers", models.JSONField(default=dict)),
                ("step", models.CharField(max_length=32)),
                ("assigned_to", models.CharField(blank=True, max_length=64)),
                ("opened_by", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "undated",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                ("late_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("OPEN", "OPEN"), ("CLOSED", "CLOSED")], max_length=6
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=32)),
                ("closed_by", models.CharField(blank=True, max_length=64)),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("due_at"),
                        condition=models.Q(("late_at__isnull", True), ("state", "OPEN")),
                        name="case_to_mark_late",
                    ),
                    models.Index(
                        models.F("subject_kind"), models.F("subject_id"), name="case_of_subject"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "OPEN")),
                        fields=("type", "subject_kind", "subject_id"),
                        name="case_once_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", True), ("undated__isnull", False)),
                            models.Q(("due_at__isnull", False), ("undated__isnull", True)),
                            _connector="OR",
                        ),
                        name="case_dated_or_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("outcome", ""), ("state", "OPEN")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("state", "CLOSED"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_with_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseMove",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("OPEN", "OPEN"),
                            ("STEP", "STEP"),
                            ("ASSIGN", "ASSIGN"),
                            ("LINK", "LINK"),
                            ("NOTE", "NOTE"),
                            ("ATTACH", "ATTACH"),
                            ("LATE", "LATE"),
                            ("CLOSE", "CLOSE"),
                        ],
                        max_length=6,
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=64)),
                ("after", models.CharField(blank=True, max_length=64)),
                ("by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="desk.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("organisation_code", models.CharField(max_length=18)),
                ("from_code", models.CharField(max_length=64)),
                ("to_code", models.CharField(max_length=64)),
                ("valid_from_at", models.DateTimeField()),
                ("valid_until_at", models.DateTimeField()),
                ("made_by", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("to_code"),
                        models.F("organisation_code"),
                        name="delegation_of_delegate",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_code", models.F("to_code")), _negated=True),
                        name="delegation_to_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_by", models.F("to_code")), _negated=True),
                        name="delegation_not_by_the_delegate",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid_until_at__gte", models.F("valid_from_at"))),
                        name="delegation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("organisation_code", models.CharField(max_length=18)),
                ("owed_to", models.CharField(blank=True, max_length=18)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=64)),
                ("qualifiers", models.JSONField(default=dict)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "undated",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, null=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("OPEN", "OPEN"),
                            ("LATE", "LATE"),
                            ("MET", "MET"),
                            ("MET_LATE", "MET_LATE"),
                            ("CANCELLED", "CANCELLED"),
                        ],
                        max_length=9,
                    ),
                ),
                ("late_at", models.DateTimeField(null=True)),
                ("escalation_count", models.PositiveSmallIntegerField(default=0)),
                ("next_escalation_at", models.DateTimeField(null=True)),
                ("met_at", models.DateTimeField(null=True)),
                ("evidence_kind", models.CharField(blank=True, max_length=32)),
                ("evidence_id", models.CharField(blank=True, max_length=64)),
                ("cancel_reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("due_at"),
                        condition=models.Q(("state", "OPEN")),
                        name="duty_to_mark_late",
                    ),
                    models.Index(
                        models.F("next_escalation_at"),
                        condition=models.Q(("state", "LATE")),
                        name="duty_to_escalate",
                    ),
                    models.Index(
                        models.F("subject_kind"), models.F("subject_id"), name="duty_of_subject"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_kind", "subject_id"), name="duty_once_a_subject"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["OPEN", "LATE", "MET", "MET_LATE", "CANCELLED"])
                        ),
                        name="duty_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", True), ("undated__isnull", False)),
                            models.Q(("due_at__isnull", False), ("undated__isnull", True)),
                            _connector="OR",
                        ),
                        name="duty_dated_or_says_why_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "LATE"), _negated=True),
                            ("late_at__isnull", False),
                            _connector="OR",
                        ),
                        name="duty_late_since_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("met_at__isnull", False),
                                ("state__in", ("MET", "MET_LATE")),
                                models.Q(("evidence_id", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ("MET", "MET_LATE")), _negated=True),
                                ("evidence_id", ""),
                                ("met_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="duty_met_with_evidence",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "CANCELLED"), _negated=True),
                            models.Q(("cancel_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="duty_cancelled_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyEscalation",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "duty_id",
                        "step",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("step", models.PositiveSmallIntegerField()),
                ("told", models.CharField(blank=True, max_length=18)),
                ("at", models.DateTimeField()),
                (
                    "duty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="desk.duty",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=128)),
                (
                    "channel",
                    models.CharField(
                        choices=[("DESK", "DESK"), ("EMAIL", "EMAIL"), ("SMS", "SMS")], max_length=5
                    ),
                ),
                ("organisation_code", models.CharField(max_length=18)),
                ("user_code", models.CharField(blank=True, max_length=64)),
                ("zh", models.CharField(max_length=300)),
                ("en", models.CharField(max_length=500)),
                ("clause", models.CharField(blank=True, max_length=16)),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=64)),
                ("queued_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("QUEUED", "QUEUED"),
                            ("UNKNOWN", "UNKNOWN"),
                            ("SENT", "SENT"),
                            ("FAILED", "FAILED"),
                        ],
                        max_length=7,
                    ),
                ),
                ("attempt_count", models.PositiveSmallIntegerField(default=0)),
                ("next_attempt_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, max_length=64)),
                ("read_by", models.CharField(blank=True, max_length=64)),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("next_attempt_at"),
                        condition=models.Q(("state", "QUEUED")),
                        name="notice_to_send",
                    ),
                    models.Index(
                        models.F("organisation_code"),
                        models.F("id"),
                        condition=models.Q(("channel", "DESK"), ("read_at__isnull", True)),
                        name="notice_unread",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "channel"), name="notice_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("channel", "DESK"),
                            models.Q(("user_code", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="notice_beyond_the_desk_to_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("next_attempt_at__isnull", False), ("state", "QUEUED")),
                            models.Q(
                                models.Q(("state", "QUEUED"), _negated=True),
                                ("next_attempt_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_queued_for_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApprovalDecision",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("asked_by", models.CharField(max_length=64)),
                ("decider", models.CharField(max_length=64)),
                ("authority", models.CharField(max_length=64)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("APPROVE", "APPROVE"), ("RETURN", "RETURN")], max_length=7
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "approval",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="desk.approval",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decider", models.F("asked_by")), _negated=True),
                            models.Q(("authority", models.F("asked_by")), _negated=True),
                        ),
                        name="decision_not_on_ones_own",
                    ),
                    models.UniqueConstraint(
                        fields=("approval", "decider"), name="decision_once_a_person"
                    ),
                    models.UniqueConstraint(
                        fields=("approval", "authority"), name="decision_once_an_authority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["APPROVE", "RETURN"])),
                        name="decision_verdict_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verdict", "RETURN"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_returned_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=120)),
                ("content_type", models.CharField(max_length=4)),
                ("size", models.PositiveBigIntegerField()),
                ("attached_by", models.CharField(max_length=64)),
                ("attached_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="desk.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "digest"), name="attachment_once_a_case"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseLink",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "case_id",
                        "subject_kind",
                        "subject_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=32)),
                ("subject_id", models.CharField(max_length=64)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="desk.case",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("subject_kind"),
                        models.F("subject_id"),
                        name="case_link_of_subject",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseNote",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("author", models.CharField(max_length=64)),
                ("text", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="desk.case",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="case_note_says_it"
                    )
                ],
            },
        ),
    ]
