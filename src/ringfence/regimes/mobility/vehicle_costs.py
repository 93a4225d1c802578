"""The average unit cost of an operator's vehicles, day by day: what bounds a deposit."""

from datetime import date, datetime
from uuid import uuid5

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.regimes.mobility.models import Operator, VehicleCost
from ringfence.regimes.mobility.refusals import VehicleCostDiffers, VehicleCostUnproven


@transaction.atomic
def vehicle_cost_record(
    *,
    operator: Operator,
    amount_fen: int,
    on: date,
    evidence: str,
    actor: Actor,
    at: datetime,
) -> VehicleCost:
    """Return the average cost of a vehicle in service from the day `on`, recorded now or before.

    It holds until a later one; a rider's cap follows at the next deposit. The authority of the
    place where the operator is registered records it.
    Refuses: NotPermitted, VehicleCostUnproven, VehicleCostDiffers (the day has another).
    Source: MUF-10.1.
    """
    actor.require("vehicle_cost.record", area=operator.area_code)
    if amount_fen <= 0 or not evidence.strip():
        raise VehicleCostUnproven(cite=Citation("MUF-10.1"), operator=operator.code)
    Operator.objects.select_for_update().get(pk=operator.pk)
    known = VehicleCost.objects.filter(operator=operator, on=on).first()
    if known:
        return _same(known, amount_fen, evidence)
    cost = VehicleCost.objects.create(
        id=uuid5(operator.id, f"vehicle cost {on}"),
        operator=operator,
        on=on,
        amount_fen=amount_fen,
        evidence=evidence,
        recorded_by=actor.code,
        recorded_at=at,
    )
    act_record(
        action="vehicle_cost.record",
        actor=actor,
        at=at,
        subject=("vehicle_cost", str(cost.id)),
        clause="MUF-10.1",
        operator=operator.code,
        on=on,
        amount_fen=amount_fen,
    )
    return cost


def vehicle_cost_of(*, operator: Operator, on: date) -> VehicleCost | None:
    """Return the latest cost of this day or one before it."""
    return VehicleCost.objects.filter(operator=operator, on__lte=on).order_by("-on").first()


def _same(known: VehicleCost, amount_fen: int, evidence: str) -> VehicleCost:
    if (known.amount_fen, known.evidence) != (amount_fen, evidence):
        raise VehicleCostDiffers(
            cite=Citation("MUF-10.1"), on=str(known.on), amount_fen=known.amount_fen
        )
    return known
