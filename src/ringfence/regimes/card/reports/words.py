"""How the report calls outcomes and causes in Chinese."""

from collections.abc import Mapping

from ringfence.banking.exchange.outcomes import Outcome
from ringfence.banking.runs.domain import WITHDRAWN
from ringfence.regimes.card.benefits.domain import Cause

OUTCOMES_ZH: Mapping[str, str] = {
    Outcome.SUCCESS: "成功",
    Outcome.INSUFFICIENT_FUNDS: "余额不足",
    Outcome.ACCOUNT_UNKNOWN: "账号不存在",
    Outcome.ACCOUNT_CLOSED: "账户已销户",
    Outcome.ACCOUNT_FROZEN: "账户冻结",
    Outcome.NAME_DIFFERS: "户名不符",
    Outcome.MANDATE_MISSING: "无授权",
    Outcome.MANDATE_EXCEEDED: "超授权限额",
    Outcome.ITEM_REPEATED: "明细重复",
    Outcome.CARD_LOST: "卡已挂失",
    Outcome.ACCOUNT_INACTIVE: "账户未激活",
    Outcome.REFUSED_BY_BANK: "银行拒绝",
    Outcome.UNKNOWN_OUTCOME: "结果未明",
    WITHDRAWN: "发出前撤出",
}
CAUSES_ZH: Mapping[str, str] = {
    Cause.PERSON_UNKNOWN: "登记库无此人",
    Cause.NAME_DIFFERS: "姓名不符",
    Cause.NO_CARD: "无正式卡",
    Cause.CARD_LOST: "卡已挂失",
    Cause.CARD_NOT_ENABLED: "卡未启用",
    Cause.ACCOUNT_NOT_ACTIVE: "账户未激活",
    Cause.ACCOUNT_DIFFERS: "账号与卡不符",
    Cause.NO_AGREEMENT: "与该行无有效协议",
}
