"""Let the run-time role keep and clear the queue of jobs."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Grants on procrastinate's tables."""

    dependencies = (
        ("jobs", "0001_initial"),
        ("ledger", "0001_books"),
        ("procrastinate", "0041_post_retry_failed_job"),
    )
    operations = (migrations.RunSQL((_SQL / "0001_grants.sql").read_text(encoding="utf-8")),)
