"""What one rider's account may hold on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from ringfence import rulebook
from ringfence.kernel.citation import Citation
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Accepts
from ringfence.regimes.mobility.domain import PPM, Money
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, Rider
from ringfence.regimes.mobility.refusals import VehicleCostMissing
from ringfence.regimes.mobility.vehicle_costs import vehicle_cost_of

CAP_FIELDS = {Money.PREPAID: "prepaid_cap_fen", Money.DEPOSIT: "deposit_cap_fen"}


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that one rider's account may hold, inclusive, and the clause that says so."""

    amount_fen: int
    citation: Citation


def cap_of(*, operator: Operator, holder_kind: str, money: Money, on: date) -> Cap:
    """Return the cap of one account on a day, at the operator's place.

    A deposit's is the rulebook's share of the day's average vehicle cost, rounded down.
    Refuses: UnknownQualifier, NoEditionInForce, UnstatedValue, VehicleCostMissing.
    Source: MUF-11.2, MUF-10.1.
    """
    if money is Money.PREPAID:
        value = rulebook.value(
            "prepaid.balance_cap",
            on=on,
            area=operator.area_code,
            operator_kind=operator.kind,
            holder_kind=holder_kind,
        )
        return Cap(value.number, value.citation)
    share = rulebook.value(
        "deposit.cap_share", on=on, area=operator.area_code, operator_kind=operator.kind
    )
    cost = vehicle_cost_of(operator=operator, on=on)
    if cost is None:
        raise VehicleCostMissing(cite=share.citation, operator=operator.code, on=str(on))
    return Cap(cost.amount_fen * share.number // PPM, share.citation)


def cap_renew(*, rider: Rider, account: DedicatedAccount, cap: Cap, at: datetime) -> None:
    """Write the cap into the rider's ledger account where it has changed since.

    Refuses: LimitBroken where the rider already holds more than the new cap.
    """
    field = CAP_FIELDS[Money(account.money)]
    if getattr(rider, field) == cap.amount_fen:
        return
    with transaction.atomic():
        ledger.limit_set(
            leaf_id=account.leaf_id,
            account_id=rider.id,
            floor_fen=0,
            ceiling_fen=cap.amount_fen,
            accepts=Accepts.ALL,
            clause=cap.citation.clause,
            at=at,
        )
        setattr(rider, field, cap.amount_fen)
        rider.save(update_fields=[field])
