"""Let the database itself keep keys and their records from being changed or deleted."""

from pathlib import Path

from django.db import migrations

GUARDS = Path(__file__).parent.parent / "sql" / "0001_guards.sql"

UNDO = """
DROP TRIGGER crypto_no_truncate ON crypto_keyrecord;
DROP TRIGGER crypto_no_change ON crypto_keyrecord;
DROP TRIGGER crypto_no_truncate ON crypto_key;
DROP TRIGGER crypto_no_delete ON crypto_key;
DROP TRIGGER crypto_no_return ON crypto_key;
DROP TRIGGER crypto_only_state_moves ON crypto_key;
DROP FUNCTION crypto_refuse_change();
"""


class Migration(migrations.Migration):
    """Triggers for keys and records."""

    dependencies = (("crypto", "0001_keys"),)

    operations = (migrations.RunSQL(GUARDS.read_text(encoding="utf-8"), UNDO),)
