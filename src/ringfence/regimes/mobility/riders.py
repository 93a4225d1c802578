"""Riders taken in, each with an account on every leaf of the operator."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid5

from django.db import transaction

from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.refusal import FileLineError
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side
from ringfence.regimes.mobility.caps import CAP_FIELDS, Cap, cap_of
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, Rider
from ringfence.regimes.mobility.refusals import DedicatedAccountMissing, RiderDiffers

COLUMNS = ("rider", "holder_kind")


@transaction.atomic
def riders_open(*, operator: Operator, riders: Iterable[tuple[str, str]], at: datetime) -> int:
    """Write riders, (code, holder kind) pairs, all or none; return how many are new.

    Each gets an account on each leaf of the operator: never below zero, never above the cap of
    the day. Known riders stay as they are. Refuses: DedicatedAccountMissing (there is none at
    all), RiderDiffers, and as `cap_of`. Source: MUF-11.2, MUF-10.1.
    """
    accounts = list(DedicatedAccount.objects.filter(operator=operator).order_by("leaf_id"))
    if not accounts:
        raise DedicatedAccountMissing(
            cite=Citation("MUF-6.1"), operator=operator.code, money=Money.PREPAID.value
        )
    by_kind: dict[str, list[str]] = defaultdict(list)
    for code, holder_kind in dict(riders).items():
        by_kind[holder_kind].append(code)
    return sum(
        _kind_open(operator, accounts, holder_kind, codes, at)
        for holder_kind, codes in sorted(by_kind.items())
    )


def _kind_open(
    operator: Operator,
    accounts: Sequence[DedicatedAccount],
    holder_kind: str,
    codes: Sequence[str],
    at: datetime,
) -> int:
    known = dict(
        Rider.objects.filter(operator=operator, code__in=codes).values_list("code", "holder_kind")
    )
    for code, known_kind in known.items():
        if known_kind != holder_kind:
            raise RiderDiffers(rider=code, kind=holder_kind)
    on = business_date(at)
    caps = {
        Money(account.money): cap_of(
            operator=operator, holder_kind=holder_kind, money=Money(account.money), on=on
        )
        for account in accounts
    }
    fields = {CAP_FIELDS[money]: cap.amount_fen for money, cap in caps.items()}
    riders = [
        Rider(
            id=uuid5(operator.id, f"rider {code}"),
            operator=operator,
            code=code,
            holder_kind=holder_kind,
            opened_at=at,
            **fields,
        )
        for code in codes
        if code not in known
    ]
    Rider.objects.bulk_create(riders, batch_size=5_000)
    for account in accounts:
        _accounts_open(account, riders, caps[Money(account.money)], at)
    return len(riders)


def _accounts_open(
    account: DedicatedAccount, riders: Sequence[Rider], cap: Cap, at: datetime
) -> None:
    if riders:
        ledger.account_open(
            leaf_id=account.leaf_id,
            accounts=[(rider.id, rider.id) for rider in riders],
            code=f"RIDER_{account.money}",
            side=Side.CREDIT,
            floor_fen=0,
            ceiling_fen=cap.amount_fen,
            clause=cap.citation.clause,
            at=at,
        )


def riders_read(path: Path) -> list[tuple[str, str]]:
    """Return the riders of a UTF-8 .csv with the columns COLUMNS. Refuses: FileLineError."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        heading = tuple(next(lines, ()))
        if heading != COLUMNS:
            raise FileLineError(
                line=1, field="heading", got=",".join(heading)[:80], expected=",".join(COLUMNS)
            )
        riders: dict[str, str] = {}
        for line, row in enumerate(lines, start=2):
            if len(row) != len(COLUMNS) or not row[0]:
                raise FileLineError(
                    line=line, field="line", got=",".join(row)[:80], expected="rider,holder_kind"
                )
            if row[0] in riders:
                raise FileLineError(
                    line=line, field="rider", got=row[0], expected="each rider once"
                )
            riders[row[0]] = row[1]
    return list(riders.items())
