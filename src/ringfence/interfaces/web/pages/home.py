"""The page after sign-in: what waits for one's organisation, then its figures."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ringfence.interfaces.web.request import PageRequest


def home(request: PageRequest) -> HttpResponse:
    """Return the home page."""
    tray = [
        (_("逾期"), _("没有逾期事项。")),
        (_("今日到期"), _("今日没有到期事项。")),
        (_("本周到期"), _("本周没有到期事项。")),
    ]
    return render(request, "web/home.html", {"tray": tray})
