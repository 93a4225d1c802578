"""Make the tables of people, cards, programmes, rosters and corrections."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Card",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=19)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("IN_PRODUCTION", "制卡中"),
                            ("NOT_ENABLED", "未启用"),
                            ("NORMAL", "正常"),
                            ("TEMPORARILY_LOST", "临时挂失"),
                            ("LOST", "正式挂失"),
                            ("CANCELLED_AFTER_LOSS", "挂失注销"),
                            ("CANCELLED", "注销"),
                        ],
                        max_length=24,
                    ),
                ),
                ("bank_code", models.CharField(max_length=12)),
                ("account_number", models.CharField(max_length=34)),
                ("account_active", models.BooleanField()),
                ("updated_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("agency", models.CharField(max_length=18)),
                ("purpose", models.CharField(max_length=4)),
                ("leaf_id", models.BigIntegerField()),
                ("pool_account_id", models.UUIDField()),
                ("source_account_id", models.UUIDField()),
                ("opening_account_id", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="CorrectionList",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("organisation_code", models.CharField(max_length=18)),
                ("digest", models.BinaryField(max_length=32)),
                ("line_count", models.IntegerField()),
                ("proposed_by", models.CharField(max_length=64)),
                ("proposed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["digest"], name="correction_list_by_digest")],
            },
        ),
        migrations.CreateModel(
            name="CorrectionLine",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "list_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line", models.IntegerField()),
                ("identity_number", models.CharField(max_length=18)),
                ("account_number", models.CharField(max_length=34)),
                ("bank_code", models.CharField(max_length=12)),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="card.correctionlist",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CardChange",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "list",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="card.correctionlist",
                    ),
                ),
                ("field", models.CharField(max_length=24)),
                ("before", models.TextField()),
                ("after", models.TextField()),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "card",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="card.card"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("identity_number", models.CharField(max_length=18)),
                ("name", models.TextField()),
                ("name_initials", models.TextField(db_collation="C")),
                ("name_syllables", models.TextField(db_collation="C")),
                ("area_code", models.CharField(max_length=12)),
                ("updated_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_initials", "name_syllables"], name="person_by_sound")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("identity_number",), name="one_person_a_number")
                ],
            },
        ),
        migrations.AddField(
            model_name="card",
            name="person",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, to="card.person"
            ),
        ),
        migrations.CreateModel(
            name="Roster",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("period", models.CharField(max_length=7)),
                ("file_name", models.TextField()),
                ("digest", models.BinaryField(max_length=32)),
                ("line_count", models.IntegerField()),
                ("sum_fen", models.BigIntegerField()),
                ("imported_by", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="card.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterException",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "roster_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line", models.IntegerField()),
                ("identity_number", models.CharField(max_length=18)),
                ("name", models.TextField()),
                ("amount_fen", models.BigIntegerField()),
                ("account_number", models.CharField(max_length=34)),
                ("remark", models.TextField()),
                ("cause", models.CharField(max_length=24)),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="card.roster"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["identity_number"], name="exception_by_number")],
            },
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(fields=("number",), name="card_number_used_once"),
        ),
        migrations.AddConstraint(
            model_name="card",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("state__in", ("CANCELLED_AFTER_LOSS", "CANCELLED")), _negated=True
                ),
                fields=("person",),
                name="one_live_card_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="roster",
            constraint=models.UniqueConstraint(
                fields=("programme", "period", "digest"), name="roster_content_taken_once"
            ),
        ),
    ]
