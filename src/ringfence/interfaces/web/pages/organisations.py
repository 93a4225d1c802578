"""Organisations: registered, given further capacities, closed, by system administrators."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ringfence.access import seen
from ringfence.access.declared import declared
from ringfence.access.organisations import (
    organisation_close,
    organisation_open,
    organisation_take_on,
)
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.clock import business_date

_PAGE = 50


class TypeForm(forms.Form):
    """A type that an organisation takes on."""

    type_code = forms.ChoiceField(label=gettext_lazy("机构类型"))

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        field = self.fields["type_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (each.code, f"{told(each)} {each.clause}")
            for each in declared().organisation_types.values()
        ]


class OpenForm(TypeForm):
    """A new organisation."""

    code = forms.CharField(
        label=gettext_lazy("机构代码"),
        max_length=18,
        help_text=gettext_lazy("与协议、批次中的代码一致。"),
    )
    name = forms.CharField(label=gettext_lazy("名称"), max_length=128)
    area_code = forms.CharField(label=gettext_lazy("区划代码"), max_length=12)
    parent_code = forms.CharField(label=gettext_lazy("上级机构代码"), max_length=18, required=False)


@require_safe
def organisations(request: PageRequest) -> HttpResponse:
    """Return the organisations that the actor sees. Refuses: NotPermitted."""
    words, kind = request.GET.get("words", "").strip(), request.GET.get("type", "")
    found = seen.organisations_seen(actor=request.actor).select_related("area")
    found = found.prefetch_related("capacities")
    if words:
        found = found.filter(Q(code__icontains=words) | Q(name__icontains=words))
    if kind:
        found = found.filter(capacities__type=kind)
    context = {
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "types": declared().organisation_types.values(),
        "may_open": request.actor.may("organisation.change"),
        "words": words,
        "type": kind,
    }
    return render(request, "web/organisations.html", context)


def register(request: PageRequest) -> HttpResponse:
    """Return the form for a new organisation, and the way to its page once it is open.

    Refuses: NotPermitted and what `organisation_open` refuses. Source: OP-2.
    """
    request.actor.require("organisation.change")
    form = OpenForm(*([request.POST] if request.method == "POST" else []))
    if form.is_valid():
        given = form.cleaned_data
        given["parent_code"] = given["parent_code"] or None
        opened = organisation_open(
            **given, on=business_date(request.at), actor=request.actor, at=request.at
        )
        messages.success(request, _("已登记。"))
        return redirect("organisation", opened.code)
    context = {"form": form, "heading": _("登记机构"), "trail": [(_("机构名录"), "organisations")]}
    return render(request, "web/form.html", context)


@require_safe
def organisation(request: PageRequest, code: str) -> HttpResponse:
    """Return one organisation, its parts and its people. Refuses: as `organisation_seen`."""
    actor = request.actor
    found = seen.organisation_seen(code=code, actor=actor)
    people = seen.users_seen(actor=actor).filter(memberships__organisation=found).distinct()
    context = {
        "organisation": found,
        "capacities": found.capacities.order_by("since_on", "type_id"),
        "parts": found.children.order_by("code"),
        "people": people.prefetch_related(seen.counting_seen(actor=actor, at=request.at)),
        "form": TypeForm(),
        "may_change": actor.may("organisation.change", area=found.significant),
        "trail": [(_("机构名录"), "organisations")],
    }
    return render(request, "web/organisation.html", context)


@require_POST
def act(request: PageRequest, code: str, what: str) -> HttpResponse:
    """Return the way back once it is closed or of a further type.

    Refuses: as `organisation_seen` and the services.
    """
    found = seen.organisation_seen(code=code, actor=request.actor)
    on = business_date(request.at)
    if what == "close":
        organisation_close(code=found.code, on=on, actor=request.actor, at=request.at)
        messages.success(request, _("已停用。"))
    else:
        organisation_take_on(
            code=found.code,
            type_code=request.POST.get("type_code", ""),
            on=on,
            actor=request.actor,
            at=request.at,
        )
        messages.success(request, _("已增加身份。"))
    return redirect("organisation", found.code)
