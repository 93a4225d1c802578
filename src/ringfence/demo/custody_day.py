"""A custody day of one bike operator, by the commands that a user types.

Every command has keys or facts of its own that it may be given again, and what was decided from the
books as they stood is kept in the day's folder. So the day can be run again from its beginning
wherever it was interrupted, and does nothing twice.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from ringfence.demo.custody_files import (
    BankMovement,
    accepted,
    bank_day,
    movements_of_day,
    movements_write,
    operator_day,
    riders_write,
    statement_write,
)
from ringfence.demo.custody_staff import (
    BANK,
    CUSTODIAN,
    OFFICES,
    OPERATOR,
    OPERATORS_CLERK,
    SUPERVISOR,
    WORKERS,
)
from ringfence.demo.sample.files import write_whole
from ringfence.demo.staff import staff_make
from ringfence.kernel.clock import day_begins_at
from ringfence.kernel.money import yuan_text
from ringfence.regimes.mobility.clearing_file import ClearingHeader, clearing_write
from ringfence.regimes.mobility.domain import Money, Movement, MovementKind

_NAMES = UUID("7e0b8f2e-3b0e-5e5e-9c53-4b8e6f4f6a21")
ACCOUNTS = {Money.PREPAID: "14990000000001", Money.DEPOSIT: "14990000000002"}
OWN, GARAGE, STRANGER = "14990000000003", "14990000000004", "14990000000005"
RIDER_COUNT = 300
# How a command ends: it was done, or it was refused.
OK, REFUSED = 0, 1
# Written last: where it is, the day is over.
DAY_FILE = "custody-day.json"
Run = Callable[[list[str]], int]


class CustodyStopped(Exception):
    """A command of the day ended otherwise than planned."""


@dataclass(frozen=True, slots=True)
class CustodyDay:
    """What the day came to. `planted` is the movement left out of the operator's first file."""

    planted: Movement
    found: list[dict[str, Any]]
    row: dict[str, Any]


def custody_day(run: Run, folder: Path, on: date, seed: int) -> CustodyDay:
    """Return a day played through `run`, which runs one `ringfence` command and returns its exit.

    Needs a mobility edition in force on the day. `folder` gets the files of the day.
    Raises: CustodyStopped.
    """
    folder.mkdir(parents=True, exist_ok=True)
    story = _Story(run, folder, on, seed)
    story.set_up()
    done = story.ride_and_pay()
    own = story.pay_out()
    done.append(story.refund_near_the_floor(done))
    own.append(story.bring_what_is_missing())
    planted = story.write_files(done, own)
    found = story.match("clearing-1.csv", expected=REFUSED)
    story.match("clearing-2.csv", expected=OK)
    [row] = story.read("day", "--on", str(on), "--operator", OPERATOR, *story.at(24, 30))
    told = json.dumps({"day": row, "found": found["breaks"]}, ensure_ascii=False, indent=2)
    write_whole(folder / DAY_FILE, lambda path: path.write_text(told, encoding="utf-8"))
    return CustodyDay(planted, found["breaks"], row)


class _Story:
    """The acts of the day, in their order."""

    def __init__(self, run: Run, folder: Path, on: date, seed: int) -> None:
        self._run = run
        self._folder = folder
        self._on = on
        self._seed = seed

    def at(self, hour: int, minute: int) -> tuple[str, str]:
        """Return `--at` and an instant of the day in Shanghai."""
        at = day_begins_at(self._on) + timedelta(hours=hour, minutes=minute)
        return "--at", at.isoformat()

    def _by_operator(self, hour: int, minute: int) -> tuple[str, ...]:
        """Return `--actor` and `--at` of an act of the operator."""
        return "--actor", OPERATORS_CLERK, *self.at(hour, minute)

    def set_up(self) -> None:
        """Let everybody begin; register the operator, its accounts, payees and riders."""
        opening_at = day_begins_at(self._on) + timedelta(hours=6)
        staff_make(folder=self._folder, offices=OFFICES, workers=WORKERS, at=opening_at)
        early = ("--actor", CUSTODIAN, *self.at(7, 0))
        by_authority = ("--actor", SUPERVISOR, *self.at(6, 30))
        self._do(
            "operator", OPERATOR, "--name", "样例单车", "--kind", "BIKE_SHARING", *by_authority
        )
        self._do(
            "vehicle-cost", OPERATOR, "2000.00", "--on", str(self._on),
            "--evidence", "样例采购合同", *by_authority,
        )  # fmt: skip
        for money, number in ACCOUNTS.items():
            self._do("account", OPERATOR, money.lower(), "--bank", BANK, "--number", number, *early)
        self._do("payee", OPERATOR, "--number", OWN, "--name", "样例单车", "--nominated", *early)
        self._do(
            "payee", OPERATOR, "--number", GARAGE, "--name", "样例修车厂",
            "--business", "车辆维修", *early,
        )  # fmt: skip
        riders = self._folder / "riders.csv"
        riders_write(riders, RIDER_COUNT)
        self._do("riders", OPERATOR, str(riders), *self._by_operator(7, 30))

    def ride_and_pay(self) -> list[Movement]:
        """Post the day's movements; return those that were accepted.

        Not again once they are answered: at the end of the day some top-ups would fit that were
        over the cap when they were asked for.
        """
        riders = riders_write(self._folder / "riders.csv", RIDER_COUNT)
        movements = movements_of_day(riders, self._on, self._seed)
        events, answers = self._folder / "events.csv", self._folder / "answers.csv"
        movements_write(events, movements)
        write_whole(
            answers,
            lambda path: self._do(
                "events", OPERATOR, str(events), "--answers", str(path), *self._by_operator(18, 15)
            ),
        )
        return accepted(movements, answers)

    def pay_out(self) -> list[BankMovement]:
        """Pay until the reserve is just above its floor; show what is refused; return what left."""
        payable_fen = self._decided("payable_fen", self.at(18, 30))
        near_fen = payable_fen // 16
        first_fen, second_fen = payable_fen - near_fen, near_fen
        keys = [uuid5(_NAMES, f"{self._on} {self._seed} payout {number}") for number in (1, 2)]
        self._pay(first_fen, OWN, keys[0], self.at(18, 31))
        self._pay(1, STRANGER, None, self.at(18, 32), expected=REFUSED)
        self._pay(1, OWN, None, self.at(18, 33), "--from", "deposit", expected=REFUSED)
        self._pay(second_fen, GARAGE, keys[1], self.at(18, 34))
        self._pay(1, OWN, None, self.at(18, 35), expected=REFUSED)
        return [BankMovement(keys[0], -first_fen), BankMovement(keys[1], -second_fen)]

    def refund_near_the_floor(self, done: Sequence[Movement]) -> Movement:
        """Give a rider money back when nothing else may leave; return the movement."""
        rider = next(day.rider for day in operator_day(done) if day.figures[-1] >= 100)
        at = day_begins_at(self._on) + timedelta(hours=18, minutes=40)
        key = uuid5(_NAMES, f"{self._on} {self._seed} refund")
        self._do(
            "refund", OPERATOR, rider, yuan_text(100), "--key", str(key),
            *self._by_operator(18, 40),
        )  # fmt: skip
        return Movement(key, MovementKind.REFUND, rider, 100, at)

    def bring_what_is_missing(self) -> BankMovement:
        """Let the operator bring money until the reserve is what it has to be."""
        missing_fen = self._decided("shortfall_fen", self.at(18, 45))
        key = uuid5(_NAMES, f"{self._on} {self._seed} replenishment")
        self._do(
            "replenish", OPERATOR, yuan_text(missing_fen), "--key", str(key),
            *self._by_operator(18, 50),
        )  # fmt: skip
        return BankMovement(key, missing_fen)

    def write_files(self, done: Sequence[Movement], own: list[BankMovement]) -> Movement:
        """Write the operator's two files, a wrong and a right one, and the bank's statements."""
        top_ups = [move for move in done if move.kind is MovementKind.TOP_UP]
        planted = top_ups[self._seed % len(top_ups)]
        without = [move for move in done if move is not planted]
        for sequence, movements in enumerate((without, done), start=1):
            header = ClearingHeader(OPERATOR, self._on, sequence)
            path = self._folder / f"clearing-{sequence}.csv"
            clearing_write(path, header, operator_day(movements))
        for money, account in ACCOUNTS.items():
            statement_write(
                self._statement(money),
                bank=BANK,
                operator=OPERATOR,
                account=account,
                on=self._on,
                at=day_begins_at(self._on) + timedelta(hours=24),
                sequence=list(Money).index(money) + 1,
                opening_fen=0,
                movements=bank_day(done, money) + (own if money is Money.PREPAID else []),
            )
        return planted

    def match(self, name: str, *, expected: int) -> Any:
        """Match a clearing file; return the comparison."""
        statements = [
            word for money in Money for word in ("--statement", str(self._statement(money)))
        ]
        words = ["clear", OPERATOR, str(self._folder / name), *statements, "--actor", CUSTODIAN]
        return self.read(*words, *self.at(24, 10), expected=expected)

    def read(self, *words: str, expected: int = OK) -> Any:
        """Return what a command prints with --json. Raises: CustodyStopped."""
        printed = StringIO()
        with redirect_stdout(printed):
            self._do(*words, "--json", expected=expected)
        return json.loads(printed.getvalue())

    def _decided(self, figure: str, at: tuple[str, str]) -> int:
        """Return a figure of the reserve as it was when it was first asked for on this day."""
        kept = self._folder / f"{figure}.json"

        def ask(path: Path) -> None:
            path.write_text(str(self.read("reserve", OPERATOR, *at)[figure]))

        write_whole(kept, ask)
        return int(kept.read_text())

    def _statement(self, money: Money) -> Path:
        return self._folder / f"statement-{money.lower()}.txt"

    def _pay(
        self,
        amount_fen: int,
        payee: str,
        key: UUID | None,
        at: tuple[str, str],
        *words: str,
        expected: int = OK,
    ) -> None:
        keyed = ("--key", str(key)) if key else ()
        self._do(
            "payout", OPERATOR, yuan_text(amount_fen), "--payee", payee, *keyed, *words,
            "--actor", CUSTODIAN, *at, expected=expected,
        )  # fmt: skip

    def _do(self, *words: str, expected: int = OK) -> None:
        argv = ["custody", *words]
        if self._run(argv) != expected:
            raise CustodyStopped(f"ringfence {' '.join(argv)}")
