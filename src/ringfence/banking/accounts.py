"""Banks, own accounts and agreements set up; each call may be repeated."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Model

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.banking.exchange import values
from ringfence.banking.exchange.values import Value
from ringfence.banking.models import AgencyAgreement, Bank, Branch, OwnAccount
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import FileLineError, Refusal
from ringfence.kernel.words import Words
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side


class UnknownBank(Refusal):
    """No bank has this line number."""

    code = "UNKNOWN_BANK"
    en = "There is no bank {bank}. Add it: ringfence bank add {bank} NAME"
    zh = "没有行号为 {bank} 的银行。请先登记：ringfence bank add {bank} 名称"


class FormWrong(Refusal):
    """What could never be written into a file to a bank."""

    code = "FORM_WRONG"
    en = "{what}: found {got}; a file to a bank needs {expected}."
    zh = "{what}：实际为 {got}；发往银行的文件要求{expected}。"


class RecordDiffers(Refusal):
    """What is registered under this number or code says something else."""

    code = "RECORD_DIFFERS"
    en = "{key} is registered already with {field} {known}; {given} was given."
    zh = "{key} 已登记，其 {field} 为 {known}，与给出的 {given} 不同。"


class AgreementEndsTooEarly(Refusal):
    """An agreement that ends before it begins."""

    code = "AGREEMENT_ENDS_TOO_EARLY"
    en = "Agreement {agreement} would end on {valid_to}, before it begins on {valid_from}."
    zh = "协议 {agreement} 的终止日 {valid_to} 早于起始日 {valid_from}。"


_NAMES = UUID("d2c9b2a1-8a52-5f0c-8f43-1d8f5e3ab0c7")


@transaction.atomic
def bank_add(*, code: str, name: str, actor: Actor, at: datetime) -> Branch:
    """Return the bank's branch that works on runs; bank and branch share the line number here.

    Refuses: NotPermitted, FormWrong, RecordDiffers.
    """
    actor.require("bank.change")
    _form(Words("line number", "行号"), code, values.BANK)
    bank, is_new = Bank.objects.get_or_create(code=code, defaults={"name": name})
    _same(bank, code, name=name)
    branch, _ = Branch.objects.get_or_create(
        line_number=code, defaults={"id": uuid5(_NAMES, code), "bank": bank, "name": name}
    )
    if is_new:
        act_record(action="bank.change", actor=actor, at=at, subject=("bank", code))
    return branch


@transaction.atomic
def own_account_open(
    *,
    branch: Branch,
    owner: str,
    purpose: str,
    number: str,
    name: str,
    leaf_id: int,
    on: date,
    actor: Actor,
    at: datetime,
) -> OwnAccount:
    """Return the own account, mirrored by a ledger account that cannot go below zero.

    The floor is what makes an unfunded release impossible (OP-16.1).
    Refuses: NotPermitted, FormWrong, RecordDiffers.
    """
    actor.require("account.open", organisation=owner)
    _form(Words("account", "账号"), number, values.ACCOUNT)
    _form(Words("name of the account", "户名"), name, values.NAME)
    known = OwnAccount.objects.filter(number=number).first()
    if known:
        _same(known, number, branch=branch, owner=owner, purpose=purpose, name=name, opened_on=on)
        return known
    ledger_id = uuid5(_NAMES, number)
    ledger.account_open(
        leaf_id=leaf_id,
        accounts=[(ledger_id, None)],
        code=purpose,
        side=Side.DEBIT,
        floor_fen=0,
        clause="OP-16.1",
        at=at,
    )
    account = OwnAccount.objects.create(
        id=uuid5(_NAMES, f"own {number}"),
        branch=branch,
        owner=owner,
        purpose=purpose,
        number=number,
        name=name,
        opened_on=on,
        leaf_id=leaf_id,
        ledger_account_id=ledger_id,
    )
    act_record(
        action="account.open",
        actor=actor,
        at=at,
        subject=("own_account", str(account.id)),
        organisation=owner,
        clause="OP-8.2",
        branch=branch.line_number,
        purpose=purpose,
        on=on,
    )
    return account


@transaction.atomic
def agreement_sign(
    *,
    number: str,
    agency: str,
    branch: Branch,
    payout_account: OwnAccount,
    signed_on: date,
    valid_from: date,
    actor: Actor,
    at: datetime,
    valid_to: date | None = None,
) -> AgencyAgreement:
    """Return the agency agreement of this number.

    Refuses: NotPermitted, FormWrong, AgreementEndsTooEarly, RecordDiffers. Source: OP-8.2.
    """
    actor.require("agreement.sign", organisation=agency)
    _form(Words("agreement", "协议编号"), number, values.REFERENCE)
    _form(Words("agency", "经办机构"), agency, values.PARTY)
    if valid_to and valid_to < valid_from:
        raise AgreementEndsTooEarly(
            cite=Citation("OP-8.2"),
            agreement=number,
            valid_from=str(valid_from),
            valid_to=str(valid_to),
        )
    facts = {
        "agency": agency,
        "branch": branch,
        "payout_account": payout_account,
        "signed_on": signed_on,
        "valid_from": valid_from,
        "valid_to": valid_to,
    }
    agreement, is_new = AgencyAgreement.objects.get_or_create(
        number=number, defaults={"id": uuid5(_NAMES, f"agreement {number}"), **facts}
    )
    _same(agreement, number, **facts)
    if is_new:
        act_record(
            action="agreement.sign",
            actor=actor,
            at=at,
            subject=("agreement", str(agreement.id)),
            organisation=agency,
            clause="OP-8.2",
            branch=branch.line_number,
            signed_on=signed_on,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    return agreement


def branch_find(line_number: str) -> Branch:
    """Return the branch with this line number. Refuses: UnknownBank."""
    branch = Branch.objects.filter(line_number=line_number).first()
    if branch is None:
        raise UnknownBank(bank=line_number)
    return branch


def _form(what: Words, text: str, value: Value) -> None:
    """Return nothing when `text` can stand in a file to a bank. Refuses: FormWrong."""
    try:
        value.take(text, line=0, field=what)
    except FileLineError as fault:
        facts = {"got": fault.facts["got"], "expected": fault.facts["expected"]}
        raise FormWrong(cite=Citation("OP-A5"), what=what, **facts) from None


def _same(record: Model, key: str, **facts: object) -> None:
    """Return nothing when the record says what is given. Refuses: RecordDiffers."""
    for field, given in facts.items():
        known = getattr(record, field)
        if known != given:
            raise RecordDiffers(key=key, field=field, known=_told(known), given=_told(given))


def _told(value: object) -> str:
    """Return a value as people know it: a branch by its line number, an account by its own."""
    if isinstance(value, Branch):
        return value.line_number
    return value.number if isinstance(value, OwnAccount) else str(value)
