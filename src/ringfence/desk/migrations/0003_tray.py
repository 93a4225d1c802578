"""Lay out the in-tray: the indexes that it is read by."""

from pathlib import Path

from django.db import migrations

TRAY = Path(__file__).parent.parent / "sql" / "0002_tray.sql"


class Migration(migrations.Migration):
    """One index a table, in the order of the tray."""

    dependencies = (("desk", "0002_guards"),)

    operations = (migrations.RunSQL(TRAY.read_text(encoding="utf-8")),)
