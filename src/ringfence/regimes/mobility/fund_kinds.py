"""The funds of dedicated accounts: kept by the custodian bank for the operator (MUF-8)."""

from uuid import UUID

from ringfence.banking.funds.kinds import FundKind, Holder, OwnedFund
from ringfence.kernel.words import Words
from ringfence.ledger.selectors import accounts
from ringfence.regimes.mobility.domain import Money, Part
from ringfence.regimes.mobility.models import DedicatedAccount, Rider


def _funds() -> list[OwnedFund]:
    return [
        OwnedFund(
            id=account.id,
            code=f"{account.operator.code} {account.money}",
            name=f"{account.operator.name} {Money(account.money).words.zh}",
            organisations=(account.bank_code, account.operator.code),
            area=account.operator.area_code,
        )
        for account in DedicatedAccount.objects.select_related("operator")
    ]


def _of_number(fund_id: UUID, number: str) -> Holder | None:
    account = DedicatedAccount.objects.filter(pk=fund_id).first()
    riders = Rider.objects.filter(operator=account.operator_id, code=number) if account else None
    return _holder(account, riders.first() if riders else None)


def _of_account(fund_id: UUID, account_id: UUID) -> Holder | None:
    return _holder(
        DedicatedAccount.objects.filter(pk=fund_id).first(),
        Rider.objects.filter(pk=account_id).first(),
    )


def _holder(account: DedicatedAccount | None, rider: Rider | None) -> Holder | None:
    """Return the rider whose account is on this leaf; the place of a rider decides nothing."""
    if account is None or rider is None or rider.operator_id != account.operator_id:
        return None
    if not any(accounts(leaf_id=account.leaf_id, owner_id=rider.id)):
        return None
    return Holder(
        id=str(rider.id),
        leaf_id=account.leaf_id,
        account_id=rider.id,
        number=rider.code,
        name="",
        area="",
    )


FUND_KINDS = (
    FundKind(
        code="DEDICATED_ACCOUNT",
        zh="用户资金专户",
        en="dedicated account",
        funds=_funds,
        supervise="custody.supervise",
        statement="rider.statement",
        money=(Part.BANK.value,),
        subject_kind="rider",
        number=Words("code of the rider", "用户编号"),
        holder_of_number=_of_number,
        holder_of_account=_of_account,
        words={
            "BANK": Words("at the custodian bank", "存管银行存款"),
            "OPERATOR": Words("the operator's share", "运营企业应得"),
            "RIDER_PREPAID": Words("riders' prepaid money", "用户预付资金"),
            "RIDER_DEPOSIT": Words("riders' deposits", "用户押金"),
            "DEPOSIT_IN": Words("deposit taken", "收取押金"),
            "DEPOSIT_REFUND": Words("deposit refunded", "退还押金"),
            "TOP_UP": Words("top-up", "充值"),
            "RIDE": Words("ride", "行程扣款"),
            "REFUND": Words("prepaid money refunded", "退还预付资金"),
            "PAYOUT": Words("payout", "资金转出"),
            "REPLENISHMENT": Words("replenishment", "补足备付金"),
        },
    ),
)
