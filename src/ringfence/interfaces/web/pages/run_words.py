"""What states, steps and files of runs are called on pages, and what is to be done next."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.banking.models.files import Direction, FileState
from ringfence.banking.runs.domain import RunEvent, RunState

STATES: dict[str, tuple[str, Promise]] = {
    RunState.DRAFT: ("secondary", _("草稿")),
    RunState.CHECKED: ("azure", _("已复核")),
    RunState.APPROVED: ("azure", _("已审批")),
    RunState.RELEASED: ("azure", _("已放行")),
    RunState.SENT: ("azure", _("已发送")),
    RunState.RECEIVED: ("azure", _("银行已接收")),
    RunState.RETURNED: ("warning", _("结果已返回")),
    RunState.BOOKED: ("success", _("已入账")),
    RunState.CLOSED: ("success", _("已关闭")),
    RunState.REFUSED: ("danger", _("银行拒收")),
    RunState.CANCELLED: ("secondary", _("已取消")),
}
# The way of a run that meets nothing in its way.
WAY = (
    RunState.DRAFT,
    RunState.CHECKED,
    RunState.APPROVED,
    RunState.RELEASED,
    RunState.SENT,
    RunState.RECEIVED,
    RunState.RETURNED,
    RunState.BOOKED,
    RunState.CLOSED,
)
EVENTS: dict[str, Promise] = {
    RunEvent.DRAFT: _("编制"),
    RunEvent.CHECK: _("复核"),
    RunEvent.SIGN: _("审批（尚需他人）"),
    RunEvent.SEND_BACK: _("退回"),
    RunEvent.APPROVE: _("审批"),
    RunEvent.RELEASE: _("放行"),
    RunEvent.SEND: _("发送"),
    RunEvent.RECEIVE: _("银行接收"),
    RunEvent.REFUSE: _("银行拒收"),
    RunEvent.GIVE_UP_ASK: _("申请终止"),
    RunEvent.GIVE_UP: _("终止"),
    RunEvent.RETURN: _("结果返回"),
    RunEvent.BOOK: _("入账"),
    RunEvent.CLOSE: _("关闭"),
    RunEvent.CANCEL: _("取消"),
}
DIRECTIONS: dict[str, Promise] = {Direction.OUT: _("发出"), Direction.IN: _("收到")}
FILE_STATES: dict[str, Promise] = {
    FileState.NUMBERED: _("已编号"),
    FileState.WRITTEN: _("已生成"),
    FileState.SENT: _("已发送"),
    FileState.READ: _("已读入"),
    FileState.REFUSED: _("已拒收"),
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done with a run in a state: in words, and the act with what it takes to do it.

    Without an act it waits for a file or the bank.
    """

    words: Promise
    act: str = ""
    button: Promise | str = ""
    permission: str = ""


NEXT: dict[str, NextStep] = {
    RunState.DRAFT: NextStep(
        _("请复核人核对协议、账户和明细，确认与批次一致。"), "check", _("复核通过"), "run.check"
    ),
    RunState.CHECKED: NextStep(
        _("请未参与编制、复核的另一人审批。"), "approve", _("审批通过"), "run.approve"
    ),
    RunState.APPROVED: NextStep(
        _("请确认代发账户余额足额，由出纳放行；放行时再次核对登记信息。"),
        "release",
        _("放行"),
        "run.release",
    ),
    RunState.RELEASED: NextStep(_("等待发送文件至银行。")),
    RunState.SENT: NextStep(_("等待银行确认接收。")),
    RunState.RECEIVED: NextStep(_("等待银行返回结果。")),
    RunState.RETURNED: NextStep(_("请会计将返回结果入账。"), "book", _("入账"), "run.book"),
    RunState.BOOKED: NextStep(
        _("全部结果明确后请出纳关闭，未付款项退回代发账户账面。"), "close", _("关闭"), "run.close"
    ),
    RunState.CLOSED: NextStep(_("本批次已办结。失败明细可编入再次发放批次。")),
    RunState.REFUSED: NextStep(_("银行未执行任何一笔。请查明原因，明细可编入再次发放批次。")),
    RunState.CANCELLED: NextStep(_("本批次已取消。名册明细可重新编制。")),
}
# Something may happen to a run by itself: the page asks again.
MOVING = (RunState.RELEASED, RunState.SENT, RunState.RECEIVED, RunState.RETURNED)
CANCELLABLE = (RunState.DRAFT, RunState.CHECKED, RunState.APPROVED)
