"""Keep what web processes must agree on where all of them see it."""

from pathlib import Path

from django.db import migrations

_SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The table of Django's cache."""

    dependencies = (("web", "0001_grants"),)
    operations = (migrations.RunSQL((_SQL / "0002_cache.sql").read_text(encoding="utf-8")),)
