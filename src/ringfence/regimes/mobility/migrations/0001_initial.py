"""Make the tables of operators, vehicle costs, riders, payouts, reserve warnings and clearing days."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ClearingDay",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("sequence", models.IntegerField()),
                ("digest", models.BinaryField(max_length=32)),
                ("statement_digests", models.JSONField()),
                ("rider_count", models.IntegerField()),
                ("break_count", models.IntegerField()),
                ("handed_over_by", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ClearingBreak",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "clearing_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line", models.IntegerField()),
                ("kind", models.CharField(max_length=32)),
                ("rider", models.CharField(blank=True, max_length=64)),
                ("reference", models.CharField(blank=True, max_length=64)),
                ("operator_fen", models.BigIntegerField(null=True)),
                ("ledger_fen", models.BigIntegerField(null=True)),
                ("bank_fen", models.BigIntegerField(null=True)),
                (
                    "clearing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.clearingday"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Operator",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=18, unique=True)),
                ("name", models.TextField()),
                ("kind", models.CharField(max_length=32)),
                ("area_code", models.CharField(max_length=6)),
                ("opened_by", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="VehicleCost",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("amount_fen", models.BigIntegerField()),
                ("evidence", models.TextField()),
                ("recorded_by", models.CharField(max_length=64)),
                ("recorded_at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operator", "on"), name="one_vehicle_cost_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_fen__gt", 0), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="vehicle_cost_is_evidenced",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="clearingday",
            name="operator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
            ),
        ),
        migrations.CreateModel(
            name="Payee",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=34)),
                ("name", models.TextField()),
                (
                    "relation",
                    models.CharField(
                        choices=[("NOMINATED", "NOMINATED"), ("MAIN_BUSINESS", "MAIN_BUSINESS")],
                        max_length=16,
                    ),
                ),
                ("business", models.TextField(blank=True)),
                ("listed_by", models.CharField(max_length=64)),
                ("listed_at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Payout",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("amount_fen", models.BigIntegerField()),
                ("ratio_ppm", models.BigIntegerField()),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.payee"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReserveWarning",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ABOVE", "ABOVE"),
                            ("NEAR", "NEAR"),
                            ("REFUNDS_ONLY", "REFUNDS_ONLY"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ratio_ppm", models.BigIntegerField()),
                ("bank_fen", models.BigIntegerField()),
                ("liabilities_fen", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rider",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64)),
                ("holder_kind", models.CharField(max_length=16)),
                ("prepaid_cap_fen", models.BigIntegerField(null=True)),
                ("deposit_cap_fen", models.BigIntegerField(null=True)),
                ("opened_at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DedicatedAccount",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "money",
                    models.CharField(
                        choices=[("DEPOSIT", "DEPOSIT"), ("PREPAID", "PREPAID")], max_length=8
                    ),
                ),
                ("bank_code", models.CharField(max_length=12)),
                ("number", models.CharField(max_length=34, unique=True)),
                ("leaf_id", models.BigIntegerField(unique=True)),
                ("share_id", models.UUIDField(null=True)),
                ("opened_by", models.CharField(max_length=64)),
                ("opened_at", models.DateTimeField()),
                (
                    "operator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="mobility.operator"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("operator", "money"), name="one_account_for_a_money"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("money", "PREPAID"), ("share_id__isnull", False)),
                            models.Q(("money", "DEPOSIT"), ("share_id__isnull", True)),
                            _connector="OR",
                        ),
                        name="only_prepaid_has_a_share",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="clearingday",
            constraint=models.UniqueConstraint(
                fields=("operator", "sequence"), name="clearing_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.UniqueConstraint(
                fields=("operator", "number"), name="payee_listed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.UniqueConstraint(
                condition=models.Q(("relation", "NOMINATED")),
                fields=("operator",),
                name="one_nominated_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="payee",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("relation", "NOMINATED"),
                    models.Q(("business", ""), _negated=True),
                    _connector="OR",
                ),
                name="payee_has_a_part_in_the_business",
            ),
        ),
        migrations.AddConstraint(
            model_name="rider",
            constraint=models.UniqueConstraint(
                fields=("operator", "code"), name="rider_code_used_once"
            ),
        ),
    ]
