"""Tables of the banking context, by what they are about."""

from ringfence.banking.models.accounts import (
    AgencyAgreement,
    Bank,
    Branch,
    ExchangeChannel,
    OwnAccount,
)
from ringfence.banking.models.files import ExchangeFile
from ringfence.banking.models.runs import (
    BookedChunk,
    ItemResult,
    OutcomeTally,
    Run,
    RunItem,
    RunStep,
)
from ringfence.banking.models.statements import (
    BankStatement,
    FundingNotice,
    Reconciliation,
    ReconciliationBreak,
    StatementEntry,
)

__all__ = [
    "AgencyAgreement",
    "Bank",
    "BankStatement",
    "BookedChunk",
    "Branch",
    "ExchangeChannel",
    "ExchangeFile",
    "FundingNotice",
    "ItemResult",
    "OutcomeTally",
    "OwnAccount",
    "Reconciliation",
    "ReconciliationBreak",
    "Run",
    "RunItem",
    "RunStep",
    "StatementEntry",
]
