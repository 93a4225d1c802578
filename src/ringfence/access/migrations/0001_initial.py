"""Make the tables of areas, organisations, people of the system, roles, and API clients."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ApiClient",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=64)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), size=None
                    ),
                ),
                ("calls_per_minute", models.PositiveIntegerField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("code", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="OrganisationType",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("zh", models.CharField(max_length=64)),
                ("en", models.CharField(max_length=64)),
                ("clause", models.CharField(blank=True, max_length=16)),
            ],
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("code", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=64)),
                (
                    "administration",
                    models.CharField(
                        choices=[
                            ("BUSINESS", "BUSINESS"),
                            ("SYSTEM", "SYSTEM"),
                            ("SECURITY", "SECURITY"),
                            ("AUDIT", "AUDIT"),
                        ],
                        max_length=8,
                    ),
                ),
                ("telephone", models.CharField(blank=True, max_length=32)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("password_set_at", models.DateTimeField(null=True)),
                ("password_must_change", models.BooleanField(default=True)),
                ("registered_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "administration"), name="user_with_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z][a-z0-9._-]{1,31}$")),
                        name="user_code_plain",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("administration__in", ["BUSINESS", "SYSTEM", "SECURITY", "AUDIT"])
                        ),
                        name="user_side_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApiNonce",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "client_id",
                        "nonce",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("nonce", models.CharField(max_length=64)),
                ("key_id", models.CharField(max_length=32)),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "client",
                    models.ForeignKey(
                        db_column="client_code",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.apiclient",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FormerPassword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128)),
                ("replaced_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_passwords",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("code", models.CharField(max_length=18, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=128)),
                ("opened_on", models.DateField()),
                ("closed_on", models.DateField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_column="area_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.area",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_column="parent_code",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="access.organisation",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="apiclient",
            name="organisation",
            field=models.ForeignKey(
                db_column="organisation_code",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clients",
                to="access.organisation",
            ),
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation_id",
                        "type_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("since_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_column="organisation_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="access.organisation",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_column="type_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.organisationtype",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("code", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("zh", models.CharField(max_length=64)),
                ("en", models.CharField(max_length=64)),
                (
                    "administration",
                    models.CharField(
                        choices=[
                            ("BUSINESS", "BUSINESS"),
                            ("SYSTEM", "SYSTEM"),
                            ("SECURITY", "SECURITY"),
                            ("AUDIT", "AUDIT"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "administration"), name="role_with_side"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                (
                    "administration",
                    models.CharField(
                        choices=[
                            ("BUSINESS", "BUSINESS"),
                            ("SYSTEM", "SYSTEM"),
                            ("SECURITY", "SECURITY"),
                            ("AUDIT", "AUDIT"),
                        ],
                        max_length=8,
                    ),
                ),
                ("valid_from_at", models.DateTimeField()),
                ("valid_until_at", models.DateTimeField(null=True)),
                ("granted_by", models.CharField(max_length=64)),
                ("granted_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=64)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "area",
                    models.ForeignKey(
                        db_column="area_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.area",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_column="user_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        to_field="code",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_column="organisation_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="access.organisation",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_column="type_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.organisationtype",
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_column="role_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.role",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleType",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "role_id",
                        "type_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        db_column="role_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.role",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_column="type_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        to="access.organisationtype",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                ("key_id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                (
                    "algorithm",
                    models.CharField(
                        choices=[("ED25519", "ED25519"), ("SM2", "SM2")], max_length=7
                    ),
                ),
                ("spki", models.BinaryField()),
                ("valid_from_at", models.DateTimeField()),
                ("valid_until_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        db_column="client_code",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="keys",
                        to="access.apiclient",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("valid_until_at__gte", models.F("valid_from_at"))),
                        name="api_key_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    ("closed_on__gte", models.F("opened_on")),
                    _connector="OR",
                ),
                name="organisation_closed_after_opened",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("code")), _negated=True),
                name="organisation_not_its_own_parent",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until_at__isnull", True),
                    ("valid_until_at__gte", models.F("valid_from_at")),
                    _connector="OR",
                ),
                name="membership_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("granted_by", models.F("user_id")), _negated=True),
                name="membership_not_to_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_by", models.F("user_id")), _negated=True),
                    models.Q(
                        ("confirmed_by", ""),
                        models.Q(("confirmed_by", models.F("granted_by")), _negated=True),
                        ("granted_by", "INSTALLATION"),
                        _connector="OR",
                    ),
                ),
                name="membership_confirmed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", True), ("confirmed_by", "")),
                    models.Q(
                        models.Q(("confirmed_by", ""), _negated=True),
                        ("confirmed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="membership_confirmed_by_someone_at_some_time",
            ),
        ),
    ]
