"""What the audit trail keeps of backups: personal data left the database, sealed."""

from datetime import datetime

from ringfence.access.acts import act_record
from ringfence.installation.database import missing_migrations

BACKUP_MADE = "backup.make"
# The installation itself: whoever may type the command on its machine.
_ACTOR = "job:backup"


def backup_record(*, at: datetime) -> None:
    """Write that a backup was made. A database before its upgrade is left as it is."""
    if not missing_migrations():
        act_record(
            action=BACKUP_MADE, actor=_ACTOR, at=at, subject=("installation", ""), clause="OP-22.2"
        )
