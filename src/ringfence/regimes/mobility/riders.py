"""Riders taken in, each with an account on every leaf of the operator."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from uuid import uuid5

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange.values import shown
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.csv_lines import csv_lines
from ringfence.kernel.refusal import FileLineError
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side
from ringfence.regimes.mobility.caps import CAP_FIELDS, Cap, cap_of
from ringfence.regimes.mobility.domain import RIDER_CODE, RIDER_CODE_WORDS, RIDER_ONCE_WORDS, Money
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, Rider
from ringfence.regimes.mobility.refusals import DedicatedAccountMissing, RiderDiffers

COLUMNS = ("rider", "holder_kind")
_RIDER = re.compile(RIDER_CODE)


@transaction.atomic
def riders_open(
    *, operator: Operator, riders: Iterable[tuple[str, str]], actor: Actor, at: datetime
) -> int:
    """Write riders, (code, holder kind) pairs, all or none; return how many are new.

    Each gets an account on each leaf of the operator: never below zero, never above the cap of
    the day. Known riders get one on a leaf that was opened since. The operator takes them in.
    Refuses: NotPermitted, DedicatedAccountMissing (there is none at all), RiderDiffers, and as
    `cap_of`. Source: MUF-11.2, MUF-10.1.
    """
    actor.require("rider.open", organisation=operator.code)
    accounts = list(DedicatedAccount.objects.filter(operator=operator).order_by("leaf_id"))
    if not accounts:
        raise DedicatedAccountMissing(
            cite=Citation("MUF-6.1"), operator=operator.code, money=Money.PREPAID.words
        )
    by_kind: dict[str, list[str]] = defaultdict(list)
    for code, holder_kind in dict(riders).items():
        by_kind[holder_kind].append(code)
    new_count = sum(
        _kind_open(operator, accounts, holder_kind, codes, at)
        for holder_kind, codes in sorted(by_kind.items())
    )
    act_record(
        action="rider.open",
        actor=actor,
        at=at,
        subject=("operator", operator.code),
        organisation=operator.code,
        clause="MUF-11.2",
        rider_count=sum(map(len, by_kind.values())),
        new_count=new_count,
    )
    return new_count


def _kind_open(
    operator: Operator,
    accounts: Sequence[DedicatedAccount],
    holder_kind: str,
    codes: Sequence[str],
    at: datetime,
) -> int:
    known = {rider.code: rider for rider in Rider.objects.filter(operator=operator, code__in=codes)}
    for rider in known.values():
        if rider.holder_kind != holder_kind:
            raise RiderDiffers(rider=rider.code, kind=holder_kind)
    on = business_date(at)
    caps = {
        Money(account.money): cap_of(
            operator=operator, holder_kind=holder_kind, money=Money(account.money), on=on
        )
        for account in accounts
    }
    fields = {CAP_FIELDS[money]: cap.amount_fen for money, cap in caps.items()}
    new = [
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
    Rider.objects.bulk_create(new, batch_size=5_000)
    for account in accounts:
        money = Money(account.money)
        since = _without_account(known.values(), money, caps[money])
        _accounts_open(account, [*since, *new], caps[money], at)
    return len(new)


def _without_account(known: Iterable[Rider], money: Money, cap: Cap) -> list[Rider]:
    """Return the known riders who have no account for this money; the cap is theirs from now on."""
    field = CAP_FIELDS[money]
    without = [rider for rider in known if getattr(rider, field) is None]
    if without:
        found = Rider.objects.filter(pk__in=[rider.pk for rider in without])
        found.update(**{field: cap.amount_fen})
    return without


def _accounts_open(
    account: DedicatedAccount, riders: Sequence[Rider], cap: Cap, at: datetime
) -> None:
    if not riders:
        return
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
    riders: dict[str, str] = {}
    for line, fields in csv_lines(path, COLUMNS):
        rider = fields["rider"]
        expected = None
        if not _RIDER.fullmatch(rider):
            expected = RIDER_CODE_WORDS
        elif rider in riders:
            expected = RIDER_ONCE_WORDS
        if expected:
            raise FileLineError(line=line, field="rider", got=shown(rider), expected=expected)
        riders[rider] = fields["holder_kind"]
    return list(riders.items())
