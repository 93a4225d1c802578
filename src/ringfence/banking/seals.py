"""The daily seal of a fund, signed: what a bank or an authority is given to hold us to."""

from datetime import date, datetime

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.crypto.domain import Suite
from ringfence.crypto.signed_seal import SignedSeal, seal_sign
from ringfence.ledger.seals import fund_seal
from ringfence.ledger.selectors import fund_id_of


def fund_seal_sign(
    *, fund_code: str, on: date, owner: str, suite: Suite, actor: Actor, at: datetime
) -> SignedSeal:
    """Return the seal of the fund for the business day `on`, signed with the owner's key at `at`.

    A day that has not ended may still be sealed further, and its document then changes.
    Refuses: NotPermitted, UnknownFund, KeyMissing, KeyNotUsable, KeyNotOurs, MasterKeyWrong.
    """
    actor.require("fund.seal", organisation=owner)
    fund_id = fund_id_of(fund_code)
    signed = seal_sign(fund_seal(fund_id=fund_id, on=on), owner=owner, suite=suite, at=at)
    act_record(
        action="fund.seal",
        actor=actor,
        at=at,
        subject=("fund", str(fund_id)),
        organisation=owner,
        on=on,
        key_id=signed.key_id,
    )
    return signed
