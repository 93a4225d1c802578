"""The bank's home folder: its settings, keys and books, open to one process at a time."""

import fcntl
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path

from sandbox.bank import values
from sandbox.bank.envelope import Key
from sandbox.bank.fault import Mistake
from sandbox.bank.suite import SUITES, Suite, to_pem

RATE_NAMES = (
    "insufficient",
    "closed",
    "name",
    "lost",
    "frozen",
    "inactive",
    "mandate",
    "refused",
    "unknown",
)


@dataclass(frozen=True)
class Settings:
    """What `init` fixed for good. Rates are parts per million, drawn by `seed` and item key."""

    code: str
    name: str
    suite: str
    profile: str
    seed: str
    rates_ppm: dict[str, int]
    late_days: int


class Bank:
    """An open home: settings, keys, database."""

    def __init__(self, home: Path, db: sqlite3.Connection) -> None:
        self.home, self.db = home, db
        row = db.execute("SELECT value FROM setting WHERE name = 'settings'").fetchone()
        self.settings = Settings(**json.loads(row["value"]))
        self.suite: Suite = SUITES[self.settings.suite]

    @property
    def code(self) -> str:
        return self.settings.code

    def key(self, purpose: str) -> Key:
        """Return the bank's own key: purpose `sign` or `encrypt`."""
        row = self.db.execute("SELECT value FROM setting WHERE name = ?", (f"{purpose}-key",))
        public = bytes.fromhex(row.fetchone()["value"])
        private = (self.home / "keys" / f"private-{purpose}.txt").read_text("ascii")
        return Key(self.suite, private, public)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing, also when the process is killed."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        finally:
            if self.db.in_transaction:
                self.db.execute("ROLLBACK")

    def closed_through(self) -> str:
        """Return the last day whose statements are written; empty when there is none."""
        row = self.db.execute("SELECT value FROM setting WHERE name = 'closed_through'").fetchone()
        return str(row["value"]) if row else ""

    def set_setting(self, name: str, value: str) -> None:
        """Write one setting."""
        self.db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    def mark_day(self, on: str) -> None:
        """Remember the first day on which anything happened: statements begin there."""
        row = self.db.execute("SELECT value FROM setting WHERE name = 'first_day'").fetchone()
        if row is None or on < row["value"]:
            self.set_setting("first_day", on)


def create(home: Path, settings: Settings) -> None:
    """Write a new home with fresh keys; refuses a code that is none, and a home that exists."""
    if not values.matches(values.LINE_NUMBER, settings.code):
        raise Mistake("A bank's code is its line number of 12 digits.")
    if not values.matches(values.NAME, settings.name):
        raise Mistake("The bank's name is not a name as the exchange standard has it.")
    if not 1 <= len(settings.seed.encode()) <= 64 or settings.late_days < 0:
        raise Mistake("The seed has 1 to 64 bytes; late days are 0 or more.")
    if (home / "bank.sqlite").exists():
        raise Mistake(f"{home} already holds a bank.")
    for folder in ("keys", "in", "out", "refused", "private"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    (home / "keys").chmod(0o700)
    (home / "private").chmod(0o700)
    publics = {
        purpose: _write_key(home, settings.suite, purpose) for purpose in ("sign", "encrypt")
    }
    unfinished = home / "bank.sqlite.new"
    unfinished.unlink(missing_ok=True)
    db = sqlite3.connect(unfinished)
    with db:
        schema = (files("sandbox.bank") / "schema.sql").read_text("utf-8")
        db.executescript(f"BEGIN; {schema} COMMIT;")
        rows = [("settings", json.dumps(asdict(settings), ensure_ascii=False))]
        rows += [(f"{purpose}-key", public.hex()) for purpose, public in publics.items()]
        db.executemany("INSERT INTO setting VALUES (?, ?)", rows)
    db.close()
    unfinished.rename(home / "bank.sqlite")


@contextmanager
def open_bank(home: Path) -> Iterator[Bank]:
    """Yield the bank; waits while another process has it open."""
    if not (home / "bank.sqlite").exists():
        raise Mistake(f"{home} holds no bank; see `sandbox-bank init --help`.")
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        db = sqlite3.connect(home / "bank.sqlite", isolation_level=None)
        db.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            "cache_size = -65536",
            "temp_store = FILE",
        ):
            db.execute(f"PRAGMA {pragma}")
        try:
            yield Bank(home, db)
        finally:
            db.close()


def _write_key(home: Path, suite: str, purpose: str) -> bytes:
    private, public = SUITES[suite].new_key()
    kept = home / "keys" / f"private-{purpose}.txt"
    kept.touch(mode=0o600)
    kept.write_text(private, "ascii")
    (home / "keys" / f"public-{purpose}.pem").write_text(to_pem(public), "ascii")
    return public
