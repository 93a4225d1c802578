"""Count what became of a run's items when it is told."""

from pathlib import Path

from django.db import migrations

TALLIES = Path(__file__).parent.parent / "sql" / "0003_tallies.sql"


class Migration(migrations.Migration):
    """The trigger that writes the tallies."""

    dependencies = (("banking", "0003_statistics"),)

    operations = (
        migrations.RunSQL(
            TALLIES.read_text(encoding="utf-8"), "DROP FUNCTION banking_outcome_tally() CASCADE"
        ),
    )
