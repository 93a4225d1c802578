"""Lay out the audit trail: its tables, guards, seals, and what the program's role may do."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
FILES = ("0001_tables.sql", "0002_guards.sql", "0003_seals.sql", "0004_grants.sql")


class Migration(migrations.Migration):
    """The trail has no way back: it is never dropped. The ledger makes the program's role."""

    initial = True

    dependencies = (("ledger", "0001_books"),)

    operations = tuple(
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8")) for name in FILES
    )
