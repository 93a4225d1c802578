"""Duties, approvals and notices, one by one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ringfence.desk.approvals import approval_decide, approval_may_decide
from ringfence.desk.declared import kinds
from ringfence.desk.domain import ApprovalState, DutyState, Verdict
from ringfence.desk.duties import duty_cancel
from ringfence.desk.notices import notice_read
from ringfence.desk.selectors import approval_known, approval_show, duty_show
from ringfence.desk.tray import notices_unread
from ringfence.interfaces.web.organisation import organisation_chosen
from ringfence.interfaces.web.pages.desk_words import VERDICTS
from ringfence.interfaces.web.request import PageRequest

_READ = "desk.read"
_NOTICES = 50


def duty(request: PageRequest, duty_id: UUID) -> HttpResponse:
    """Return the page of one duty. Refuses: DutyUnknown."""
    shown = duty_show(duty_id=duty_id, actor=request.actor)
    open_states = (DutyState.OPEN, DutyState.LATE)
    may_cancel = request.actor.may("duty.cancel", organisation=shown.duty.organisation_code)
    context = {
        "duty": shown.duty,
        "kind": kinds().duties[shown.duty.kind],
        "escalations": shown.escalations,
        "may_cancel": may_cancel and shown.duty.state in open_states,
        "trail": [(_("首页"), "home")],
    }
    return render(request, "web/duty.html", context)


@require_POST
def duty_act(request: PageRequest, duty_id: UUID) -> HttpResponse:
    """Cancel a duty for the reason that is given. Refuses: as duty_cancel."""
    reason = request.POST.get("reason", "")
    duty_cancel(duty_id=duty_id, reason=reason, actor=request.actor, at=request.at)
    messages.success(request, _("期限事项已取消。"))
    return redirect("duty", duty_id)


def approval(request: PageRequest, approval_id: UUID) -> HttpResponse:
    """Return the page of one approval. Refuses: ApprovalUnknown."""
    shown = approval_show(approval_id=approval_id, actor=request.actor)
    code = request.actor.code
    deciders = {each.decider for each in shown.decisions}
    concerned = {shown.approval.asked_by, *shown.approval.prepared_by}
    context = {
        "approval": shown.approval,
        "kind": kinds().approvals[shown.approval.kind],
        "decisions": [(each, VERDICTS[each.verdict]) for each in shown.decisions],
        "approved_count": sum(each.verdict == Verdict.APPROVE for each in shown.decisions),
        "is_pending": shown.approval.state == ApprovalState.PENDING,
        "is_own": code in concerned,
        "has_decided": code in deciders,
        "may_decide": approval_may_decide(
            approval=shown.approval, actor=request.actor, at=request.at
        ),
        "trail": [(_("首页"), "home")],
    }
    return render(request, "web/approval.html", context)


@require_POST
def approval_act(request: PageRequest, approval_id: UUID) -> HttpResponse:
    """Decide an approval, with a reason. Refuses: ApprovalUnknown, as approval_decide."""
    approval_known(approval_id=approval_id, actor=request.actor, at=request.at)
    wants_return = request.POST.get("verdict") == Verdict.RETURN
    approval_decide(
        approval_id=approval_id,
        verdict=Verdict.RETURN if wants_return else Verdict.APPROVE,
        reason=request.POST.get("reason", ""),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("已退回。") if wants_return else _("已批准。"))
    return redirect("approval", approval_id)


def notices(request: PageRequest) -> HttpResponse:
    """Return the unread notices of the chosen organisation, the newest first."""
    chosen = organisation_chosen(request, permission=_READ)
    found = (
        notices_unread(
            organisation=chosen,
            actor=request.actor,
            limit=_NOTICES,
            before=_uuid(request.GET.get("before", "")),
        )
        if chosen
        else []
    )
    context = {
        "notices": found,
        "before": found[-1].id if len(found) == _NOTICES else "",
        "trail": [(_("首页"), "home")],
    }
    return render(request, "web/notices.html", context)


@require_POST
def notice_act(request: PageRequest, notice_id: UUID) -> HttpResponse:
    """Mark a notice as read. Refuses: NoticeUnknown."""
    notice_read(notice_id=notice_id, actor=request.actor, at=request.at)
    return redirect("notices")


def _uuid(text: str) -> UUID | None:
    """Return the id that an address names; None for what is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
