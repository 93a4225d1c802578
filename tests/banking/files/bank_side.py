"""One sandbox bank on the other side of a folder, and what passes between it and us."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from ringfence.banking.files.answers import Received
from ringfence.banking.files.channel import Channel, channel_open
from ringfence.banking.files.channel_settings import channel_set
from ringfence.banking.files.incoming import exchange_receive
from ringfence.banking.files.outgoing import exchange_send
from ringfence.banking.files.takes import TAKES
from ringfence.banking.models import Bank, ExchangeFile, Run
from ringfence.crypto.domain import KeyPurpose, Suite
from ringfence.crypto.key import public_pem
from ringfence.crypto.services import key_create, key_import_public
from ringfence.installation.config import config
from sample_month import (
    BANK,
    DAY,
    SET_UP_AT,
    SampleMonth,
    account,
    at,
    name,
    own_account_number,
)
from sample_people import AGENCY, CASHIER, CLERK, MANAGER
from sandbox.bank import cli, replies
from sandbox.bank.books import books
from sandbox.bank.home import open_bank

SUITE = Suite.NATIONAL


class BankSide:
    """The bank's home, the channel to it, and short words for both sides' acts."""

    def __init__(self, month: SampleMonth, folder: Path, *init: str) -> None:
        self.month, self.home = month, folder / "bank"
        self.bank(
            "init", "--code", BANK, "--name", "样例银行", "--suite", SUITE.value, "--profile",
            "DELIMITED", "--seed", "1", "--late-days", "1", *init,
        )  # fmt: skip
        self._exchange_keys(folder)
        self._open_accounts(folder)
        record = channel_set(
            agency=AGENCY, bank=Bank.objects.get(pk=BANK), profile="DELIMITED", suite=SUITE.value,
            kind="FOLDER", outgoing=str(self.home / "in"), incoming=str(self.home / "out"),
            actor=MANAGER, at=SET_UP_AT,
        )  # fmt: skip
        self.channel: Channel = channel_open(record, config().home)

    def bank(self, *words: object) -> None:
        assert cli.main([*map(str, words), "--home", str(self.home)]) == 0, words

    def released(self, *amounts: str) -> Run:
        """Return a run of ours, released: the money is there, on both sides."""
        run = self.month.approved(self.month.drafted(*amounts))
        self.month.fund(run.sum_fen)
        self.bank(
            "fund", "--account", own_account_number(BANK), "--amount-fen", run.sum_fen,
            "--reference", run.number, "--on", DAY,
        )  # fmt: skip
        return self.month.release(run)

    def sent(self, *amounts: str) -> Run:
        run = self.released(*amounts)
        self.send()
        return run

    def send(self) -> list[str]:
        return [file.name for file in exchange_send(channel=self.channel, actor=CASHIER, at=at(13))]

    def work(self, *how: str, on: object = DAY) -> None:
        self.bank("work", "--on", on, *how)

    def receive(self) -> list[Received]:
        return exchange_receive(channel=self.channel, takes=TAKES, actor=CASHIER, at=at(18))

    def answers(self) -> list[tuple[str, str, str]]:
        """Receive, and say of each file its kind, what was done with it, and why."""
        return [(got.kind, got.answer.value, got.reason) for got in self.receive()]

    def books(self) -> dict[str, Any]:
        with open_bank(self.home) as bank:
            found: dict[str, Any] = json.loads(json.dumps(books(bank)))
            return found

    def file_of(self, kind: str) -> str:
        """The wire name of the bank's newest file of a kind."""
        files = self.books()["files_out"]
        return str([file["wire_name"] for file in files if file["kind"] == kind][-1])

    def put_out(self, content: bytes, wire_name: str) -> None:
        """Seal a content of any kind as the bank does, and put it out; RESULT 1 was sent before."""
        result = self.file_of("RESULT")
        with open_bank(self.home) as bank:
            owed = replies.find(bank, result)
            replies.put_out(bank, owed, [content], wire_name=wire_name)

    def executed(self) -> tuple[int, int]:
        with sqlite3.connect(self.home / "bank.sqlite") as db:
            found: tuple[int, int] = db.execute(
                "SELECT count(*), coalesce(sum(amount_fen), 0) FROM executed"
            ).fetchone()
            return found

    def _exchange_keys(self, folder: Path) -> None:
        words: list[object] = ["partner", "--code", AGENCY]
        for purpose in KeyPurpose:
            key = key_create(
                owner=AGENCY, custodian="SAMPLE-K1", purpose=purpose, suite=SUITE, actor=CLERK.code,
                at=SET_UP_AT,
            )  # fmt: skip
            path = folder / f"{purpose.value}.pem"
            path.write_text(public_pem(key.public()))
            words += [f"--{purpose.value.lower()}-key", path]
            pem = self.home / "keys" / f"public-{purpose.value.lower()}.pem"
            key_import_public(
                pem=pem.read_text(), owner=BANK, custodian="SAMPLE-K1", purpose=purpose,
                suite=SUITE, actor=CLERK.code, at=SET_UP_AT,
            )  # fmt: skip
        self.bank(*words)

    def _open_accounts(self, folder: Path) -> None:
        self.bank(
            "agreement", "--reference", "XY-2026-001", "--partner", AGENCY, "--own-account",
            own_account_number(BANK), "--own-name", "样例支出户",
        )  # fmt: skip
        rows = [f"{account(n)},{name(n)},NORMAL,0" for n in range(1, 20)]
        path = folder / "accounts.csv"
        path.write_text("\n".join(["account,name,state,balance_fen", *rows]) + "\n", "utf-8")
        self.bank("load", path)


def taken(kind: str) -> list[str]:
    """The states of the bank's files of a kind in our register."""
    files = ExchangeFile.objects.filter(direction="IN", kind=kind).order_by("sequence")
    return list(files.values_list("state", flat=True))
