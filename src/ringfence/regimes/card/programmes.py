"""Programmes opened as data (OP-4): a fund in the ledger, its leaf and its accounts."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words
from ringfence.ledger import services as ledger
from ringfence.ledger.domain import Side
from ringfence.regimes.card.models import Programme

_NAMES = UUID("6f1d3f0e-51c1-5a3e-9d0b-7b1f6f0f7c11")


_FACTS = {
    "name": Words("name", "名称"),
    "agency": Words("agency", "经办机构"),
    "purpose": Words("purpose", "用途"),
    "leaf_id": Words("leaf", "账页"),
}


class ProgrammeDiffers(Refusal):
    """The programme was opened with other facts."""

    code = "PROGRAMME_DIFFERS"
    en = "Programme {programme} was opened already, with another {field}."
    zh = "险种 {programme} 已设立，但{field}不同。"


@transaction.atomic
def programme_open(
    *,
    code: str,
    name: str,
    agency: str,
    purpose: str,
    leaf_id: int,
    actor: Actor,
    at: datetime,
) -> Programme:
    """Return a new programme with its fund of one leaf, or the one of this code and these facts.

    Accounts: POOL (统筹, owed to all), SOURCE (where the money for the payout accounts comes
    from), OPENING (the other side of balances brought along).
    Refuses: NotPermitted, ProgrammeDiffers, FundDiffers (another programme has the leaf).
    Source: OP-4.
    """
    actor.require("programme.open", organisation=agency)
    known = Programme.objects.filter(pk=code).first()
    if known:
        facts = {"name": name, "agency": agency, "purpose": purpose, "leaf_id": leaf_id}
        for field, fact in facts.items():
            if getattr(known, field) != fact:
                raise ProgrammeDiffers(cite=Citation("OP-4"), programme=code, field=_FACTS[field])
        return known
    accounts = _fund_open(code, leaf_id, at)
    act_record(
        action="programme.open",
        actor=actor,
        at=at,
        subject=("programme", code),
        organisation=agency,
        clause="OP-4",
        purpose=purpose,
        leaf_id=leaf_id,
    )
    return Programme.objects.create(
        code=code,
        name=name,
        agency=agency,
        purpose=purpose,
        leaf_id=leaf_id,
        pool_account_id=accounts["POOL"],
        source_account_id=accounts["SOURCE"],
        opening_account_id=accounts["OPENING"],
    )


def fund_id_of(code: str) -> UUID:
    """Return the id of the fund of the programme with this code."""
    return uuid5(_NAMES, code)


def _fund_open(code: str, leaf_id: int, at: datetime) -> dict[str, UUID]:
    """Open the fund, its leaf and its pooled accounts; return the accounts by what they are."""
    fund_id = fund_id_of(code)
    ledger.fund_open(fund_id=fund_id, code=code, at=at)
    ledger.leaf_open(leaf_id=leaf_id, fund_id=fund_id, at=at)
    accounts = {part: uuid5(fund_id, part) for part in ("POOL", "SOURCE", "OPENING")}
    for part, account_id in accounts.items():
        ledger.account_open(
            leaf_id=leaf_id,
            accounts=[(account_id, None)],
            code=part,
            side=Side.DEBIT if part == "OPENING" else Side.CREDIT,
            pooled=True,
            at=at,
        )
    return accounts
