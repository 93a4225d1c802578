"""The pages' addresses, and some where each thing goes wrong that can."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.utils import OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from ringfence.interfaces.web import urls
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.citation import Citation
from ringfence.kernel.refusal import Refusal

handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

tries: list[str] = []


class SampleRefused(Refusal):
    """A sample."""

    code = "SAMPLE_REFUSED"
    en = "The balance would be {after_fen}."
    zh = "余额将为{after_fen}元。"


def refused(request: PageRequest) -> HttpResponse:
    """Refuse, with a clause."""
    raise SampleRefused(cite=Citation("MUF-11.2"), after_fen=11_000)


def not_permitted(request: PageRequest) -> HttpResponse:
    """Ask the actor for what nobody may."""
    request.actor.require("sample.nothing")
    return HttpResponse()


def broken(request: PageRequest, who: str) -> HttpResponse:
    """Fail, with the words of the address in the words of the fault."""
    raise ValueError(who)


def forbidden(request: PageRequest) -> HttpResponse:
    """Fail as Django's own checks do."""
    raise PermissionDenied


def suspicious(request: PageRequest) -> HttpResponse:
    """Fail as for a request that no browser makes."""
    raise SuspiciousOperation


def cut_off(request: PageRequest) -> HttpResponse:
    """Meet a database that is gone at the first try."""
    tries.append(str(request.method))
    if len(tries) == 1:
        raise OperationalError("server closed the connection unexpectedly")
    return HttpResponse("shown")


def personal(request: PageRequest) -> HttpResponse:
    """Show what is personal."""
    return render(request, "web/personal.html")


urlpatterns = [
    *urls.urlpatterns,
    path("refused/", refused),
    path("not-permitted/", not_permitted),
    path("broken/<str:who>/", broken),
    path("forbidden/", forbidden),
    path("suspicious/", suspicious),
    path("cut-off/", cut_off),
    path("personal/", personal),
]
