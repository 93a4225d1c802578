"""What waits for people because of rosters and the registry: declared here, kept by the desk."""

from ringfence.desk.kinds import ApprovalKind, CaseType, Choice
from ringfence.regimes.card.benefits.exceptions_watch import ROSTER_MISMATCH, exceptions_watch
from ringfence.regimes.card.registry.corrections import (
    correction_decided,
    correction_digest,
    correction_hold,
)
from ringfence.regimes.card.registry.proposal import list_decided, list_digest
from ringfence.regimes.card.registry.words import CARD_CORRECTION, REGISTRY_LIST

APPROVALS = (
    ApprovalKind(
        code=CARD_CORRECTION,
        zh="卡账户更正审批",
        en="approval of corrections to accounts of cards",
        clause="OP-10",
        permission="card.approve",
        digest_of=correction_digest,
        hold=correction_hold,
        effect=correction_decided,
    ),
    ApprovalKind(
        code=REGISTRY_LIST,
        zh="登记库导入审批",
        en="approval of a list that the registry takes in",
        clause="OP-5",
        permission="registry.approve",
        digest_of=list_digest,
        limit="approval.limit",
        deciders_above_limit="approval.deciders_above_limit",
        effect=list_decided,
    ),
)

CASES = (
    CaseType(
        code=ROSTER_MISMATCH,
        zh="名册与卡信息不符",
        en="a roster line that the registry contradicts",
        clause="OP-10",
        owner="the agency of the programme",
        steps=(
            Choice("FOUND", "待核实", "to be checked"),
            Choice("PERSON_ASKED", "已与本人核实", "checked with the person"),
            Choice("CORRECTED", "已按身份证更正", "put right by the identity record"),
        ),
        outcomes=(
            Choice("PAID_AGAIN", "已进入再次发放批次", "in a further run"),
            Choice("NOT_OWED", "不再应付", "no longer owed"),
        ),
        period="case.days",
    ),
)

WATCHES = (exceptions_watch,)
