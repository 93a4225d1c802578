"""`ringfence backup`: the installation into sealed files."""

import argparse
from pathlib import Path

from ringfence.installation.config import config
from ringfence.installation.database import connect
from ringfence.interfaces.recovery.backup import backup_make
from ringfence.interfaces.recovery.keys import recovery_key_make
from ringfence.kernel.clock import now


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    parser = nouns.add_parser("backup", help="write database and home folder, sealed 备份")
    parser.add_argument("folder", type=Path, help="a folder without a backup 目标目录")
    parser.add_argument(
        "--new-key", type=Path, metavar="FILE",
        help="make a recovery key first; keep this file elsewhere 生成恢复密钥，另行保管",
    )  # fmt: skip
    parser.set_defaults(run=_backup)


def _backup(arguments: argparse.Namespace) -> None:
    connect()
    settings = config()
    assert settings.database_url is not None
    if arguments.new_key:
        recovery_key_make(home=settings.home, file=arguments.new_key)
    for file in backup_make(
        folder=arguments.folder, home=settings.home, url=settings.database_url.get_secret_value()
    ):
        print(file)
    from ringfence.interfaces.recovery.record import backup_record

    backup_record(at=now())
