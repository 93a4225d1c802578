"""The demonstration's door: a sign-in for each role. Elsewhere there is no such page."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render

from ringfence.access.declared import declared
from ringfence.access.domain import Administration
from ringfence.access.models import Membership, User
from ringfence.demo.sign_ins import sign_ins_ready
from ringfence.installation.config import config
from ringfence.interfaces.web.request import PageRequest


@login_not_required
def try_it(request: PageRequest) -> HttpResponse:
    """Return the sample's people with their passwords, by organisation; 404 in real installations.

    A home folder is a demonstration's where the demo kept passwords that the database knows.
    """
    passwords = {each.code: each.password for each in sign_ins_ready(config().home / "demo")}
    if not passwords:
        raise Http404
    rows = [_row(user, passwords[user.code]) for user in User.objects.filter(code__in=passwords)]
    rows.sort(key=lambda row: (row["is_administration"], row["organisations"], row["code"]))
    response = render(request, "web/try_it.html", {"rows": rows})
    response["Cache-Control"] = "no-store"
    return response


def _row(user: User, password: str) -> dict[str, Any]:
    memberships = list(Membership.objects.filter(user=user).select_related("organisation"))
    roles = declared().roles
    return {
        "code": user.code,
        "name": user.name,
        "password": password,
        "is_administration": user.administration != Administration.BUSINESS,
        "organisations": sorted({each.organisation.name for each in memberships}),
        "roles": [roles[each.role_id] for each in memberships if each.role_id in roles],
    }
