"""What pages say of work that somebody asked for and that goes on in the background."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.interfaces.jobs.models import AskedJob
from ringfence.interfaces.jobs.selectors import AskedState, asked_standing, worker_is_alive
from ringfence.interfaces.web.request import PageRequest

# Of each state: the colour of its badge, and its words.
STATES: dict[AskedState, tuple[str, Promise]] = {
    AskedState.WAITING: ("azure", _("排队中")),
    AskedState.WORKING: ("azure", _("进行中")),
    AskedState.RETRYING: ("warning", _("出错，稍后自动重试")),
    AskedState.FAILED: ("danger", _("失败")),
    AskedState.DONE: ("success", _("完成")),
    AskedState.REFUSED: ("danger", _("未办理")),
}


def asked_context(request: PageRequest, asked: AskedJob) -> dict[str, Any]:
    """Return the work, how it is, and whether anybody is there to do it."""
    standing = asked_standing(asked)
    colour, words = STATES[standing.state]
    return {
        "asked": asked,
        "state": standing.state.value,
        "state_words": words,
        "state_colour": colour,
        "fault": standing.fault,
        "is_moving": standing.is_moving,
        "lacks_worker": standing.is_moving and not worker_is_alive(at=request.at),
    }
