"""Print the schema of a database that has had every migration, as pg_dump tells it.

docs/schema.sql is this script's output, so that a review sees what a migration changes. Bodies of
functions are left out: they stand in the packages' `sql/`.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from ringfence.installation.postgres import EmbeddedServer, binary

# What differs from one run or one release of PostgreSQL to the next, and what says nothing.
_PASSING = re.compile(r"^(\\(un)?restrict |-- (Dumped|PostgreSQL) |SET |SELECT |--$).*\n", re.M)
_BODY = re.compile(r"^    AS (\$\w*\$).*?\1;$", re.M | re.S)
_BLANKS = re.compile(r"\n{3,}")


def main() -> None:
    """Write the schema to stdout. A server of its own is started for it, and removed."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder), ("fsync=off",))
        server.start()
        try:
            _migrate(server.url())
            sys.stdout.write(_schema(server.url()))
        finally:
            server.stop()


def _migrate(url: str) -> None:
    os.environ["RINGFENCE_DATABASE_URL"] = url
    os.environ["DJANGO_SETTINGS_MODULE"] = "ringfence.settings"
    from ringfence.installation.database import connect, prepare

    connect()
    prepare()


def _schema(url: str) -> str:
    told = subprocess.run(
        [binary("pg_dump"), "--schema-only", "--no-owner", url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    told = _BODY.sub("    AS …;", _PASSING.sub("", told))
    return _BLANKS.sub("\n\n", told).strip() + "\n"


if __name__ == "__main__":
    main()
