"""What waits for people because of banks and runs: declared here, kept by the desk."""

from ringfence.banking.desk_watch import failures_watch, reconciliation_watch, runs_watch
from ringfence.banking.desk_words import (
    BANK_ANSWER,
    FAILED_ITEM,
    RECONCILIATION_BREAK,
    RUN_APPROVAL,
)
from ringfence.banking.runs.approval import run_decided, run_digest, run_hold
from ringfence.desk.kinds import ApprovalKind, CaseType, Choice, DutyKind, EscalateTo, Escalation

DUTIES = (
    DutyKind(
        code=BANK_ANSWER,
        zh="银行入账并反馈发放结果",
        en="the bank pays a run and answers",
        clause="OP-16.2",
        owner="the bank, by its line number",
        starts="the bank has received the run, or was handed it",
        period="credit_run.days",
        escalations=(
            Escalation("duty.reminder_days", EscalateTo.OWED_TO),
            Escalation("duty.escalation_days", EscalateTo.PARENT),
        ),
    ),
)

APPROVALS = (
    ApprovalKind(
        code=RUN_APPROVAL,
        zh="批次审批",
        en="approval of a run",
        clause="OP-16.1",
        permission="run.approve",
        digest_of=run_digest,
        limit="approval.limit",
        deciders_above_limit="approval.deciders_above_limit",
        hold=run_hold,
        effect=run_decided,
    ),
)

CASES = (
    CaseType(
        code=FAILED_ITEM,
        zh="发放失败",
        en="a payment that failed",
        clause="OP-16.4",
        owner="the agency of the run",
        steps=(
            Choice("FOUND", "待查明原因", "cause to be found"),
            Choice("CONTACTED", "已联系单位或社区", "unit or community contacted"),
            Choice("CORRECTED", "账户已更正", "account corrected"),
        ),
        outcomes=(
            Choice("PAID_AGAIN", "已进入再次发放批次", "in a further run"),
            Choice("NOT_OWED", "不再应付", "no longer owed"),
        ),
        period="case.days",
    ),
    CaseType(
        code=RECONCILIATION_BREAK,
        zh="对账差异",
        en="a difference with the bank",
        clause="OP-14.7",
        owner="the agency that holds the account",
        steps=(
            Choice("FOUND", "待核对", "to be looked into"),
            Choice("BANK_ASKED", "已询问银行", "bank asked"),
        ),
        outcomes=(
            Choice("CLEARED", "再次对账已一致", "a later comparison agrees"),
            Choice("BANK_CORRECTS", "银行更正", "the bank corrects"),
            Choice("AGENCY_CORRECTS", "本单位更正", "the agency corrects"),
        ),
        period="case.days",
    ),
)

WATCHES = (runs_watch, failures_watch, reconciliation_watch)
