"""Let the database itself keep decisions, conversations and notices as they were."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"


class Migration(migrations.Migration):
    """A foreign key of two columns, and triggers."""

    dependencies = (("desk", "0001_initial"),)

    operations = (migrations.RunSQL(GUARDS.read_text(encoding="utf-8")),)
