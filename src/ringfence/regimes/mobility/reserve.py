"""The reserve of the prepaid account: what it is, and warnings when it comes near the floor."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.access.selectors import job_actor
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Answer, Transfer
from ringfence.regimes.mobility.domain import REPLENISHMENT, Money, Reserve, ReserveState
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, ReserveWarning
from ringfence.regimes.mobility.operators import account_find, share_of
from ringfence.rulebook.refusals import NoEditionInForce

_SQL = Path(__file__).parent / "sql"


def reserve_of(*, operator: Operator, at: datetime) -> Reserve:
    """Return the operator's reserve as the books stand, with the shares in force at `at`.

    Refuses: DedicatedAccountMissing, NoEditionInForce. Source: MUF-11.4, MUF-17.2.
    """
    account = account_find(operator, Money.PREPAID)
    on = business_date(at)
    floor = rulebook.value("reserve.payout_floor", on=on, area=operator.area_code)
    required = rulebook.value("reserve.floor", on=on, area=operator.area_code)
    margin = rulebook.value("reserve.warning_margin", on=on, area=operator.area_code)
    bank_fen, liabilities_fen = balances_of(account)
    return Reserve(
        bank_fen=bank_fen,
        liabilities_fen=liabilities_fen,
        required_ppm=required.number,
        floor_ppm=floor.number,
        margin_ppm=margin.number,
    )


def balances_of(account: DedicatedAccount) -> tuple[int, int]:
    """Return the money at the bank and what riders are owed, in fen, both of one moment.

    What riders are owed is the bank's money less the operator's share, so that no rider's row is
    read; the two are read in one statement, so that no movement falls between them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            (_SQL / "balances.sql").read_text(),
            {
                "leaf_id": account.leaf_id,
                "bank_id": account.id,
                "share_id": account.share_id,
            },
        )
        bank_fen, share_fen = cursor.fetchone()
    return bank_fen, bank_fen - share_fen


@transaction.atomic
def reserve_replenish(
    *, operator: Operator, amount_fen: int, key: UUID, actor: Actor, at: datetime
) -> Answer:
    """Return the answer to the operator's own money brought into the prepaid account.

    It counts towards the operator's share. The same key is never done twice. The operator says so.
    Refuses: NotPermitted, DedicatedAccountMissing, KeyReused, AmountInvalid. Source: MUF-11.4.
    """
    actor.require("reserve.replenish", organisation=operator.code)
    Operator.objects.select_for_update().get(pk=operator.pk)
    account = account_find(operator, Money.PREPAID)
    answer = ledger.post(
        leaf_id=account.leaf_id,
        transfers=[
            Transfer(
                key=key,
                debit_id=account.id,
                credit_id=share_of(account),
                amount_fen=amount_fen,
                code=REPLENISHMENT,
                at=at,
            )
        ],
    )[0]
    if answer.refusal:
        raise answer.refusal
    act_record(
        action="reserve.replenish",
        actor=actor,
        at=at,
        subject=("dedicated_account", str(account.id)),
        organisation=operator.code,
        clause="MUF-11.4",
        key=key,
        amount_fen=amount_fen,
        answer=answer.code,
    )
    reserve_watch(operator=operator, at=at)
    return answer


def reserve_watch(*, operator: Operator, at: datetime) -> ReserveState | None:
    """Write a warning when the reserve has passed into another state; return the state.

    The installation's own job does so after every movement, whoever made that. Passing back above
    is kept too. Without a prepaid account, or on a day without an edition, there is no floor to
    warn of: None, since no refund waits for that. Source: MUF-17.2.
    """
    if not DedicatedAccount.objects.filter(operator=operator, money=Money.PREPAID.value).exists():
        return None
    try:
        reserve = reserve_of(operator=operator, at=at)
    except NoEditionInForce:
        return None
    if reserve.state is not _last_state(operator):
        _warn(operator, reserve, at)
    return reserve.state


def _last_state(operator: Operator) -> ReserveState:
    """Return the state that the last warning told of."""
    last = ReserveWarning.objects.filter(operator=operator).order_by("-id").first()
    return ReserveState(last.state) if last else ReserveState.ABOVE


@transaction.atomic
def _warn(operator: Operator, reserve: Reserve, at: datetime) -> None:
    """Write the warning, unless another movement of the same moment has written it."""
    Operator.objects.select_for_update().get(pk=operator.pk)
    if reserve.state is not _last_state(operator):
        warning = ReserveWarning.objects.create(
            id=uuid7(),
            operator=operator,
            state=reserve.state.value,
            ratio_ppm=reserve.ratio_ppm,
            bank_fen=reserve.bank_fen,
            liabilities_fen=reserve.liabilities_fen,
            at=at,
        )
        act_record(
            action="reserve.watch",
            actor=job_actor(name="reserve"),
            at=at,
            subject=("reserve_warning", str(warning.id)),
            clause="MUF-17.2",
            operator=operator.code,
            state=warning.state,
            ratio_ppm=warning.ratio_ppm,
        )
