"""Why the ledger says no. Each transfer is answered for itself; a call never fails as a whole."""

from collections.abc import Mapping
from typing import Any

from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import NotFound, Refusal


class KeyReused(Refusal):
    """The key stands for another content already."""

    code = "KEY_REUSED"
    en = "This key was used before with another content; these differ: {differing}."
    zh = "该键已用于其他内容，不同之处：{differing}。"


class AmountInvalid(Refusal):
    """An amount that is none."""

    code = "AMOUNT_INVALID"
    en = "The amount must be at least one fen and at most 4e18 fen, not {amount_fen}."
    zh = "金额至少一分、至多4e18分，不能为{amount_fen}元。"


class SameAccount(Refusal):
    """Debit and credit are one account."""

    code = "SAME_ACCOUNT"
    en = "Account {account_id} stands on both sides."
    zh = "借贷双方为同一账户 {account_id}。"


class UnknownAccount(Refusal):
    """No such account on this leaf, or none that can have holds."""

    code = "UNKNOWN_ACCOUNT"
    en = "Account {account_id} is not on this leaf, or it cannot carry a hold."
    zh = "账户 {account_id} 不在本账页，或不能冻结。"


class NotAccepted(Refusal):
    """The account is frozen for this kind of entry."""

    code = "NOT_ACCEPTED"
    en = "Account {account_id} does not take this entry (it accepts {accepts})."
    zh = "账户 {account_id} 不接受该笔记账（现接受：{accepts}）。"


class UnknownOriginal(Refusal):
    """A reversal of a transfer that was not posted before this call."""

    code = "UNKNOWN_ORIGINAL"
    en = "Transfer {reverses_id}, to be reversed, was not posted on this leaf before."
    zh = "拟冲正的记账 {reverses_id} 此前未在本账页入账。"


class ReversalDiffers(Refusal):
    """A reversal that is not the mirror of its original."""

    code = "REVERSAL_DIFFERS"
    en = "A reversal exchanges the accounts of {reverses_id} and has its whole amount."
    zh = "冲正须与原记账 {reverses_id} 借贷相反、金额相同。"


class AlreadyReversed(Refusal):
    """A transfer is reversed once."""

    code = "ALREADY_REVERSED"
    en = "The transfer was reversed already, by {reversed_by}."
    zh = "该记账已被 {reversed_by} 冲正。"


class UnknownHold(Refusal):
    """No such hold on this leaf."""

    code = "UNKNOWN_HOLD"
    en = "There is no hold {hold_id} on this leaf."
    zh = "本账页没有冻结 {hold_id}。"


class HoldOfOtherAccount(Refusal):
    """A capture takes from the account that carries the hold."""

    code = "HOLD_OF_OTHER_ACCOUNT"
    en = "Hold {hold_id} is on another account than the one that this transfer takes from."
    zh = "冻结 {hold_id} 不在本笔扣减的账户上。"


class HoldExpired(Refusal):
    """The hold's time is over."""

    code = "HOLD_EXPIRED"
    en = "Hold {hold_id} has reached its end."
    zh = "冻结 {hold_id} 已到期。"


class HoldExceeded(Refusal):
    """More is captured than is left."""

    code = "HOLD_EXCEEDED"
    en = "Of hold {hold_id} {left_fen} is left; {amount_fen} cannot be captured."
    zh = "冻结 {hold_id} 尚余{left_fen}元，不能扣划{amount_fen}元。"


class BelowFloor(Refusal):
    """The account's available money, its balance less its holds, does not reach."""

    code = "BELOW_FLOOR"
    en = (
        "Account {account_id} has {available_fen} available and must keep {floor_fen}; "
        "{amount_fen} is too much."
    )
    zh = "账户 {account_id} 可用{available_fen}元，不得低于{floor_fen}元，不能支出{amount_fen}元。"


class AboveCeiling(Refusal):
    """The account would hold more than it may."""

    code = "ABOVE_CEILING"
    en = (
        "Account {account_id} holds {balance_fen} and may hold {ceiling_fen}; "
        "{amount_fen} more is too much."
    )
    zh = "账户 {account_id} 余额{balance_fen}元，上限{ceiling_fen}元，不能再收{amount_fen}元。"


class LinkFailed(Refusal):
    """Another member of the chain was refused."""

    code = "LINK_FAILED"
    en = "Another transfer linked to this one was refused, so neither was posted."
    zh = "与本笔关联的记账被拒绝，均未入账。"


class LinkPartlyPosted(Refusal):
    """A chain of which some members are in the books already."""

    code = "LINK_PARTLY_POSTED"
    en = "Some transfers of this link were posted before and some were not; send it as it was."
    zh = "本组关联记账部分此前已入账、部分未入账；请按原样重发。"


class UnknownLeaf(Refusal):
    """No such leaf."""

    code = "UNKNOWN_LEAF"
    en = "There is no leaf {leaf_id}. Open it first."
    zh = "没有账页 {leaf_id}，请先开立。"


class UnknownFund(NotFound):
    """No such fund, or it is not the actor's."""

    code = "UNKNOWN_FUND"
    en = "There is no fund {fund}, or it is not yours to see."
    zh = "没有基金 {fund}，或您无权查看。"


class BooksRestored(Refusal):
    """Transaction ids started again below what was sealed."""

    code = "BOOKS_RESTORED"
    en = "Leaf {leaf_id} was restored into another cluster. Run: ringfence ledger era --next"
    zh = "账页 {leaf_id} 已恢复到另一数据库集群。请运行：ringfence ledger era --next"


class AccountDiffers(Refusal):
    """An account was opened before with another content."""

    code = "ACCOUNT_DIFFERS"
    en = "{count} of these accounts were opened before with another content, first {account_id}."
    zh = "其中{count}个账户此前已按其他内容开立，首个为 {account_id}。"


class FundDiffers(Refusal):
    """A fund or leaf was opened before with another content."""

    code = "FUND_DIFFERS"
    en = "{what} was opened before with another content."
    zh = "{what} 此前已按其他内容开立。"


class LimitBroken(Refusal):
    """The account's money already breaks the new limit."""

    code = "LIMIT_BROKEN"
    en = "Account {account_id} already breaks this limit; its money must move first."
    zh = "账户 {account_id} 现有资金已超出该限额，须先调整资金。"


_OF_TRANSFERS: tuple[type[Refusal], ...] = (
    KeyReused, AmountInvalid, SameAccount, UnknownAccount, NotAccepted, UnknownOriginal,
    ReversalDiffers, AlreadyReversed, UnknownHold, HoldOfOtherAccount, HoldExpired, HoldExceeded,
    BelowFloor, AboveCeiling, LinkFailed, LinkPartlyPosted,
)  # fmt: skip
REFUSALS = {refusal.code: refusal for refusal in _OF_TRANSFERS}


def refusal_of(code: str, facts: Mapping[str, Any]) -> Refusal:
    """Return the refusal that the database's answer means; its clause is the account's."""
    rest = dict(facts)
    clause = rest.pop("clause", None)
    return REFUSALS[code](cite=Citation(clause) if clause else None, **rest)
