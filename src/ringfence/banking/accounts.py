"""Banks, own accounts, agreements and channels set up; each call may be repeated."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from ringfence.banking.models import AgencyAgreement, Bank, Branch, ExchangeChannel, OwnAccount
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side


class UnknownBank(Refusal):
    """No bank has this line number."""

    code = "UNKNOWN_BANK"
    en = "There is no bank {bank}. Add it: ringfence bank add {bank} NAME"
    zh = "没有行号为 {bank} 的银行。请先登记：ringfence bank add {bank} 名称"


class AgreementEndsTooEarly(Refusal):
    """An agreement that ends before it begins."""

    code = "AGREEMENT_ENDS_TOO_EARLY"
    en = "Agreement {agreement} would end on {valid_to}, before it begins on {valid_from}."
    zh = "协议 {agreement} 的终止日 {valid_to} 早于起始日 {valid_from}。"


_NAMES = UUID("d2c9b2a1-8a52-5f0c-8f43-1d8f5e3ab0c7")


@transaction.atomic
def bank_add(*, code: str, name: str) -> Branch:
    """Return the bank's branch that works on runs; bank and branch share the line number here."""
    bank, _ = Bank.objects.get_or_create(code=code, defaults={"name": name})
    branch, _ = Branch.objects.get_or_create(
        line_number=code, defaults={"id": uuid5(_NAMES, code), "bank": bank, "name": name}
    )
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
    at: datetime,
) -> OwnAccount:
    """Return the own account, mirrored by a ledger account that cannot go below zero.

    The floor is what makes an unfunded release impossible (OP-16.1).
    """
    known = OwnAccount.objects.filter(number=number).first()
    if known:
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
    return OwnAccount.objects.create(
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


@transaction.atomic
def agreement_sign(
    *,
    number: str,
    agency: str,
    branch: Branch,
    payout_account: OwnAccount,
    signed_on: date,
    valid_from: date,
    valid_to: date | None = None,
) -> AgencyAgreement:
    """Return the agency agreement of this number.

    Refuses: AgreementEndsTooEarly. Source: OP-8.2.
    """
    if valid_to and valid_to < valid_from:
        raise AgreementEndsTooEarly(
            cite=Citation("OP-8.2"),
            agreement=number,
            valid_from=str(valid_from),
            valid_to=str(valid_to),
        )
    agreement, _ = AgencyAgreement.objects.get_or_create(
        number=number,
        defaults={
            "id": uuid5(_NAMES, f"agreement {number}"),
            "agency": agency,
            "branch": branch,
            "payout_account": payout_account,
            "signed_on": signed_on,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )
    return agreement


@transaction.atomic
def channel_set(*, agency: str, bank: Bank, **way: str | int) -> ExchangeChannel:
    """Return the channel between agency and bank, set as given.

    `way` holds the fields of ExchangeChannel: profile, suite, kind, outgoing, incoming, and for
    SFTP host, port, user, key_file and known_hosts.
    """
    channel, _ = ExchangeChannel.objects.update_or_create(
        agency=agency,
        bank=bank,
        defaults={"id": uuid5(_NAMES, f"channel {agency} {bank.code}"), **way},
    )
    return channel


def branch_find(line_number: str) -> Branch:
    """Return the branch with this line number. Refuses: UnknownBank."""
    branch = Branch.objects.filter(line_number=line_number).first()
    if branch is None:
        raise UnknownBank(bank=line_number)
    return branch
