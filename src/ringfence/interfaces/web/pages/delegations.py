"""Who decides approvals in whose stead, and until when: seen, made, ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ringfence.access.actor import Actor
from ringfence.desk.declared import kinds
from ringfence.desk.delegations import (
    delegating_organisations,
    delegation_end,
    delegation_make,
    delegations_seen,
)
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.clock import business_date, day_begins_at, day_ends_at

_DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
# The end is exclusive: the last day is the one that its last instant is in.
_INSTANT = timedelta(microseconds=1)
_PERSON = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class DelegationForm(forms.Form):
    """Whose right, to whom, for which approvals, on which days (both included)."""

    kind = forms.ChoiceField(label=gettext_lazy("审批种类"))
    organisation = forms.ChoiceField(label=gettext_lazy("机构"))
    from_code = forms.CharField(
        label=gettext_lazy("审批人代码"), max_length=64, widget=forms.TextInput(_PERSON)
    )
    to_code = forms.CharField(
        label=gettext_lazy("代理人代码"), max_length=64, widget=forms.TextInput(_PERSON)
    )
    from_on = forms.DateField(label=gettext_lazy("起始日"), widget=_DAY)
    to_on = forms.DateField(label=gettext_lazy("最后一日"), widget=_DAY)

    def __init__(self, actor: Actor, *given: Any, **initial: Any) -> None:
        super().__init__(*given, **initial)
        named = delegating_organisations(actor)
        permissions = {each.permission for each in kinds().approvals.values()}
        own = {each.organisation for each in actor.grants if each.permission in permissions}
        self._choices("kind", [(each.code, told(each)) for each in kinds().approvals.values()])
        self._choices("organisation", [(code, code) for code in sorted(named | own)])
        # Who may not name another's delegate gives the own right alone.
        self.fields["from_code"].disabled = not named

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def is_for_nobody(self) -> bool:
        """Return whether the actor has no right to give and none to name a delegate for."""
        field = self.fields["organisation"]
        assert isinstance(field, forms.ChoiceField)
        return not field.choices


def delegations(request: PageRequest) -> HttpResponse:
    """Return what concerns the actor, and the form; or the way back once one is made.

    Refuses: what `delegation_make` refuses. Source: OP-25.
    """
    today = business_date(request.at)
    given = (request.POST,) if request.method == "POST" else ()
    initial = {"from_code": request.actor.code, "from_on": today, "to_on": today}
    form = DelegationForm(request.actor, *given, initial=initial)
    if form.is_valid():
        asked = form.cleaned_data
        delegation_make(
            kind=asked["kind"],
            organisation=asked["organisation"],
            from_code=asked["from_code"],
            to_code=asked["to_code"],
            valid_from_at=day_begins_at(asked["from_on"]),
            valid_until_at=day_ends_at(asked["to_on"]),
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("已指定代理审批人。"))
        return redirect("delegations")
    context = {
        "rows": _rows(request),
        "form": None if form.is_for_nobody else form,
        "trail": [(_("首页"), "home")],
    }
    return render(request, "web/delegations.html", context)


@require_POST
def delegation_act(request: PageRequest, delegation_id: UUID) -> HttpResponse:
    """Return the way back once the delegation is over. Refuses: what `delegation_end` refuses."""
    delegation_end(delegation_id=delegation_id, actor=request.actor, at=request.at)
    messages.success(request, _("代理已结束。"))
    return redirect("delegations")


def _rows(request: PageRequest) -> list[dict[str, Any]]:
    named = delegating_organisations(request.actor)
    found = delegations_seen(actor=request.actor, at=request.at)
    return [
        {
            "is": each,
            "kind": told(kinds().approvals[each.kind]),
            "last_on": business_date(each.valid_until_at - _INSTANT),
            "may_end": each.from_code == request.actor.code or each.organisation_code in named,
        }
        for each in found
    ]
