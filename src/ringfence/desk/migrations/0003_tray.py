"""Lay out the in-tray: a view over what waits, and the indexes that it is read by."""

from pathlib import Path

from django.db import migrations

TRAY = Path(__file__).parent.parent / "sql" / "0002_tray.sql"


class Migration(migrations.Migration):
    """The ledger's first migration makes the role that reads the view."""

    dependencies = (("desk", "0002_guards"), ("ledger", "0001_books"))

    operations = (migrations.RunSQL(TRAY.read_text(encoding="utf-8")),)
