"""Make the table of answers that were given to writes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "client_id",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("operation", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("status", models.PositiveSmallIntegerField()),
                ("body", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        db_column="client_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.apiclient",
                    ),
                ),
            ],
        ),
    ]
