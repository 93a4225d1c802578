"""The sample province as it is in the middle of a month's work, made by the commands of a user.

A program of its own runs it, in the home folder that the pages are served from.
Days are counted back from today, so that the pages are seen as on any working day. Each bank's run
stands elsewhere on its way, so that each person finds something to do.
"""

import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from rich.console import Console

from ringfence.demo import province as demo
from ringfence.demo.custody import custody_steps
from ringfence.demo.home import home_claim
from ringfence.demo.month_staff import ACCOUNTANT, APPROVER, CASHIER, CHECKER, CLERK
from ringfence.demo.province import PROGRAMME, Province, own_account_number, set_up_steps
from ringfence.demo.sample.province import BANKS, SampleBank
from ringfence.demo.sign_ins import sign_ins_make
from ringfence.demo.story import Storyteller
from ringfence.installation.config import home_made
from ringfence.interfaces.cli.main import main
from ringfence.kernel.clock import business_date, now

PEOPLE, SEED = 40, 1
RETURNED, APPROVED, CHECKED, DRAFT = BANKS
# An amount that arrives and that nobody announced: the statement differs from the books.
STRANGE_FEN = 12_345


def day_of(at: datetime) -> date:
    """Return the day of the runs: yesterday."""
    return business_date(at) - timedelta(days=1)


def run_number(on: date, bank: SampleBank) -> str:
    """Return the number of a bank's run, drafted on a day."""
    return f"{PROGRAMME}-{period_of(on)}-{BANKS.index(bank) + 1:03d}"


def period_of(on: date) -> str:
    """Return the month of a day as a roster has it."""
    return f"{on:%Y-%m}"


class Story:
    """What happened before the people of the tests sign in."""

    def __init__(self, folder: Path, at: datetime) -> None:
        self.at = at
        self.on = day_of(at)
        self.set_up_on = self.on - timedelta(days=1)
        self.province = Province(folder, PEOPLE, SEED, "DELIMITED", "NATIONAL")
        self.teller = Storyteller(Console(file=sys.stdout, highlight=False), main)

    def tell(self) -> None:
        """Do all of it."""
        home_claim(self.province)
        self._set_up()
        self._pay()
        self._reconcile()
        self._ride()
        sign_ins_make(self.province.folder, at=self.at)
        self._do("audit", "seal")

    def _set_up(self) -> None:
        moved: dict[str, Any] = {
            "OPENED_ON": self.on - timedelta(days=300),
            "SET_UP_AT": f"{self.set_up_on}T09:00",
            "FUNDED_ON": f"{self.set_up_on}",
            "FUNDS_SHOWN_AT": f"{self.on}T08:00",
        }
        with mock.patch.multiple(demo, **moved):
            self.teller.tell(set_up_steps(self.province, self.teller))

    def _pay(self) -> None:
        """Bring the first run to the bank, the second to its approval, and so on."""
        self._do(
            "roster", "import", self.province.roster_csv, "--programme", PROGRAMME,
            "--period", period_of(self.on), *self._by(CLERK, "09:00"),
        )  # fmt: skip
        numbers = [run_number(self.on, bank) for bank in BANKS]
        self._do("run", "check", *numbers[:3], *self._by(CHECKER, "09:30"))
        self._do("run", "approve", *numbers[:2], *self._by(APPROVER, "10:00"))
        self._do("run", "release", *numbers[:1], *self._by(CASHIER, "10:30"))
        self._do("exchange", "send", *self._by(CASHIER, "11:00"))

    def _reconcile(self) -> None:
        """Let the last bank pay, state a day with money from nowhere, and compare it."""
        home = self.province.bank_home(RETURNED)
        account = own_account_number(RETURNED)
        self.teller.bank(home, "work", "--on", self.on)
        self.teller.bank(
            home, "fund", "--account", account, "--amount-fen", STRANGE_FEN,
            "--reference", "BK-SAMPLE-STRANGE", "--on", self.on, "--from-name", "样例来款",
        )  # fmt: skip
        self.teller.bank(home, "statement", "--on", self.on)
        self._do("exchange", "receive", *self._by(CASHIER, "17:00"))
        compare = ["reconcile", account, "--on", str(self.on)]
        assert self.teller.shown([*compare, *self._by(ACCOUNTANT, "17:30")]) == 1, "it differs"
        self._do("desk", "sweep")

    def _ride(self) -> None:
        home = self.province.folder.parent
        with mock.patch("ringfence.demo.custody.CUSTODY_ON", self.set_up_on):
            folder = self.province.folder / "custody"
            self.teller.tell(custody_steps(self.teller, home, folder, SEED))

    def _do(self, *words: object) -> None:
        self.teller.ringfence(*words)

    def _by(self, actor: str, hour: str) -> tuple[str, ...]:
        return "--actor", actor, "--at", f"{self.on}T{hour}"


def set_up() -> None:
    """Write what the tests find; what is printed is of use where it fails."""
    Story(home_made() / "demo", now()).tell()
