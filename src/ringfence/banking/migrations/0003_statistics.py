"""Let the run-time role renew the statistics of items and results after writing many."""

from pathlib import Path

from django.db import migrations

STATISTICS = Path(__file__).parent.parent / "sql" / "0002_statistics.sql"


class Migration(migrations.Migration):
    """One function."""

    dependencies = (("banking", "0002_guards"),)

    operations = (
        migrations.RunSQL(
            STATISTICS.read_text(encoding="utf-8"), "DROP FUNCTION banking_analyze_items()"
        ),
    )
