"""Whom an operator's prepaid money may be paid to."""

from datetime import datetime
from uuid import uuid5

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.kernel.words import Words
from ringfence.regimes.mobility.domain import Money, PayeeRelation
from ringfence.regimes.mobility.models import Operator, Payee
from ringfence.regimes.mobility.operators import account_find
from ringfence.regimes.mobility.refusals import (
    NominatedAccountTaken,
    PayeeBusinessMissing,
    PayeeDiffers,
)

_FACTS = {
    "name": Words("name", "名称"),
    "relation": Words("relation", "关系"),
    "business": Words("part in the business", "与主营业务的关系"),
}


@transaction.atomic
def payee_list(
    *,
    operator: Operator,
    number: str,
    name: str,
    relation: PayeeRelation,
    business: str = "",
    actor: Actor,
    at: datetime,
) -> Payee:
    """Return the payee that prepaid money may be paid to, listed now or before.

    An operator nominates one account of its own; every other payee says what it does for the main
    business. The bank that keeps the prepaid account lists it. Refuses: DedicatedAccountMissing,
    NotPermitted, PayeeBusinessMissing, PayeeDiffers, NominatedAccountTaken.
    Source: MUF-17.4, MUF-11.5.
    """
    bank_code = account_find(operator, Money.PREPAID).bank_code
    actor.require("payee.list", organisation=bank_code)
    if relation is PayeeRelation.MAIN_BUSINESS and not business.strip():
        raise PayeeBusinessMissing(cite=Citation("MUF-11.5"), payee=number)
    Operator.objects.select_for_update().get(pk=operator.pk)
    known = Payee.objects.filter(operator=operator, number=number).first()
    if known:
        facts = {"relation": relation.value, "name": name, "business": business}
        differing = [field for field, fact in facts.items() if getattr(known, field) != fact]
        if differing:
            raise PayeeDiffers(cite=Citation("MUF-17.4"), payee=number, field=_FACTS[differing[0]])
        return known
    nominated = Payee.objects.filter(
        operator=operator, relation=PayeeRelation.NOMINATED.value
    ).first()
    if nominated and relation is PayeeRelation.NOMINATED:
        raise NominatedAccountTaken(cite=Citation("MUF-17.4"), number=nominated.number)
    payee = Payee.objects.create(
        id=uuid5(operator.id, f"payee {number}"),
        operator=operator,
        number=number,
        name=name,
        relation=relation.value,
        business=business,
        listed_by=actor.code,
        listed_at=at,
    )
    act_record(
        action="payee.list",
        actor=actor,
        at=at,
        subject=("payee", str(payee.id)),
        organisation=bank_code,
        clause="MUF-17.4",
        operator=operator.code,
        relation=relation.value,
    )
    return payee
