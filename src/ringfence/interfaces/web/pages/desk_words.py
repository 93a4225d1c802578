"""What states, events and facts of the desk are called on pages."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.desk.domain import ApprovalState, CaseEvent, CaseState, DutyState, Verdict
from ringfence.interfaces.web.templatetags.web import yuan

STATES: dict[str, tuple[str, Promise]] = {
    DutyState.OPEN: ("azure", _("进行中")),
    DutyState.LATE: ("danger", _("逾期")),
    DutyState.MET: ("success", _("已按期完成")),
    DutyState.MET_LATE: ("warning", _("逾期完成")),
    DutyState.CANCELLED: ("secondary", _("已取消")),
    ApprovalState.PENDING: ("azure", _("待审批")),
    ApprovalState.APPROVED: ("success", _("已批准")),
    ApprovalState.RETURNED: ("danger", _("已退回")),
    ApprovalState.WITHDRAWN: ("secondary", _("已撤回")),
    CaseState.CLOSED: ("secondary", _("已办结")),
}
VERDICTS: dict[str, Promise] = {Verdict.APPROVE: _("批准"), Verdict.RETURN: _("退回")}
EVENTS: dict[str, Promise] = {
    CaseEvent.OPEN: _("建立"),
    CaseEvent.STEP: _("转入步骤"),
    CaseEvent.ASSIGN: _("指定办理人"),
    CaseEvent.LINK: _("关联"),
    CaseEvent.NOTE: _("留言"),
    CaseEvent.ATTACH: _("上传附件"),
    CaseEvent.LATE: _("逾期"),
    CaseEvent.CLOSE: _("办结"),
}
_FACTS: dict[str, Promise] = {
    "outcome": _("结果"),
    "cause": _("原因"),
    "period": _("所属期"),
    "on": _("日期"),
    "kind": _("差异类型"),
    "reference": _("参考号"),
    "rider": _("用户"),
    "operator_fen": _("运营企业（元）"),
    "amount_fen": _("金额（元）"),
    "bank_fen": _("银行（元）"),
    "book_fen": _("账面（元）"),
}


def fact_rows(facts: Mapping[str, Any]) -> list[tuple[str | Promise, str]]:
    """Return what was found, each fact with what it is called; amounts in yuan."""
    return [
        (_FACTS.get(name, name), yuan(value) if name.endswith("_fen") else _told(value))
        for name, value in facts.items()
    ]


def _told(value: Any) -> str:
    return "–" if value in (None, "") else str(CODES.get(str(value), value))


# Codes that floors below write into facts.
CODES: dict[str, Promise] = {
    "SUCCESS": _("成功"),
    "INSUFFICIENT_FUNDS": _("余额不足"),
    "ACCOUNT_UNKNOWN": _("账号不存在"),
    "ACCOUNT_CLOSED": _("账户已销户"),
    "ACCOUNT_FROZEN": _("账户冻结"),
    "NAME_DIFFERS": _("姓名不符"),
    "MANDATE_MISSING": _("无授权"),
    "MANDATE_EXCEEDED": _("超授权限额"),
    "ITEM_REPEATED": _("明细重复"),
    "CARD_LOST": _("卡已挂失"),
    "ACCOUNT_INACTIVE": _("账户未激活"),
    "REFUSED_BY_BANK": _("银行拒绝"),
    "UNKNOWN_OUTCOME": _("结果未明"),
    "WITHDRAWN": _("发出前撤出"),
    "WAITING": _("尚无结果"),
    "PERSON_UNKNOWN": _("登记库无此人"),
    "NO_CARD": _("无正式卡"),
    "CARD_NOT_ENABLED": _("卡未启用"),
    "ACCOUNT_NOT_ACTIVE": _("账户未激活"),
    "ACCOUNT_DIFFERS": _("账号与卡不符"),
    "NO_AGREEMENT": _("与该行无有效协议"),
    "ENTRY_WITHOUT_BOOKING": _("银行有、账上无"),
    "RUN_AMOUNT_DIFFERS": _("批次金额不符"),
    "BALANCE_DIFFERS": _("余额不符"),
    "DEPOSIT_IN": _("押金存入"),
    "DEPOSIT_REFUND": _("押金退还"),
    "TOP_UP": _("充值"),
    "RIDE": _("消费"),
    "REFUND": _("预付资金退还"),
    "PAYOUT": _("资金转出"),
    "REPLENISHMENT": _("补足备付金"),
    "DEPOSIT_BROUGHT_FORWARD": _("押金期初余额"),
    "PREPAID_BROUGHT_FORWARD": _("预付资金期初余额"),
    "BANK_DEPOSIT_BROUGHT_FORWARD": _("押金账户期初余额"),
    "BANK_PREPAID_BROUGHT_FORWARD": _("预付资金账户期初余额"),
    "BANK_ENTRY_UNKNOWN": _("银行有、账上无"),
}
