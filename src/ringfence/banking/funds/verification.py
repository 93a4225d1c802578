"""A fund's books computed again."""

from collections.abc import Callable
from datetime import datetime

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.audit.selectors import AuditCriteria, AuditRecord, search
from ringfence.banking.funds.selectors import VERIFY, SeenFund
from ringfence.ledger.seals import Verification, verify
from ringfence.ledger.standing import leaf_standings

# What a page can wait for: about two seconds of two connections.
MOST_TRANSFERS = 200_000


def is_large(*, seen: SeenFund) -> bool:
    """Return whether computing the books again takes longer than a page can wait."""
    leaves = leaf_standings(fund_id=seen.fund.id)
    return sum(leaf.sealed_count + leaf.unsealed_count for leaf in leaves) > MOST_TRANSFERS


def fund_verify(
    *,
    seen: SeenFund,
    actor: Actor,
    at: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> Verification:
    """Return what computing the fund's books again found; an audit entry keeps it.

    Chains, rows, balances, holds and checkpoints of all its leaves. Work of connections of their
    own: it sees what has committed. `progress` is told tasks done and tasks in all.
    Refuses: NotPermitted.
    """
    organisation = seen.organisation_for(actor, VERIFY) or seen.fund.organisations[0]
    actor.require(VERIFY, organisation=organisation)
    leaves = leaf_standings(fund_id=seen.fund.id)
    found = verify(leaves=[leaf.leaf_id for leaf in leaves], progress=progress)
    act_record(
        action=VERIFY,
        actor=actor,
        at=at,
        subject=("fund", str(seen.fund.id)),
        organisation=organisation,
        seal_count=found.seal_count,
        sealed_count=found.sealed_count,
        unsealed_count=found.unsealed_count,
        break_count=len(found.breaks),
    )
    return found


def last_verification(*, seen: SeenFund) -> AuditRecord | None:
    """Return the entry of the fund's last verification; its facts count seals and breaks."""
    criteria = AuditCriteria(action=VERIFY, subject_kind="fund", subject_id=str(seen.fund.id))
    found = search(criteria, limit=1).records
    return found[0] if found else None
