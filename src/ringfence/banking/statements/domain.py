"""What a statement must be, and the kinds of difference between a statement and the books."""

from enum import StrEnum

from ringfence.banking.exchange.refusals import ContentRefused
from ringfence.kernel.refusal import NotFound, Refusal


class BreakKind(StrEnum):
    """Why statement and books differ (对账差异)."""

    ENTRY_WITHOUT_BOOKING = "ENTRY_WITHOUT_BOOKING"
    RUN_AMOUNT_DIFFERS = "RUN_AMOUNT_DIFFERS"
    BALANCE_DIFFERS = "BALANCE_DIFFERS"


class BreakState(StrEnum):
    """Whether the latest comparison of the day still finds a difference (差异状态)."""

    OPEN = "OPEN"
    CLEARED = "CLEARED"


class AccountNotOurs(ContentRefused):
    """No own account has this number."""

    code = "ACCOUNT_WRONG"
    en = "Account {account} is none of ours."
    zh = "账户 {account} 不是本单位账户。"


class StatementSpansDays(ContentRefused):
    """A statement of more than one day."""

    code = "STATEMENT_SPANS_DAYS"
    en = "The statement covers {from_on} to {to_on}; one statement is one day."
    zh = "对账单覆盖 {from_on} 至 {to_on}；一份对账单只含一日。"


class StatementGap(ContentRefused):
    """The statement does not follow the one before."""

    code = "STATEMENT_GAP"
    en = (
        "The statement of {on} opens with {opening_fen}; after the one before,"
        " {expected_on} with {closing_fen} was due."
    )
    zh = "{on} 对账单期初余额 {opening_fen} 元；按上一份应为 {expected_on}、{closing_fen} 元。"


class FundingRepeated(Refusal):
    """A reference that stands on another notice."""

    code = "FUNDING_REPEATED"
    en = "Reference {reference} already stands on a notice of {amount_fen}."
    zh = "参考号 {reference} 已用于另一笔 {amount_fen} 元的拨款通知。"


class StatementMissing(Refusal):
    """There is no statement to reconcile with."""

    code = "STATEMENT_MISSING"
    en = (
        "The bank's statement of account {account} for {on} has not come."
        " Run: ringfence exchange receive"
    )
    zh = "账户 {account} {on} 的银行对账单尚未收到。请运行 ringfence exchange receive"


class StatementUnknown(NotFound):
    """No statement has this id, or it is not the actor's."""

    code = "STATEMENT_UNKNOWN"
    en = "There is no bank statement {statement}, or it is not yours to see."
    zh = "没有银行对账单 {statement}，或您无权查看。"
