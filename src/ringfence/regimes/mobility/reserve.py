"""The reserve of the prepaid account: what it is, and warnings when it comes near the floor."""

from datetime import datetime

from ringfence import rulebook
from ringfence.kernel.clock import business_date
from ringfence.kernel.uuid7 import uuid7
from ringfence.ledger import selectors as books
from ringfence.regimes.mobility.domain import Money, Reserve, ReserveState
from ringfence.regimes.mobility.models import DedicatedAccount, Operator, ReserveWarning
from ringfence.regimes.mobility.operators import account_find
from ringfence.rulebook.refusals import NoEditionInForce


def reserve_of(*, operator: Operator, at: datetime) -> Reserve:
    """Return the operator's reserve as the books stand, with the shares in force at `at`.

    Refuses: DedicatedAccountMissing, NoEditionInForce. Source: MUF-11.4, MUF-17.2.
    """
    account = account_find(operator, Money.PREPAID)
    on = business_date(at)
    floor = rulebook.value("reserve.payout_floor", on=on, area=operator.area_code)
    margin = rulebook.value("reserve.warning_margin", on=on, area=operator.area_code)
    bank_fen, liabilities_fen = balances_of(account)
    return Reserve(bank_fen, liabilities_fen, floor.number, margin.number)


def balances_of(account: DedicatedAccount) -> tuple[int, int]:
    """Return the money at the bank and what riders are owed, in fen.

    What riders are owed is the bank's money less the operator's share, so that no rider's row is
    read. The bank is read first: only rides and payouts move the share, and a ride in between
    lowers what is owed and leaves the bank alone, so both sums are still of one moment.
    """
    bank_fen = books.balance(leaf_id=account.leaf_id, account_id=account.id)
    if account.share_id is None:
        return bank_fen, bank_fen
    share_fen = books.balance(leaf_id=account.leaf_id, account_id=account.share_id)
    return bank_fen, bank_fen - share_fen


def reserve_watch(*, operator: Operator, at: datetime) -> ReserveState | None:
    """Write a warning when the reserve has passed into another state; return the state.

    Passing back above is kept too. Without a prepaid account, or on a day without an edition,
    there is no floor to warn of: None, since no refund waits for that. Source: MUF-17.2.
    """
    if not DedicatedAccount.objects.filter(operator=operator, money=Money.PREPAID.value).exists():
        return None
    try:
        reserve = reserve_of(operator=operator, at=at)
    except NoEditionInForce:
        return None
    last = ReserveWarning.objects.filter(operator=operator).order_by("-id").first()
    before = last.state if last else ReserveState.ABOVE.value
    if reserve.state.value != before:
        ReserveWarning.objects.create(
            id=uuid7(),
            operator=operator,
            state=reserve.state.value,
            ratio_ppm=reserve.ratio_ppm,
            bank_fen=reserve.bank_fen,
            liabilities_fen=reserve.liabilities_fen,
            at=at,
        )
    return reserve.state
