"""What a sample bank has on its side: people's accounts, with faults planted."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ringfence.demo.sample.people import person
from ringfence.demo.sample.province import BANKS, SampleBank


class BankAccount(NamedTuple):
    """An account in the bank's own books; the fields are the columns of its file."""

    account: str
    name: str
    state: str
    balance_fen: int


def bank_accounts(seed: int, count: int, bank: SampleBank) -> Iterator[BankAccount]:
    """Return the bank's accounts of the first `count` people, in a stream.

    A closed account is followed by the one that replaced it.
    """
    for index in range(BANKS.index(bank), count, len(BANKS)):
        holder = person(seed, index)
        yield BankAccount(
            holder.account_number, holder.bank_name, holder.bank_state, holder.account_balance_fen
        )
        if holder.corrected_account_number:
            yield BankAccount(holder.corrected_account_number, holder.bank_name, "NORMAL", 0)


def bank_accounts_write(path: Path, accounts: Iterator[BankAccount]) -> int:
    """Write accounts as the .csv that the sandbox bank loads; return how many."""
    account_count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(BankAccount._fields)
        for account in accounts:
            rows.writerow(account)
            account_count += 1
    return account_count
