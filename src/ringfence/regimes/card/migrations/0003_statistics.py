"""Let the run-time role renew the statistics of the registry after loading it."""

from pathlib import Path

from django.db import migrations

STATISTICS = Path(__file__).parent.parent / "sql" / "0002_statistics.sql"


class Migration(migrations.Migration):
    """One function."""

    dependencies = (("card", "0002_guards"),)

    operations = (
        migrations.RunSQL(
            STATISTICS.read_text(encoding="utf-8"), "DROP FUNCTION card_analyze_registry()"
        ),
    )
