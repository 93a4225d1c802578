"""Let the database itself keep records of payments from being changed or removed."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """Triggers for runs, items, results, files and statements."""

    dependencies = (("banking", "0001_initial"),)

    operations = (
        migrations.RunSQL(
            GUARDS.read_text(encoding="utf-8"), "DROP FUNCTION banking_refuse_change() CASCADE"
        ),
    )
