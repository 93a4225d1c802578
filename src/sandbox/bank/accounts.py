"""Partners, agreements, accounts, mandates, and money that arrives from outside."""

import csv
import sqlite3
from itertools import islice
from pathlib import Path

from sandbox.bank import values
from sandbox.bank.fault import Mistake
from sandbox.bank.home import Bank
from sandbox.bank.suite import from_pem

COLUMNS = ["account", "name", "state", "balance_fen"]
STATES = ("NORMAL", "CLOSED", "FROZEN", "LOST", "INACTIVE")
BATCH = 10_000


def add_partner(bank: Bank, *, code: str, folder: Path, sign_key: Path, encrypt_key: Path) -> None:
    """Write an agency with its public keys; again with other keys replaces them."""
    _require(values.PARTY, code, "A party code has 1 to 18 characters A-Z 0-9.")
    keys = []
    for path in (sign_key, encrypt_key):
        try:
            public = from_pem(path.read_text("ascii"))
        except ValueError:
            raise Mistake(f"{path} is not a PEM public key.") from None
        if not bank.suite.holds(public):
            raise Mistake(f"{path} is not a key of the suite {bank.suite.name}.")
        keys.append(public)
    for name in ("in", "out"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    with bank.transaction() as db:
        taken = db.execute("SELECT code FROM partner WHERE folder = ?", (str(folder),)).fetchone()
        if taken and taken["code"] != code:
            raise Mistake(f"{folder} is the folder of {taken['code']}; give another with --folder.")
        db.execute(
            "INSERT INTO partner VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
            " folder = excluded.folder, sign_key = excluded.sign_key,"
            " encrypt_key = excluded.encrypt_key",
            (code, str(folder), *keys),
        )


def add_agreement(
    bank: Bank, *, reference: str, partner: str, own_account: str, own_name: str
) -> None:
    """Write an agreement over an own account of the agency; opens the account when it is new."""
    _require(values.REFERENCE, reference, "The reference is not one of the exchange standard.")
    with bank.transaction() as db:
        if db.execute("SELECT 1 FROM partner WHERE code = ?", (partner,)).fetchone() is None:
            raise Mistake(f"No partner {partner}.")
        if db.execute("SELECT 1 FROM account WHERE number = ?", (own_account,)).fetchone() is None:
            if not own_name:
                raise Mistake(f"No account {own_account}; give --own-name to open it.")
            _insert_accounts(db, [_checked([own_account, own_name, "NORMAL", "0"], 0)])
        other = db.execute(
            "SELECT partner FROM agreement"
            " WHERE partner <> ? AND (reference = ? OR own_account = ?)",
            (partner, reference, own_account),
        ).fetchone()
        if other:
            raise Mistake(f"Reference or account belongs to {other['partner']}.")
        db.execute(
            "INSERT OR IGNORE INTO agreement VALUES (?, ?, ?)", (reference, own_account, partner)
        )
        db.execute(
            "UPDATE account SET stated_through = ? WHERE number = ? AND stated_through IS NULL",
            (bank.closed_through() or None, own_account),
        )


def load_accounts(bank: Bank, path: Path) -> int:
    """Write the accounts of a CSV file (UTF-8: account,name,state,balance_fen); return how many.

    An account that exists keeps its balance and takes the name and state. All or nothing.
    """
    count = 0
    with bank.transaction() as db, path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.reader(source)
        if next(reader, None) != COLUMNS:
            raise Mistake(f"{path}: the first line must be {','.join(COLUMNS)}.")
        rows = (_checked(row, line) for line, row in enumerate(reader, 2))
        while batch := list(islice(rows, BATCH)):
            _insert_accounts(db, batch)
            count += len(batch)
    return count


def find_account(bank: Bank, number: str) -> sqlite3.Row:
    """Return the account's row; refuses an unknown number."""
    row: sqlite3.Row | None = bank.db.execute(
        "SELECT number, name, state, balance_fen FROM account WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        raise Mistake(f"No account {number}.")
    return row


def change_account(bank: Bank, number: str, *, state: str = "", name: str = "") -> None:
    """Write another state, another name, or both."""
    old = find_account(bank, number)
    changed = _checked([number, name or old["name"], state or old["state"], "0"], 0)
    with bank.transaction() as db:
        db.execute(
            "UPDATE account SET name = ?, state = ? WHERE number = ?", (*changed[1:3], number)
        )


def set_mandate(bank: Bank, *, reference: str, account: str, limit_fen: int, state: str) -> None:
    """Write what the bank itself knows of a mandate; one not written is the agency's word."""
    _require(values.REFERENCE, reference, "The reference is not one of the exchange standard.")
    _require(values.ACCOUNT, account, "The account is no account.")
    _require(values.SUM, str(limit_fen), "The limit is in fen, 0 for none.")
    with bank.transaction() as db:
        db.execute(
            "INSERT OR REPLACE INTO mandate VALUES (?, ?, ?, ?)",
            (reference, account, limit_fen, state),
        )


def fund(
    bank: Bank, *, account: str, amount_fen: int, reference: str, on: str, party: tuple[str, str]
) -> bool:
    """Book money from outside on an own account; return False when it was booked before.

    `party` is account and name of who sent it, either may be empty. Refuses an account without an
    agreement, a day already closed, and a known reference with another amount or day.
    """
    _require(values.REFERENCE, reference, "The reference is not one of the exchange standard.")
    _require(values.AMOUNT, str(amount_fen), "The amount is in fen, above zero.")
    _require(f"(?:{values.ACCOUNT})?", party[0], "The sender's account is no account.")
    _require(values.TEXT, party[1], "The sender's name is not a name of the exchange standard.")
    with bank.transaction() as db:
        known = db.execute(
            "SELECT amount_fen, booked_on FROM movement WHERE account = ? AND bank_reference = ?",
            (account, reference),
        ).fetchone()
        if known:
            if (known["amount_fen"], known["booked_on"]) != (amount_fen, on):
                raise Mistake(f"{reference} was booked before with another amount or day.")
            return False
        own = db.execute("SELECT 1 FROM agreement WHERE own_account = ?", (account,)).fetchone()
        if own is None:
            raise Mistake(f"{account} is no account of an agreement.")
        if on <= bank.closed_through():
            raise Mistake(f"{on} is closed: its statements are written.")
        bank.mark_day(on)
        db.execute(
            "INSERT INTO movement (account, bank_reference, side, amount_fen, booked_on,"
            " party_account, party_name, remark) VALUES (?, ?, 'CRDT', ?, ?, ?, ?, ?)",
            (account, reference, amount_fen, on, *party, reference),
        )
        db.execute(
            "UPDATE account SET balance_fen = balance_fen + ? WHERE number = ?",
            (amount_fen, account),
        )
    return True


def _checked(row: list[str], line: int) -> tuple[str, str, str, int]:
    where = f"Line {line}: " if line else ""
    if len(row) != len(COLUMNS):
        raise Mistake(f"{where}expected {len(COLUMNS)} fields, found {len(row)}.")
    account, name, state, balance_fen = row
    _require(values.ACCOUNT, account, f"{where}account has 1 to 34 characters A-Z a-z 0-9 -.")
    _require(values.NAME, name, f"{where}the name is not one of the exchange standard.")
    _require("|".join(STATES), state, f"{where}state is one of {', '.join(STATES)}.")
    _require(values.SUM, balance_fen, f"{where}balance_fen is digits, in fen.")
    return account, name, state, int(balance_fen)


def _insert_accounts(db: sqlite3.Connection, rows: list[tuple[str, str, str, int]]) -> None:
    db.executemany(
        "INSERT INTO account (number, name, state, loaded_fen, balance_fen)"
        " VALUES (?1, ?2, ?3, ?4, ?4)"
        " ON CONFLICT (number) DO UPDATE SET name = excluded.name, state = excluded.state",
        rows,
    )


def _require(pattern: str, value: str, sentence: str) -> None:
    if not values.matches(pattern, value):
        raise Mistake(sentence)
