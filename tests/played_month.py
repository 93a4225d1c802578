"""The demo's month as programs of its own, and what both sides' books say of it afterwards."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from ringfence.demo.month_staff import AGENCY
from ringfence.demo.province import PROGRAMME
from ringfence.demo.sample.province import BANKS

# Of these 120 people 3 accounts are closed, one payment fails otherwise, 4 cards are not in order.
PEOPLE, SEED = 120, 3


@dataclass(frozen=True)
class Installation:
    """A home and a database that the commands work on."""

    home: Path
    url: str

    def words(self, *words: object) -> list[str]:
        return [sys.executable, "-m", "ringfence", *map(str, words)]

    @property
    def environment(self) -> dict[str, str]:
        own = {"RINGFENCE_HOME": str(self.home), "RINGFENCE_DATABASE_URL": self.url}
        return {**os.environ, **own, "COLUMNS": "200"}

    def run(self, *words: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.words(*words), env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, *words: object, output: Path) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own."""
        with output.open("ab") as file:
            return subprocess.Popen(
                self.words(*words), env=self.environment, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip

    def json(self, *words: object) -> Any:
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(question.encode()).fetchall()

    def bank_homes(self) -> dict[str, Path]:
        return {bank.code: self.home / "demo" / "banks" / bank.code for bank in BANKS}


@dataclass(frozen=True)
class Played:
    """A month that was played to its end, and what the commands printed."""

    installation: Installation
    profile: str
    printed: str


def demo_words(profile: str, suite: str) -> list[object]:
    return [
        "demo", "--people", PEOPLE, "--seed", SEED, "--profile", profile, "--suite", suite,
    ]  # fmt: skip


def bank_books(home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "sandbox.bank.cli", "books", "--home", str(home), "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    books: dict[str, Any] = json.loads(done.stdout)
    return books


def executed_keys(home: Path) -> dict[str, int]:
    """Each key that a bank executed, with its amount in fen; a key twice fails."""
    with sqlite3.connect(f"file:{home / 'bank.sqlite'}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT lower(hex(key)), amount_fen FROM executed").fetchall()
    assert max(Counter(key for key, _ in rows).values(), default=1) == 1
    return dict(rows)


def final_books(installation: Installation) -> dict[str, Any]:
    """Return what must be the same however often the month was interrupted: no id, no time.

    Nor a sum of one day: which items a bank settles a day late is drawn by their keys.
    """
    return {
        "trial balance": [
            (line["code"], line["account_count"], line["debit_fen"], line["credit_fen"])
            for line in trial_balance(installation)["lines"]
        ],
        "transfers": installation.rows(
            "SELECT code, count(*), sum(amount_fen)::bigint FROM ledger_transfer GROUP BY code"
            " ORDER BY code"
        ),
        "items": installation.rows(
            "SELECT identity_number, amount_fen, account_number, outcome FROM banking_runitem"
            " JOIN banking_itemresult USING (leaf_id, run_id, line)"
            " WHERE outcome <> 'UNKNOWN_OUTCOME' ORDER BY 1, 3"
        ),
        "exceptions": installation.rows(
            "SELECT identity_number, amount_fen, cause FROM card_rosterexception ORDER BY 1"
        ),
        "runs": installation.rows(
            "SELECT state, item_count, sum_fen, sent_fen FROM banking_run ORDER BY 2, 3"
        ),
        "reconciled": installation.rows(
            "SELECT DISTINCT ON (1, 2) account.number, statement.on, break_count"
            " FROM banking_reconciliation AS compared"
            " JOIN banking_bankstatement AS statement ON statement.id = statement_id"
            " JOIN banking_ownaccount AS account ON account.id = statement.account_id"
            f" WHERE account.owner = '{AGENCY}'"
            " ORDER BY 1, 2, compared.number DESC"
        ),
    }


def trial_balance(installation: Installation) -> dict[str, Any]:
    found: dict[str, Any] = installation.json("ledger", "trial-balance", PROGRAMME)
    return found


def both_sides_agree(installation: Installation) -> None:
    """Assert that bank and books agree to the fen, key by key, and that the books are sound."""
    ours: dict[str, dict[str, int]] = {code: {} for code in installation.bank_homes()}
    for bank, key, amount_fen in installation.rows(
        "SELECT agreement.number, replace(item.key::text, '-', ''), item.amount_fen"
        " FROM banking_itemresult AS result"
        " JOIN banking_runitem AS item USING (leaf_id, run_id, line)"
        " JOIN banking_run AS run ON run.id = run_id"
        " JOIN banking_agencyagreement AS agreement ON agreement.id = run.agreement_id"
        " WHERE result.outcome = 'SUCCESS'"
    ):
        ours[BANKS[int(bank[-3:]) - 1].code][key] = amount_fen
    held = dict(
        installation.rows(
            "SELECT account.number, balance.balance_fen FROM banking_ownaccount AS account"
            " JOIN ledger_balance AS balance ON balance.account_id = account.ledger_account_id"
        )
    )
    for code, home in installation.bank_homes().items():
        books = bank_books(home)
        assert books["differences"] == []
        assert executed_keys(home) == ours[code]
        (own,) = books["own_accounts"]
        assert held[own["number"]] == own["balance_fen"]
    paid_fen = sum(sum(keys.values()) for keys in ours.values())
    booked = installation.rows(
        "SELECT count(*), sum(amount_fen)::bigint FROM ledger_transfer WHERE code = 'BENEFIT_PAID'"
    )
    assert booked[0][1] == paid_fen > 0
    balance = trial_balance(installation)
    assert balance["debit_fen"] == balance["credit_fen"] > 0
    verified = installation.run("ledger", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def plaintext_left(installation: Installation) -> list[Path]:
    """Return what lies open in the work folders."""
    return [path for path in installation.home.glob("exchange/*/work/**/*") if path.is_file()]
