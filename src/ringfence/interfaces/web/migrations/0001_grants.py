"""Let the run-time role remove what sign-in removes: sessions, attempts, factors."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Grants on tables of Django, allauth and axes."""

    initial = True
    dependencies = (
        ("account", "0009_emailaddress_unique_primary_email"),
        ("axes", "0010_accessattemptexpiration"),
        ("ledger", "0001_books"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
    )
    operations = (migrations.RunSQL((_SQL / "0001_grants.sql").read_text(encoding="utf-8")),)
