"""Lay out the books: tables, guards, functions, and the role that programs run as."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
FILES = (
    "0001_tables.sql",
    "0002_guards.sql",
    "0003_accounts.sql",
    "0004_post.sql",
    "0005_post_in_order.sql",
    "0006_holds.sql",
    "0007_balances.sql",
    "0008_seals.sql",
    "0009_sums.sql",
    "0010_grants.sql",
)


class Migration(migrations.Migration):
    """The books have no way back: they are never dropped."""

    operations = tuple(
        migrations.RunSQL((SQL / name).read_text(encoding="utf-8")) for name in FILES
    )
