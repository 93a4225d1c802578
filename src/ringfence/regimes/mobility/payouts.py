"""Money out of the prepaid account that is no refund: to the operator, or for its business."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Transfer
from ringfence.regimes.mobility.domain import PAYOUT, Money, PayeeRelation, Reserve
from ringfence.regimes.mobility.models import Operator, Payee, Payout
from ringfence.regimes.mobility.operators import account_find, share_of
from ringfence.regimes.mobility.refusals import (
    DepositNotForPayout,
    PayeeNotAllowed,
    PayoutBelowReserve,
    PayoutDiffers,
)
from ringfence.regimes.mobility.reserve import reserve_of, reserve_watch


@transaction.atomic
def payout_make(
    *,
    operator: Operator,
    money: Money,
    payee_number: str,
    amount_fen: int,
    key: UUID,
    actor: Actor,
    at: datetime,
) -> Payout:
    """Return the payout, made now or before with the same key and content.

    The reserve must be above its floor after it, exactly to the fen. Payouts of one operator wait
    for each other on its row. Riders' movements need not wait: a top-up or a ride never lowers a
    reserve to the floor, and a refund in the meantime is as one just after, always allowed.
    The bank that keeps the account makes it. Refuses, in order: DedicatedAccountMissing,
    NotPermitted, DepositNotForPayout, PayeeNotAllowed, PayoutDiffers, NoEditionInForce,
    PayoutBelowReserve, KeyReused, AmountInvalid. Source: MUF-4.2, MUF-15.4, MUF-17.2, MUF-17.4.
    """
    bank_code = account_find(operator, money).bank_code
    actor.require("payout.make", organisation=bank_code)
    payee = Payee.objects.filter(operator=operator, number=payee_number).first()
    if money is Money.DEPOSIT:
        raise _deposit_refusal(payee)
    Operator.objects.select_for_update().get(pk=operator.pk)
    if payee is None:
        raise PayeeNotAllowed(cite=Citation("MUF-17.4"), payee=payee_number)
    known = Payout.objects.filter(pk=key).select_related("payee").first()
    if known:
        return _same(known, payee, amount_fen)
    after = _after(operator, amount_fen, at)
    _post(operator, payee, amount_fen, key, at)
    reserve_watch(operator=operator, at=at)
    payout = Payout.objects.create(
        id=key,
        operator=operator,
        payee=payee,
        amount_fen=amount_fen,
        ratio_ppm=after.ratio_ppm,
        actor=actor.code,
        at=at,
    )
    act_record(
        action="payout.make",
        actor=actor,
        at=at,
        subject=("payout", str(key)),
        organisation=bank_code,
        clause="MUF-17.2",
        operator=operator.code,
        payee_id=payee.id,
        amount_fen=amount_fen,
        ratio_ppm=after.ratio_ppm,
    )
    return payout


def _deposit_refusal(payee: Payee | None) -> DepositNotForPayout:
    """Return why deposits do not go there: they are not the operator's to use, or to hand on."""
    if payee and payee.relation == PayeeRelation.NOMINATED:
        return DepositNotForPayout(cite=Citation("MUF-4.2"))
    return DepositNotForPayout(cite=Citation("MUF-15.4"))


def _same(known: Payout, payee: Payee, amount_fen: int) -> Payout:
    if (known.payee_id, known.amount_fen) != (payee.id, amount_fen):
        raise PayoutDiffers(amount_fen=known.amount_fen, payee=known.payee.number)
    return known


def _after(operator: Operator, amount_fen: int, at: datetime) -> Reserve:
    """Return the reserve after the payout. Refuses: PayoutBelowReserve."""
    reserve = reserve_of(operator=operator, at=at)
    after = reserve.after_payout(amount_fen)
    if amount_fen > reserve.payable_fen:
        floor = rulebook.value(
            "reserve.payout_floor", on=business_date(at), area=operator.area_code
        )
        raise PayoutBelowReserve(
            cite=floor.citation,
            amount_fen=amount_fen,
            after_ppm=after.ratio_ppm,
            floor_ppm=floor.number,
            payable_fen=reserve.payable_fen,
        )
    return after


def _post(operator: Operator, payee: Payee, amount_fen: int, key: UUID, at: datetime) -> None:
    account = account_find(operator, Money.PREPAID)
    answer = ledger.post(
        leaf_id=account.leaf_id,
        transfers=[
            Transfer(
                key=key,
                debit_id=share_of(account),
                credit_id=account.id,
                amount_fen=amount_fen,
                code=PAYOUT,
                at=at,
                source_id=payee.id,
            )
        ],
    )[0]
    if answer.refusal:
        raise answer.refusal
