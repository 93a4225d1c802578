"""What waits for people because of funds in custody: declared here, kept by the desk."""

from ringfence.desk.kinds import CaseType, Choice, DutyKind, EscalateTo, Escalation
from ringfence.regimes.mobility.desk_watch import breaks_watch, clearing_watch, refunds_watch
from ringfence.regimes.mobility.desk_words import (
    CLEARING_BREAK,
    CLEARING_MATCH,
    DEPOSIT_ROUTE,
    PREPAID_ROUTE,
)

_BANK = "the custodian bank, by its code"
_ESCALATIONS = (
    Escalation("duty.reminder_days", EscalateTo.OWED_TO),
    Escalation("duty.escalation_days", EscalateTo.PARENT),
)

DUTIES = (
    DutyKind(
        code=CLEARING_MATCH,
        zh="逐户日终核对",
        en="a day in custody matched user by user",
        clause="MUF-14",
        owner=_BANK,
        starts="the day, for an operator with a dedicated account",
        period="clearing.match_interval_days",
        escalations=_ESCALATIONS,
    ),
    DutyKind(
        code=DEPOSIT_ROUTE,
        zh="押金按原路退还",
        en="deposits of a day refunded by their original route",
        clause="MUF-15.2",
        owner=_BANK,
        starts="the day's first refund of a deposit",
        period="refund.original_route_days",
        escalations=_ESCALATIONS,
    ),
    DutyKind(
        code=PREPAID_ROUTE,
        zh="预付资金按原路退还",
        en="prepaid money of a day refunded by its original route",
        clause="MUF-17.3",
        owner=_BANK,
        starts="the day's first refund of prepaid money",
        period="refund.original_route_days",
        escalations=_ESCALATIONS,
    ),
)

CASES = (
    CaseType(
        code=CLEARING_BREAK,
        zh="清算差异",
        en="a difference of a day's clearing",
        clause="MUF-14",
        owner="the operator, by its code",
        steps=(
            Choice("FOUND", "待核对", "to be looked into"),
            Choice("BANK_ASKED", "已询问银行", "bank asked"),
        ),
        outcomes=(
            Choice("CLEARED", "再次核对已一致", "a later comparison agrees"),
            Choice("BANK_CORRECTS", "银行更正", "the bank corrects"),
            Choice("OPERATOR_CORRECTS", "运营企业更正", "the operator corrects"),
        ),
        period="case.days",
    ),
)

WATCHES = (clearing_watch, refunds_watch, breaks_watch)
