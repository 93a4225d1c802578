"""Let the database itself keep the administrations apart and memberships readable."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """Foreign keys of two columns, the exclusion of twins, and triggers."""

    # The ledger's first migration makes the run-time role.
    dependencies = (("access", "0001_initial"), ("ledger", "0001_books"))

    operations = (migrations.RunSQL(GUARDS.read_text(encoding="utf-8")),)
