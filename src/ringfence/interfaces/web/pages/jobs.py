"""Background jobs and health: how what the installation does by itself is going."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ringfence.installation.config import config
from ringfence.interfaces.checkup.finding import Level
from ringfence.interfaces.checkup.running import running_findings
from ringfence.interfaces.jobs.asked import ASKED
from ringfence.interfaces.jobs.schedule import BY_NAME
from ringfence.interfaces.jobs.selectors import job_rows, unfinished_rows
from ringfence.interfaces.jobs.services import job_retry
from ringfence.interfaces.web.request import PageRequest

_STATES: dict[str, tuple[str, Promise]] = {
    "FAILED": ("danger", gettext_lazy("失败")),
    "RETRYING": ("warning", gettext_lazy("待重试")),
    "WORKING": ("azure", gettext_lazy("进行中")),
    "WAITING": ("azure", gettext_lazy("排队中")),
    "DONE": ("success", gettext_lazy("完成")),
    "NEVER": ("secondary", gettext_lazy("尚未运行")),
}
_LEVELS: dict[Level, tuple[str, Promise]] = {
    Level.OK: ("success", gettext_lazy("正常")),
    Level.NOTE: ("warning", gettext_lazy("注意")),
    Level.FAULT: ("danger", gettext_lazy("故障")),
}


@require_safe
def jobs(request: PageRequest) -> HttpResponse:
    """Return health, jobs, and pieces that failed; 204 where all is as it was seen to be.

    The page asks for itself again, with the mark of what it shows: what has not changed is not
    swapped. Refuses: NotPermitted.
    """
    rows = job_rows(actor=request.actor, at=request.at)
    unfinished = unfinished_rows(actor=request.actor)
    findings = list(running_findings(config(), jobs=rows, at=request.at))
    mark = hashlib.sha256(repr((rows, unfinished, findings)).encode()).hexdigest()[:16]
    if "HX-Request" in request.headers and request.GET.get("shown") == mark:
        return HttpResponse(status=204)
    context: dict[str, Any] = {
        "findings": [(each, *_LEVELS[each.level]) for each in findings],
        "rows": [(row, *_STATES[row.state]) for row in rows],
        "unfinished": [
            (each, BY_NAME.get(each.name) or ASKED.get(each.name), *_STATES[each.state])
            for each in unfinished
        ],
        "mark": mark,
        "may_retry": request.actor.may("job.retry"),
    }
    return render(request, "web/jobs.html", context)


@require_POST
def retry(request: PageRequest, job_id: int) -> HttpResponse:
    """Return the way back once the piece is to be tried now. Refuses: as `job_retry`."""
    job_retry(job_id=job_id, actor=request.actor, at=request.at)
    messages.success(request, _("已安排立即重试。"))
    return redirect("jobs")
