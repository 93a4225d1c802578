"""The last fault of each background job, and the work that people asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two tables."""

    initial = True
    dependencies = ()
    operations = (
        migrations.CreateModel(
            name="JobFault",
            fields=[
                ("job_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AskedJob",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=64)),
                ("organisation", models.CharField(max_length=18)),
                ("subject", models.CharField(max_length=64)),
                ("words", models.JSONField()),
                ("asked_by", models.CharField(max_length=32)),
                ("asked_at", models.DateTimeField()),
                ("done_count", models.BigIntegerField(default=0)),
                ("total_count", models.BigIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("DONE", "DONE"), ("REFUSED", "REFUSED")], max_length=7, null=True
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("result", models.JSONField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name", "subject", "asked_at"], name="asked_job_subject")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__isnull", True), ("ended_at__isnull", True))
                        | models.Q(("outcome__isnull", False), ("ended_at__isnull", False)),
                        name="asked_job_ends_with_an_outcome",
                    )
                ],
            },
        ),
    )
