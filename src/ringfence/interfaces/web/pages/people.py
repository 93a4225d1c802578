"""People of the system: registered by one administrator, given rights by another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ringfence.access import seen
from ringfence.access.domain import Administration
from ringfence.access.memberships import membership_confirm, membership_end, membership_grant
from ringfence.access.models import Membership, User
from ringfence.access.passwords import password_reset
from ringfence.access.users import user_close, user_register
from ringfence.interfaces.web.pages.people_forms import SIDES, GrantForm, RegisterForm
from ringfence.interfaces.web.request import PageRequest
from ringfence.interfaces.web.signin.sessions import sessions_end
from ringfence.kernel.clock import day_ends_at

_PAGE = 50
_MOST_ORGANISATIONS = 500


@require_safe
def people(request: PageRequest) -> HttpResponse:
    """Return the people whom the actor sees, with their roles. Refuses: NotPermitted."""
    actor, at = request.actor, request.at
    words, side = request.GET.get("words", "").strip(), request.GET.get("side", "")
    found = seen.users_seen(actor=actor).prefetch_related(seen.counting_seen(actor=actor, at=at))
    if words:
        found = found.filter(Q(code__icontains=words) | Q(name__icontains=words))
    if side:
        found = found.filter(administration=side)
    context = {
        "page": Paginator(found, _PAGE).get_page(request.GET.get("page")),
        "may_register": actor.may("user.change"),
        "waiting": seen.waiting_seen(actor=actor, at=at),
        "sides": SIDES,
        "words": words,
        "side": side,
    }
    return render(request, "web/people.html", context)


def register(request: PageRequest) -> HttpResponse:
    """Return the form for a new person, and the way to that one's page once registered.

    Refuses: NotPermitted and what `user_register` refuses. Source: OP-22.1.
    """
    request.actor.require("user.change")
    form = RegisterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        given["administration"] = Administration(given["administration"])
        user = user_register(**given, actor=request.actor, at=request.at)
        messages.success(request, _("已登记。请由安全管理员授予角色和首个密码。"))
        return redirect("person", user.code)
    context = {"form": form, "heading": _("登记人员"), "trail": [(_("人员"), "people")]}
    return render(request, "web/form.html", context)


@require_safe
def person(request: PageRequest, code: str) -> HttpResponse:
    """Return one person with all roles, past and present. Refuses: as `user_seen`."""
    user = seen.user_seen(code=code, actor=request.actor)
    return render(request, "web/person.html", _context(request, user, GrantForm(user)))


@require_POST
def grant(request: PageRequest, code: str) -> HttpResponse:
    """Return the way back once the role is given. Refuses: as `user_seen`, `membership_grant`."""
    user = seen.user_seen(code=code, actor=request.actor)
    form = GrantForm(user, request.POST)
    if not form.is_valid():
        return render(request, "web/person.html", _context(request, user, form))
    given = form.cleaned_data
    membership = membership_grant(
        user_code=user.code,
        organisation_code=given["organisation"],
        role_code=given["role"],
        area_code=given["area"] or None,
        valid_until_at=day_ends_at(given["until_on"]) if given["until_on"] else None,
        actor=request.actor,
        at=request.at,
    )
    told = _("已授予。待审计管理员确认后生效。") if membership.needs_confirmation else _("已授予。")
    messages.success(request, told)
    return redirect("person", user.code)


@require_POST
def act(request: PageRequest, code: str, what: str) -> HttpResponse:
    """Return what follows from closing a person, resetting the password or ending sessions.

    A one-time password is shown on this answer alone. Refuses: as `user_seen` and the services.
    """
    user = seen.user_seen(code=code, actor=request.actor)
    if what == "password":
        password = password_reset(code=user.code, actor=request.actor, at=request.at)
        context = {"person": user, "password": password, "trail": [(_("人员"), "people")]}
        response = render(request, "web/person_password.html", context)
        response["Cache-Control"] = "no-store"
        return response
    if what == "sessions":
        count = sessions_end(user_code=user.code, actor=request.actor, at=request.at)
        messages.success(request, _("已结束会话：%(count)s 个。") % {"count": count})
    else:
        user_close(code=user.code, actor=request.actor, at=request.at)
        messages.success(request, _("已停用。"))
    return redirect("person", user.code)


@require_POST
def membership_act(request: PageRequest, membership_id: UUID, what: str) -> HttpResponse:
    """Return the way back once a role is confirmed or taken. Refuses: as the services do."""
    service = membership_confirm if what == "confirm" else membership_end
    done: Membership = service(membership_id=membership_id, actor=request.actor, at=request.at)
    messages.success(request, _("已确认。") if what == "confirm" else _("已收回。"))
    return redirect("person", done.user_id)


def _context(request: PageRequest, user: User, form: GrantForm) -> dict[str, Any]:
    rows = seen.memberships_seen(actor=request.actor).filter(user=user)
    rows = rows.select_related("organisation", "area")
    actor = request.actor
    organisations = seen.organisations_seen(actor=actor).filter(closed_on__isnull=True)
    return {
        "person": user,
        "side": SIDES[Administration(user.administration)],
        "memberships": rows,
        "form": form,
        "organisations": organisations[:_MOST_ORGANISATIONS],
        "is_oneself": actor.code == user.code,
        "may": {
            name: actor.may(permission)
            for name, permission in (
                ("close", "user.change"),
                ("grant", "membership.grant"),
                ("confirm", "membership.confirm"),
                ("password", "password.reset"),
                ("sessions", "session.end"),
            )
        },
        "trail": [(_("人员"), "people")],
    }
