"""Which funds somebody sees: those of the own organisation, and a supervisor's area's."""

from dataclasses import dataclass
from uuid import UUID

from ringfence.access.actor import Actor, NotPermitted
from ringfence.banking.funds.kinds import FundKind, OwnedFund, fund_kinds
from ringfence.kernel.citation import Citation
from ringfence.ledger.refusals import UnknownFund

READ, VERIFY = "fund.read", "fund.verify"


@dataclass(frozen=True, slots=True)
class SeenFund:
    """A fund that somebody may see, and its kind."""

    kind: FundKind
    fund: OwnedFund

    def organisation_for(self, actor: Actor, permission: str) -> str:
        """Return in whose name the actor has the permission on this fund; empty: in nobody's."""
        names = self.fund.organisations
        return next((name for name in names if actor.may(permission, organisation=name)), "")


def funds_seen(*, actor: Actor) -> list[SeenFund]:
    """Return the funds that the actor may see, by kind and code."""
    return [
        SeenFund(kind, fund)
        for kind in fund_kinds()
        for fund in sorted(kind.funds(), key=lambda each: each.code)
        if _may_see(actor, kind, fund)
    ]


def fund_seen(*, fund_id: UUID, actor: Actor) -> SeenFund:
    """Return one fund to who may see it.

    Refuses: UnknownFund (there is none, or the actor may not know of it). Source: OP-22.1.
    """
    unknown = UnknownFund(fund=str(fund_id))
    for kind in fund_kinds():
        for fund in kind.funds():
            if fund.id == fund_id:
                if _may_see(actor, kind, fund):
                    return SeenFund(kind, fund)
                raise unknown from NotPermitted(
                    cite=Citation("OP-22.1"), actor=actor.code, permission=READ, scope=fund.code
                )
    raise unknown


def _may_see(actor: Actor, kind: FundKind, fund: OwnedFund) -> bool:
    """In the name of an owner; or as a supervisor of the area, with a grant that covers it.

    A fund whose area is not known belongs to the whole country: no smaller grant covers it.
    """
    if any(actor.may(READ, organisation=name) for name in fund.organisations):
        return True
    return any(
        grant.permission == kind.supervise and fund.area.startswith(grant.area)
        for grant in actor.grants
    )
