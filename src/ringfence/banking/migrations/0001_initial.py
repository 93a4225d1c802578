"""Make the tables of banks, accounts, agreements, runs, files, statements and differences."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Bank",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="BookedChunk",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "leaf_id",
                        "file_id",
                        "first_line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("leaf_id", models.BigIntegerField()),
                ("file_id", models.UUIDField()),
                ("first_line", models.IntegerField()),
                ("last_line", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ExchangeFile",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "direction",
                    models.CharField(choices=[("OUT", "发出"), ("IN", "收到")], max_length=3),
                ),
                ("kind", models.CharField(max_length=16)),
                ("sender", models.CharField(max_length=18)),
                ("receiver", models.CharField(max_length=18)),
                ("sequence", models.BigIntegerField()),
                ("name", models.TextField()),
                ("digest", models.BinaryField(max_length=32, null=True)),
                ("size", models.BigIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("NUMBERED", "已编号"),
                            ("WRITTEN", "已生成"),
                            ("SENT", "已发送"),
                            ("READ", "已读入"),
                            ("REFUSED", "已拒收"),
                        ],
                        max_length=8,
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Branch",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("line_number", models.CharField(max_length=12, unique=True)),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.bank"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemResult",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "leaf_id",
                        "run_id",
                        "line",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("leaf_id", models.BigIntegerField()),
                ("run_id", models.UUIDField()),
                ("line", models.IntegerField()),
                ("file_id", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("SUCCESS", "SUCCESS"),
                            ("INSUFFICIENT_FUNDS", "INSUFFICIENT_FUNDS"),
                            ("ACCOUNT_UNKNOWN", "ACCOUNT_UNKNOWN"),
                            ("ACCOUNT_CLOSED", "ACCOUNT_CLOSED"),
                            ("ACCOUNT_FROZEN", "ACCOUNT_FROZEN"),
                            ("NAME_DIFFERS", "NAME_DIFFERS"),
                            ("MANDATE_MISSING", "MANDATE_MISSING"),
                            ("MANDATE_EXCEEDED", "MANDATE_EXCEEDED"),
                            ("ITEM_REPEATED", "ITEM_REPEATED"),
                            ("CARD_LOST", "CARD_LOST"),
                            ("ACCOUNT_INACTIVE", "ACCOUNT_INACTIVE"),
                            ("REFUSED_BY_BANK", "REFUSED_BY_BANK"),
                            ("UNKNOWN_OUTCOME", "UNKNOWN_OUTCOME"),
                            ("WITHDRAWN", "WITHDRAWN"),
                        ],
                        max_length=24,
                    ),
                ),
                ("executed_on", models.DateField(null=True)),
                ("bank_reference", models.CharField(max_length=35)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "UNKNOWN_OUTCOME"), _negated=True),
                        fields=("leaf_id", "run_id", "line"),
                        name="item_has_one_final_result",
                    )
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("outcome", "UNKNOWN_OUTCOME")),
                        fields=["leaf_id", "run_id", "line"],
                        name="item_outcome_unknown",
                    ),
                    models.Index(
                        condition=models.Q(("bank_reference", ""), _negated=True),
                        fields=["bank_reference"],
                        name="item_by_bank_reference",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutcomeTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("leaf_id", models.BigIntegerField()),
                ("run_id", models.UUIDField()),
                ("file_id", models.UUIDField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("SUCCESS", "SUCCESS"),
                            ("INSUFFICIENT_FUNDS", "INSUFFICIENT_FUNDS"),
                            ("ACCOUNT_UNKNOWN", "ACCOUNT_UNKNOWN"),
                            ("ACCOUNT_CLOSED", "ACCOUNT_CLOSED"),
                            ("ACCOUNT_FROZEN", "ACCOUNT_FROZEN"),
                            ("NAME_DIFFERS", "NAME_DIFFERS"),
                            ("MANDATE_MISSING", "MANDATE_MISSING"),
                            ("MANDATE_EXCEEDED", "MANDATE_EXCEEDED"),
                            ("ITEM_REPEATED", "ITEM_REPEATED"),
                            ("CARD_LOST", "CARD_LOST"),
                            ("ACCOUNT_INACTIVE", "ACCOUNT_INACTIVE"),
                            ("REFUSED_BY_BANK", "REFUSED_BY_BANK"),
                            ("UNKNOWN_OUTCOME", "UNKNOWN_OUTCOME"),
                            ("WITHDRAWN", "WITHDRAWN"),
                        ],
                        max_length=24,
                    ),
                ),
                ("item_count", models.IntegerField()),
                ("sum_fen", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["leaf_id", "run_id"], name="tally_of_run"),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnAccount",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("owner", models.CharField(max_length=18)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("COLLECTION", "代扣账户"),
                            ("PAYOUT", "代发账户"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(max_length=34, unique=True)),
                ("name", models.TextField()),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                ("leaf_id", models.BigIntegerField()),
                ("ledger_account_id", models.UUIDField()),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.branch"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FundingNotice",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=35, unique=True)),
                ("amount_fen", models.BigIntegerField()),
                ("source_account_id", models.UUIDField()),
                ("announced_by", models.CharField(max_length=64)),
                ("announced_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.ownaccount"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("opening_fen", models.BigIntegerField()),
                ("closing_fen", models.BigIntegerField()),
                ("entry_count", models.IntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.exchangefile"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.ownaccount"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AgencyAgreement",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=35, unique=True)),
                ("agency", models.CharField(max_length=18)),
                ("signed_on", models.DateField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.branch"
                    ),
                ),
                (
                    "collection_account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="banking.ownaccount",
                    ),
                ),
                (
                    "payout_account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="banking.ownaccount",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("bank_fen", models.BigIntegerField()),
                ("book_fen", models.BigIntegerField()),
                ("in_transit_fen", models.BigIntegerField()),
                ("matched_count", models.IntegerField()),
                ("break_count", models.IntegerField()),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.bankstatement"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReconciliationBreak",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=32)),
                ("reference", models.CharField(max_length=64)),
                ("bank_fen", models.BigIntegerField(null=True)),
                ("book_fen", models.BigIntegerField(null=True)),
                (
                    "reconciliation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.reconciliation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("leaf_id", models.BigIntegerField()),
                ("number", models.CharField(max_length=35, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("CREDIT", "CREDIT"), ("DEBIT", "DEBIT")], max_length=8
                    ),
                ),
                ("programme", models.CharField(max_length=32)),
                ("period", models.CharField(max_length=7)),
                ("source_digest", models.BinaryField(max_length=32)),
                ("pool_account_id", models.UUIDField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("DRAFT", "DRAFT"),
                            ("CHECKED", "CHECKED"),
                            ("APPROVED", "APPROVED"),
                            ("RELEASED", "RELEASED"),
                            ("SENT", "SENT"),
                            ("RECEIVED", "RECEIVED"),
                            ("RETURNED", "RETURNED"),
                            ("BOOKED", "BOOKED"),
                            ("CLOSED", "CLOSED"),
                            ("REFUSED", "REFUSED"),
                            ("CANCELLED", "CANCELLED"),
                        ],
                        max_length=12,
                    ),
                ),
                ("item_count", models.IntegerField()),
                ("sum_fen", models.BigIntegerField()),
                ("sent_count", models.IntegerField(null=True)),
                ("sent_fen", models.BigIntegerField(null=True)),
                ("purpose", models.CharField(max_length=4)),
                ("resolved_at", models.DateTimeField()),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.agencyagreement"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="exchangefile",
            name="run",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, to="banking.run"
            ),
        ),
        migrations.CreateModel(
            name="RunItem",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "leaf_id",
                        "run_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("leaf_id", models.BigIntegerField()),
                ("run_id", models.UUIDField()),
                ("line", models.IntegerField()),
                ("key", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("ledger_account_id", models.UUIDField()),
                ("identity_number", models.CharField(max_length=18)),
                ("name", models.TextField()),
                ("account_number", models.CharField(max_length=34)),
                ("card_state", models.CharField(max_length=24)),
                ("amount_fen", models.BigIntegerField()),
                ("remark", models.TextField()),
                ("retry_run_id", models.UUIDField(null=True)),
                ("retry_line", models.IntegerField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["leaf_id", "person_id"], name="item_of_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="item_amount_positive"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retry_run_id__isnull", False)),
                        fields=("leaf_id", "retry_run_id", "retry_line"),
                        name="item_retried_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RunStep",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("event", models.CharField(max_length=16)),
                ("from_state", models.CharField(blank=True, max_length=12)),
                ("to_state", models.CharField(max_length=12)),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("facts", models.JSONField(default=dict)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.run"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "statement_id",
                        "line",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("line", models.IntegerField()),
                ("amount_fen", models.BigIntegerField()),
                ("booked_on", models.DateField()),
                ("reference", models.TextField()),
                ("run_id", models.UUIDField(null=True)),
                ("key", models.UUIDField(null=True)),
                ("bank_reference", models.CharField(max_length=35)),
                ("text", models.TextField()),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.bankstatement"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("run_id__isnull", True)),
                        fields=["reference"],
                        name="entry_of_no_run",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeChannel",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=18)),
                ("profile", models.CharField(max_length=9)),
                ("suite", models.CharField(max_length=13)),
                (
                    "kind",
                    models.CharField(
                        choices=[("FOLDER", "共享目录"), ("SFTP", "SFTP")], max_length=6
                    ),
                ),
                ("outgoing", models.TextField()),
                ("incoming", models.TextField()),
                ("host", models.TextField(blank=True)),
                ("port", models.IntegerField(default=22)),
                ("user", models.TextField(blank=True)),
                ("key_file", models.TextField(blank=True)),
                ("known_hosts", models.TextField(blank=True)),
                (
                    "bank",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="banking.bank"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "bank"), name="one_channel_to_a_bank")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ownaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="own_account_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="reconciliation",
            constraint=models.UniqueConstraint(
                fields=("statement", "number"), name="comparison_number_used_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fundingnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="funding_is_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="bankstatement",
            constraint=models.UniqueConstraint(
                fields=("account", "on"), name="one_statement_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="agreement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="agencyagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payout_account__isnull", False),
                    ("collection_account__isnull", False),
                    _connector="OR",
                ),
                name="agreement_names_an_account",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(("item_count__gt", 0), ("sum_fen__gt", 0)),
                name="run_is_not_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "DRAFT",
                            "CHECKED",
                            "APPROVED",
                            "RELEASED",
                            "SENT",
                            "RECEIVED",
                            "RETURNED",
                            "BOOKED",
                            "CLOSED",
                            "REFUSED",
                            "CANCELLED",
                        ],
                    )
                ),
                name="run_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangefile",
            constraint=models.UniqueConstraint(
                fields=("direction", "kind", "sender", "receiver", "sequence"),
                name="file_number_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangefile",
            constraint=models.UniqueConstraint(
                fields=("sender", "receiver", "digest"), name="file_content_read_once"
            ),
        ),
    ]
