"""Let the database itself keep the answers that were given."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = (("api", "0001_initial"),)

    operations = (migrations.RunSQL(GUARDS.read_text(encoding="utf-8")),)
