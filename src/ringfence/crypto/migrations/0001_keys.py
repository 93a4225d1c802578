"""Make the tables of keys and of what happened to them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The first state of the app."""

    initial = True

    dependencies = ()

    operations = (
        migrations.CreateModel(
            name="Key",
            fields=[
                ("key_id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=64)),
                ("custodian", models.CharField(max_length=64)),
                ("version", models.IntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[("SIGN", "SIGN"), ("ENCRYPT", "ENCRYPT")], max_length=16
                    ),
                ),
                (
                    "suite",
                    models.CharField(
                        choices=[("NATIONAL", "NATIONAL"), ("INTERNATIONAL", "INTERNATIONAL")],
                        max_length=16,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ACTIVE", "ACTIVE"),
                            ("RETIRED", "RETIRED"),
                            ("REVOKED", "REVOKED"),
                        ],
                        max_length=16,
                    ),
                ),
                ("spki", models.BinaryField()),
                ("locked_secret", models.BinaryField(null=True)),
                ("usable_from_at", models.DateTimeField()),
                ("usable_until_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "purpose", "suite", "version"), name="key_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ACTIVE")),
                        fields=("owner", "purpose", "suite"),
                        name="key_one_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("usable_until_at__isnull", True),
                            ("usable_until_at__gt", models.F("usable_from_at")),
                            _connector="OR",
                        ),
                        name="key_usable_some_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), _negated=True),
                            models.Q(("custodian", ""), _negated=True),
                        ),
                        name="key_has_owner_and_custodian",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["ACTIVE", "RETIRED", "REVOKED"])),
                        name="key_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("CREATE", "CREATE"),
                            ("IMPORT", "IMPORT"),
                            ("ROTATE", "ROTATE"),
                            ("RETIRE", "RETIRE"),
                            ("REVOKE", "REVOKE"),
                        ],
                        max_length=16,
                    ),
                ),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="crypto.key",
                    ),
                ),
            ],
        ),
    )
