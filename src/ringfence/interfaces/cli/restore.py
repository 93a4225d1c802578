"""`ringfence restore`: sealed files into an empty installation."""

import argparse
import os
from pathlib import Path

from ringfence.installation.config import config
from ringfence.installation.database import connect, prepare
from ringfence.interfaces.cli.arguments import existing_file
from ringfence.interfaces.cli.serve import WEB_SETTINGS
from ringfence.interfaces.recovery.restore import restore_files


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    parser = nouns.add_parser("restore", help="bring a backup into an empty installation 恢复")
    parser.add_argument("folder", type=Path, help="the folder of the backup 备份目录")
    parser.add_argument(
        "--key", type=existing_file, required=True, help="the recovery key 恢复密钥"
    )
    parser.set_defaults(run=_restore)


def _restore(arguments: argparse.Namespace) -> None:
    """Restore, bring the tables to this version, and begin the next era of every leaf."""
    os.environ["DJANGO_SETTINGS_MODULE"] = WEB_SETTINGS
    connect()
    settings = config()
    assert settings.database_url is not None
    restore_files(
        folder=arguments.folder,
        key_file=arguments.key,
        home=settings.home,
        url=settings.database_url.get_secret_value(),
    )
    prepare()
    from ringfence.ledger import seals, selectors

    leaves = selectors.leaf_ids()
    for leaf_id in leaves:
        seals.era_next(leaf_id=leaf_id)
    print(f"restored 已恢复: {len(leaves)} leaves 账页")
    print("ringfence ledger verify; ringfence audit verify --help")
