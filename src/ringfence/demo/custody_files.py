"""The files of a sample custody day: riders, movements, the operator's own books, the bank's."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from ringfence.banking.exchange.delimited.write import DelimitedWriter
from ringfence.banking.exchange.kinds import FileId, FileKind
from ringfence.banking.exchange.messages import Side, StatementEntry, StatementHeader
from ringfence.kernel.clock import day_begins_at
from ringfence.regimes.mobility.clearing_file import RiderDay
from ringfence.regimes.mobility.domain import ROUTES, Money, Movement, MovementKind, Part
from ringfence.regimes.mobility.movement_file import COLUMNS
from ringfence.regimes.mobility.riders import COLUMNS as RIDER_COLUMNS

DEPOSIT_FEN = 19_900
# What riders choose in the sample; the last is more than a bike rider may hold.
TOP_UPS_FEN = (2_000, 3_000, 5_000, 10_000, 10_001)
_FIRST_HOUR, _HOURS = 8, 10


@dataclass(frozen=True, slots=True)
class BankMovement:
    """A movement as the bank booked it: positive in, negative out, by the key it was given."""

    key: UUID
    amount_fen: int


def riders_write(path: Path, count: int) -> list[str]:
    """Write the riders' file and return their codes."""
    codes = [f"样例用户{number:04d}" for number in range(1, count + 1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(RIDER_COLUMNS)
        lines.writerows((code, "INDIVIDUAL") for code in codes)
    return codes


def movements_of_day(riders: Sequence[str], on: date, seed: int) -> list[Movement]:
    """Return a day of movements in the order of time, the same for the same seed.

    Each rider pays a deposit and tops up; most ride, some want money back. Some ask too much.
    """
    random = Random(seed)  # noqa: S311 - a sample, not a secret
    moves: list[Movement] = []
    for rider in riders:
        asked = [(MovementKind.DEPOSIT_IN, DEPOSIT_FEN)]
        asked += [(MovementKind.TOP_UP, random.choice(TOP_UPS_FEN)) for _ in range(2)]
        asked += [
            (MovementKind.RIDE, 150 + 50 * random.randrange(6)) for _ in range(random.randrange(5))
        ]
        if random.randrange(10) == 0:
            asked.append((MovementKind.REFUND, 500))
        if random.randrange(12) == 0:
            asked.append((MovementKind.DEPOSIT_REFUND, DEPOSIT_FEN))
        seconds = sorted(random.sample(range(_HOURS * 3600), len(asked)))
        for (kind, amount_fen), second in zip(asked, seconds, strict=True):
            at = day_begins_at(on) + timedelta(hours=_FIRST_HOUR, seconds=second)
            key = UUID(int=random.getrandbits(128), version=4)
            moves.append(Movement(key, kind, rider, amount_fen, at))
    return sorted(moves, key=lambda move: (move.at, move.key))


def movements_write(path: Path, movements: Iterable[Movement]) -> None:
    """Write the file that `ringfence custody events` takes."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(COLUMNS)
        lines.writerows(
            (move.key, move.at.isoformat(), move.kind, move.rider, move.amount_fen)
            for move in movements
        )


def accepted(movements: Iterable[Movement], answers: Path) -> list[Movement]:
    """Return the movements that the answers' file does not refuse."""
    with answers.open(encoding="utf-8", newline="") as file:
        done = {
            line["key"] for line in csv.DictReader(file) if line["answer"] in {"POSTED", "REPEATED"}
        }
    return [move for move in movements if str(move.key) in done]


def operator_day(movements: Iterable[Movement]) -> Iterator[RiderDay]:
    """Yield each rider's first day as the operator's own system adds it up, by rider."""
    sums: dict[str, dict[MovementKind, int]] = defaultdict(lambda: dict.fromkeys(MovementKind, 0))
    for move in movements:
        sums[move.rider][move.kind] += move.amount_fen
    for rider, of in sorted(sums.items()):
        deposit_fen = of[MovementKind.DEPOSIT_IN] - of[MovementKind.DEPOSIT_REFUND]
        spent_fen = of[MovementKind.RIDE] + of[MovementKind.REFUND]
        prepaid_fen = of[MovementKind.TOP_UP] - spent_fen
        yield RiderDay(rider, (*of.values(), deposit_fen, prepaid_fen))


def bank_day(movements: Iterable[Movement], money: Money) -> list[BankMovement]:
    """Return what the bank saw of the movements on the account for this money; rides pass it by."""
    seen: list[BankMovement] = []
    for move in movements:
        route = ROUTES[move.kind]
        if route.money is money and Part.BANK in {route.debit, route.credit}:
            sign = 1 if route.is_taking else -1
            seen.append(BankMovement(move.key, sign * move.amount_fen))
    return seen


def statement_write(
    path: Path,
    *,
    bank: str,
    operator: str,
    account: str,
    on: date,
    at: datetime,
    sequence: int,
    opening_fen: int,
    movements: Sequence[BankMovement],
) -> None:
    """Write the bank's statement of one account and day, in the exchange standard's own form."""
    header = StatementHeader(
        sender=bank,
        receiver=operator,
        file_id=FileId(FileKind.STATEMENT, on, sequence),
        created_at=at,
        account=account,
        account_name="样例单车",
        currency="CNY",
        from_on=on,
        to_on=on,
        opening_fen=opening_fen,
        closing_fen=opening_fen + sum(move.amount_fen for move in movements),
        count=len(movements),
        sum_fen=sum(abs(move.amount_fen) for move in movements),
    )
    with path.open("wb") as target:
        writer = DelimitedWriter(target, header)
        for line, move in enumerate(movements, start=1):
            writer.write(
                StatementEntry(
                    line=line,
                    bank_reference=f"S{on:%Y%m%d}{sequence}{line:06d}",
                    side=Side.CRDT if move.amount_fen > 0 else Side.DBIT,
                    amount_fen=abs(move.amount_fen),
                    booked_on=on,
                    value_on=on,
                    key=move.key,
                )
            )
        writer.finish()
