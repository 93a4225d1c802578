"""The books of funds: what each holds, how it moved, how far it is sealed and was verified."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Query, Router, Schema

from ringfence.banking.funds.selectors import SeenFund, fund_seen, funds_seen
from ringfence.banking.funds.verification import last_verification
from ringfence.interfaces.api.pages import After, Limit, Page
from ringfence.interfaces.api.refusals import PageUnknown
from ringfence.interfaces.api.signed import ApiRequest, call_of
from ringfence.kernel.clock import business_date, last_instant
from ringfence.ledger.domain import Side
from ringfence.ledger.seals import seals
from ringfence.ledger.selectors import movements, trial_balance
from ringfence.ledger.standing import code_standings, leaf_standings

router = Router(tags=["funds"])

_READ = {"x-scope": "fund.read"}
Day = Annotated[date | None, Query(description="a day in Shanghai; today where none is given")]


class FundOut(Schema):
    """A fund: in whose names it is kept."""

    id: UUID
    code: str
    name: str
    kind: str
    organisations: list[str]


class FundPage(Page):
    """A page of funds, by kind and code."""

    items: list[FundOut]


class StandingOut(Schema):
    """All accounts of one code, now; amounts in the accounts' direction."""

    code: str
    side: Side
    account_count: int
    balance_fen: int
    held_fen: int


class VerifiedOut(Schema):
    """When the books were last computed again, and how many faults that found."""

    at: datetime
    by: str
    break_count: int


class FundShown(FundOut):
    """A fund with what it holds by account code; `verified` is null where it never was."""

    standings: list[StandingOut]
    verified: VerifiedOut | None


class LineOut(Schema):
    """All accounts of one code: what was debited and credited."""

    code: str
    account_count: int
    debit_fen: int
    credit_fen: int


class TrialBalanceOut(Schema):
    """A fund's trial balance at the end of a day; both sums are the same."""

    on: date
    lines: list[LineOut]
    debit_fen: int
    credit_fen: int


class MovementOut(Schema):
    """Transfers of one code on one day."""

    on: date
    code: str
    transfer_count: int
    amount_fen: int


class MovementsOut(Schema):
    """A fund's movements, both days included."""

    from_on: date
    to_on: date
    movements: list[MovementOut]


class SealOut(Schema):
    """A sealed block of a leaf; `previous` and `digest` in hexadecimal."""

    leaf_id: int
    number: int
    row_count: int
    amount_fen: int
    sealed_at: datetime
    previous: str
    digest: str


class SealsOut(Schema):
    """The last seals of each leaf of a fund, and what no seal covers yet."""

    seals: list[SealOut]
    unsealed_count: int


@router.get("/funds", response=FundPage, openapi_extra=_READ)
def funds(request: ApiRequest, limit: Limit = 50, after: After = "") -> dict[str, Any]:
    """List the funds that the client's organisation may see."""
    call = call_of(request)
    call.actor.require("fund.read", organisation=call.organisation)
    rows = [_columns(seen) for seen in funds_seen(actor=call.actor)]
    ids = [str(row["id"]) for row in rows]
    if after and after not in ids:
        raise PageUnknown(after=after)
    begin = ids.index(after) + 1 if after else 0
    more = ids[begin + limit - 1] if begin + limit < len(rows) else None
    return {"items": rows[begin : begin + limit], "after": more}


@router.get("/funds/{fund_id}", response=FundShown, openapi_extra=_READ)
def fund(request: ApiRequest, fund_id: UUID) -> dict[str, Any]:
    """Show one fund with what it holds."""
    seen = _seen(request, fund_id)
    last = last_verification(seen=seen)
    verified = last and {"at": last.at, "by": last.actor, **last.facts}
    return {
        **_columns(seen),
        "standings": [asdict(each) for each in code_standings(fund_id=fund_id)],
        "verified": verified,
    }


@router.get("/funds/{fund_id}/trial-balance", response=TrialBalanceOut, openapi_extra=_READ)
def fund_trial_balance(request: ApiRequest, fund_id: UUID, on: Day = None) -> dict[str, Any]:
    """Show a fund's trial balance at the end of a day."""
    _seen(request, fund_id)
    day = on or business_date(request.at)
    lines = trial_balance(fund_id=fund_id, at=last_instant(day))
    return {
        "on": day,
        "lines": [asdict(line) for line in lines],
        "debit_fen": sum(line.debit_fen for line in lines),
        "credit_fen": sum(line.credit_fen for line in lines),
    }


@router.get("/funds/{fund_id}/movements", response=MovementsOut, openapi_extra=_READ)
def fund_movements(
    request: ApiRequest, fund_id: UUID, from_on: Day = None, to_on: Day = None
) -> dict[str, Any]:
    """List a fund's transfers by day and code."""
    _seen(request, fund_id)
    today = business_date(request.at)
    begin, end = from_on or today, to_on or today
    found = movements(fund_id=fund_id, from_on=begin, to_on=end)
    return {"from_on": begin, "to_on": end, "movements": [asdict(each) for each in found]}


@router.get("/funds/{fund_id}/seals", response=SealsOut, openapi_extra=_READ)
def fund_seals(request: ApiRequest, fund_id: UUID, limit: Limit = 50) -> dict[str, Any]:
    """List the last seals of each leaf, the newest first."""
    _seen(request, fund_id)
    leaves = leaf_standings(fund_id=fund_id)
    last = [seals(leaf_id=leaf.leaf_id, last=limit) for leaf in leaves]
    return {
        "seals": [asdict(seal) for found in last for seal in reversed(found)],
        "unsealed_count": sum(leaf.unsealed_count for leaf in leaves),
    }


def _seen(request: ApiRequest, fund_id: UUID) -> SeenFund:
    return fund_seen(fund_id=fund_id, actor=call_of(request).actor)


def _columns(seen: SeenFund) -> dict[str, Any]:
    fund = seen.fund
    return {
        "id": fund.id,
        "code": fund.code,
        "name": fund.name,
        "kind": seen.kind.code,
        "organisations": list(fund.organisations),
    }
