"""A fund's books computed again, at once where they are small enough for that."""

from datetime import datetime

from ringfence.access.actor import Actor
from ringfence.access.acts import act_record
from ringfence.audit.selectors import AuditCriteria, AuditRecord, search
from ringfence.banking.funds.selectors import VERIFY, SeenFund
from ringfence.kernel.refusal import Refusal
from ringfence.ledger.seals import Verification, verify
from ringfence.ledger.standing import leaf_standings

# What a page can wait for: about two seconds of two connections.
MOST_TRANSFERS = 200_000


class BooksTooLarge(Refusal):
    """The books have more transfers than a page can wait for."""

    code = "BOOKS_TOO_LARGE"
    en = (
        "The books have {transfer_count} transfers, more than the {most} that are computed while"
        " a page waits. Ask the system administrator to run: ringfence ledger verify."
    )
    zh = (
        "账簿共有 {transfer_count} 笔记账，超过网页可即时校验的 {most} 笔。"
        "请系统管理员运行：ringfence ledger verify。"
    )


def fund_verify(*, seen: SeenFund, actor: Actor, at: datetime) -> Verification:
    """Return what computing the fund's books again found; an audit entry keeps it.

    Chains, rows, balances, holds and checkpoints of all its leaves. Work of connections of their
    own: it sees what has committed. Refuses: NotPermitted, BooksTooLarge.
    """
    organisation = seen.organisation_for(actor, VERIFY) or seen.fund.organisations[0]
    actor.require(VERIFY, organisation=organisation)
    leaves = leaf_standings(fund_id=seen.fund.id)
    transfer_count = sum(leaf.sealed_count + leaf.unsealed_count for leaf in leaves)
    if transfer_count > MOST_TRANSFERS:
        raise BooksTooLarge(transfer_count=transfer_count, most=MOST_TRANSFERS)
    found = verify(leaves=[leaf.leaf_id for leaf in leaves])
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
