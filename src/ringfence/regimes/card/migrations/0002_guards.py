"""Let the database itself keep rosters and corrections from being changed."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """Triggers for rosters, exceptions and corrections."""

    dependencies = (("card", "0001_initial"),)

    operations = (
        migrations.RunSQL(
            GUARDS.read_text(encoding="utf-8"), "DROP FUNCTION card_refuse_change() CASCADE"
        ),
    )
