"""Operators and their two dedicated accounts."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from ringfence import rulebook
from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.kernel.clock import business_date
from ringfence.kernel.credit_code import read_credit_code
from ringfence.kernel.words import Words
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side
from ringfence.regimes.mobility.domain import Money
from ringfence.regimes.mobility.models import DedicatedAccount, Operator
from ringfence.regimes.mobility.refusals import (
    DedicatedAccountMissing,
    DedicatedAccountTaken,
    OperatorDiffers,
    OperatorUnknown,
)

_NAMES = UUID("0c5b5b0e-93a7-5d1f-8a43-6a0a4a0f2d55")
# A leaf's id is a positive bigint: the upper bits of the account's id, which is a digest.
_LEAF_SHIFT = 128 - 62
_FACTS = {
    "name": Words("name", "名称"),
    "kind": Words("kind", "类别"),
}


@transaction.atomic
def operator_register(
    *,
    code: str,
    name: str,
    kind: str,
    actor: Actor,
    at: datetime,
) -> Operator:
    """Return the operator of this credit code, registered now or before with the same facts.

    The authority of the place where it is registered does so.
    Refuses: CreditCode…, NotPermitted, UnknownQualifier (a kind that the rulebook does not know),
    NoEditionInForce, OperatorDiffers. Source: MUF-2.
    """
    read = read_credit_code(code)
    actor.require("operator.register", area=read.area_code)
    rulebook.value(
        "prepaid.balance_cap",
        on=business_date(at),
        area=read.area_code,
        operator_kind=kind,
        holder_kind="INDIVIDUAL",
    )
    facts = {"name": name, "kind": kind}
    operator, is_new = Operator.objects.get_or_create(
        code=read.number,
        defaults=facts
        | {
            "id": uuid5(_NAMES, read.number),
            "area_code": read.area_code,
            "opened_by": actor.code,
            "opened_at": at,
        },
    )
    differing = [field for field, fact in facts.items() if getattr(operator, field) != fact]
    if not is_new and differing:
        raise OperatorDiffers(operator=code, field=_FACTS[differing[0]])
    if is_new:
        act_record(
            action="operator.register",
            actor=actor,
            at=at,
            subject=("operator", operator.code),
            kind=kind,
            area=operator.area_code,
        )
    return operator


def operator_find(code: str) -> Operator:
    """Return the operator of this code. Refuses: OperatorUnknown."""
    operator = Operator.objects.filter(code=code).first()
    if operator is None:
        raise OperatorUnknown(operator=code)
    return operator


def account_find(operator: Operator, money: Money) -> DedicatedAccount:
    """Return the operator's dedicated account for this money. Refuses: DedicatedAccountMissing."""
    account = DedicatedAccount.objects.filter(operator=operator, money=money.value).first()
    if account is None:
        raise DedicatedAccountMissing(
            cite=Citation("MUF-6.1"), operator=operator.code, money=money.words
        )
    return account


def custodian_of(operator: Operator) -> str:
    """Return the code of the bank that keeps the prepaid account or, without one, the deposits.

    Refuses: DedicatedAccountMissing. Source: MUF-8.
    """
    accounts = DedicatedAccount.objects.filter(operator=operator)
    account = accounts.order_by("-money").first() or account_find(operator, Money.PREPAID)
    return account.bank_code


def share_of(account: DedicatedAccount) -> UUID:
    """Return the ledger account of the operator's share; only prepaid money has one."""
    if account.share_id is None:
        raise AssertionError("deposits have no share of the operator")
    return account.share_id


def account_open(
    *,
    operator: Operator,
    money: Money,
    bank_code: str,
    number: str,
    actor: Actor,
    at: datetime,
) -> DedicatedAccount:
    """Return the operator's one dedicated account for this money, with a fund and leaf of its own.

    Accounts of the leaf: the bank's, which cannot go below zero; and for prepaid money the
    operator's share, pooled, so that rides never wait for each other. Deposits have no share: in
    the books there is no way for them to become the operator's. Riders taken in before get an
    account on the leaf when they are taken in again. The same facts again are no error.
    The bank opens it, in its own name. Refuses: NotPermitted, DedicatedAccountTaken.
    Source: MUF-6.1, MUF-4.2, MUF-8.
    """
    actor.require("custody.account_open", organisation=bank_code)
    known = DedicatedAccount.objects.filter(operator=operator, money=money.value).first()
    if known and (known.bank_code, known.number) == (bank_code, number):
        return known
    account_id = uuid5(operator.id, money.value)
    account = DedicatedAccount(
        id=account_id,
        operator=operator,
        money=money.value,
        bank_code=bank_code,
        number=number,
        leaf_id=account_id.int >> _LEAF_SHIFT,
        share_id=uuid5(account_id, "share") if money is Money.PREPAID else None,
        opened_by=actor.code,
        opened_at=at,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            _books_open(account, at)
            act_record(
                action="custody.account_open",
                actor=actor,
                at=at,
                subject=("dedicated_account", str(account.id)),
                organisation=bank_code,
                clause="MUF-6.1",
                operator=operator.code,
                money=money.value,
            )
    except IntegrityError as fault:
        raise DedicatedAccountTaken(
            cite=Citation("MUF-6.1"), operator=operator.code, money=money.words, number=number
        ) from fault
    return account


def _books_open(account: DedicatedAccount, at: datetime) -> None:
    ledger.fund_open(fund_id=account.id, code=f"{account.operator.code} {account.money}", at=at)
    ledger.leaf_open(leaf_id=account.leaf_id, fund_id=account.id, at=at)
    ledger.account_open(
        leaf_id=account.leaf_id,
        accounts=[(account.id, account.operator_id)],
        code="BANK",
        side=Side.DEBIT,
        at=at,
    )
    if account.share_id:
        ledger.account_open(
            leaf_id=account.leaf_id,
            accounts=[(account.share_id, account.operator_id)],
            code="OPERATOR",
            side=Side.CREDIT,
            pooled=True,
            at=at,
        )
