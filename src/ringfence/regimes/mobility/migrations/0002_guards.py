"""Let the database itself keep records of custody from being changed or removed."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """Triggers for payouts, warnings and clearing days."""

    dependencies = (("mobility", "0001_initial"),)

    operations = (
        migrations.RunSQL(
            GUARDS.read_text(encoding="utf-8"), "DROP FUNCTION mobility_refuse_change() CASCADE"
        ),
    )
