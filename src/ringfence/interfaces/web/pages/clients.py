"""API clients: programs of organisations, what they may, how often, and their public keys.

A private key is never asked for. A public one is shown with its fingerprint before it is stored.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from ringfence.access import seen
from ringfence.access.client_refusals import CALLS, ClientClosed
from ringfence.access.clients import api_key_add, api_key_end, client_close, client_open
from ringfence.access.domain import KeyAlgorithm
from ringfence.access.key_material import fingerprint_of, spki_of
from ringfence.access.models import ApiClient, ApiKey, Organisation
from ringfence.access.signed_request import key_id_of
from ringfence.interfaces.web.pages.client_forms import KeyForm, OpenForm
from ringfence.interfaces.web.request import PageRequest
from ringfence.kernel.clock import day_ends_at

_PAGE = 50
_MOST_ORGANISATIONS = 500
# A key that ends within this time is warned of: another has to be agreed on before.
SOON = timedelta(days=30)
_TRAIL = [(gettext_lazy("接口客户端"), "clients")]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key, and how it stands: `state` in words with the colour of its badge."""

    key: ApiKey
    fingerprint: str
    state: str | Promise
    colour: str
    is_over: bool
    ends_soon: bool


@require_safe
def clients(request: PageRequest) -> HttpResponse:
    """Return the clients that the actor sees, with how their keys stand. Refuses: NotPermitted."""
    words = request.GET.get("words", "").strip()
    found = seen.clients_seen(actor=request.actor).prefetch_related("keys")
    if words:
        is_like = Q(code__icontains=words) | Q(name__icontains=words)
        found = found.filter(is_like | Q(organisation__name__icontains=words))
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_client_row(client, request.at) for client in page],
        "words": words,
        "may_change": request.actor.may("client.change"),
    }
    return render(request, "web/clients.html", context)


def register(request: PageRequest) -> HttpResponse:
    """Return the form for a new client, and the way to its page once it is registered.

    First the organisation is chosen: which scopes there are depends on it.
    Refuses: NotPermitted and what `client_open` refuses. Source: OP-A2.
    """
    request.actor.require("client.change")
    known = seen.organisations_seen(actor=request.actor).filter(closed_on__isnull=True)
    asked = request.GET.get("organisation", "").strip()
    organisation = known.filter(code=asked).first()
    context: dict[str, Any] = {
        "asked": asked,
        "organisation": organisation,
        "organisations": known[:_MOST_ORGANISATIONS],
        "trail": _TRAIL,
    }
    if organisation is not None:
        form = OpenForm(organisation, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return _opened(request, organisation, form)
        context["form"] = form
    return render(request, "web/client_register.html", context)


@require_safe
def client(request: PageRequest, code: str) -> HttpResponse:
    """Return one client with its keys. Refuses: as `client_seen`."""
    found = seen.client_seen(code=code, actor=request.actor)
    rows = [
        _key_row(key, request.at)
        for key in found.keys.order_by("-valid_until_at", "-valid_from_at", "key_id")
    ]
    context = {
        "client": found,
        "rows": rows,
        "has_key": any(not row.is_over for row in rows),
        "may_change": _may_change(request, found),
        "trail": _TRAIL,
    }
    return render(request, "web/client.html", context)


def key_add(request: PageRequest, code: str) -> HttpResponse:
    """Return the form for a further key; its fingerprint; or the way back once it is stored.

    The first post shows the fingerprint and stores nothing. The second, which names the id that
    was shown, stores the same key.
    Refuses: as `client_seen`, ClientClosed, as `api_key_add`. Source: OP-23.
    """
    found = seen.client_seen(code=code, actor=request.actor)
    request.actor.require("client.change", area=found.organisation.significant)
    if found.closed_at is not None:
        raise ClientClosed(cite=CALLS, client=code, closed_at=found.closed_at)
    form = KeyForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"client": found, "form": form, "trail": _TRAIL}
    if form.is_valid():
        algorithm = KeyAlgorithm(form.cleaned_data["algorithm"])
        spki = spki_of(form.cleaned_data["key"], algorithm)
        key_id = key_id_of(spki, algorithm)
        if request.POST.get("key_id") == key_id:
            return _added(request, found, form)
        context |= {"key_id": key_id, "fingerprint": fingerprint_of(spki, algorithm)}
        context["until_at"] = day_ends_at(form.cleaned_data["until_on"])
        context["beside_count"] = _lasting(found, request.at)
    return render(request, "web/client_key.html", context)


@require_POST
def key_end(request: PageRequest, code: str, key_id: str) -> HttpResponse:
    """Return the way back once the key has ended; 404 where it is none of this client's.

    Refuses: as `client_seen` and `api_key_end`. Source: OP-23.
    """
    found = seen.client_seen(code=code, actor=request.actor)
    if not found.keys.filter(key_id=key_id).exists():
        raise Http404
    api_key_end(key_id=key_id, actor=request.actor, at=request.at)
    messages.success(request, _("公钥已停用，用它签名的请求即刻被拒绝。"))
    return redirect("client", code)


@require_POST
def close(request: PageRequest, code: str) -> HttpResponse:
    """Return the way back once the client is closed.

    Refuses: as `client_seen` and `client_close`. Source: OP-A2.
    """
    found = seen.client_seen(code=code, actor=request.actor)
    client_close(code=found.code, actor=request.actor, at=request.at)
    messages.success(request, _("客户端已停用，其请求即刻被拒绝。"))
    return redirect("client", code)


def _opened(request: PageRequest, organisation: Organisation, form: OpenForm) -> HttpResponse:
    opened = client_open(
        **form.cleaned_data,
        organisation_code=organisation.code,
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("已登记。请登记其公钥，之后方可调用。"))
    return redirect("client", opened.code)


def _added(request: PageRequest, found: ApiClient, form: KeyForm) -> HttpResponse:
    api_key_add(
        client_code=found.code,
        algorithm=KeyAlgorithm(form.cleaned_data["algorithm"]),
        pem=form.cleaned_data["key"],
        valid_from_at=form.valid_from_at(request.at),
        valid_until_at=day_ends_at(form.cleaned_data["until_on"]),
        actor=request.actor,
        at=request.at,
    )
    messages.success(request, _("公钥已登记。"))
    return redirect("client", found.code)


def _may_change(request: PageRequest, found: ApiClient) -> bool:
    area = found.organisation.significant
    return found.closed_at is None and request.actor.may("client.change", area=area)


def _lasting(found: ApiClient, at: datetime) -> int:
    """Return how many keys go on beside a new one."""
    return found.keys.filter(valid_until_at__gt=at).count()


def _client_row(found: ApiClient, at: datetime) -> dict[str, Any]:
    rows = [_key_row(key, at) for key in found.keys.all()]
    ends = [row.key.valid_until_at for row in rows if not row.is_over]
    uses = [row.key.last_used_at for row in rows if row.key.last_used_at]
    last_end = max(ends, default=None)
    return {
        "client": found,
        "key_count": len(ends),
        "last_end": last_end,
        # The last of its keys: nothing follows it yet.
        "ends_soon": last_end is not None and last_end - at <= SOON,
        "last_used_at": max(uses, default=None),
    }


def _key_row(key: ApiKey, at: datetime) -> KeyRow:
    is_over = key.valid_until_at <= at
    ends_soon = not is_over and key.valid_until_at - at <= SOON
    state, colour = _("有效"), "success"
    if is_over:
        state, colour = _("已失效"), "secondary"
    elif key.valid_from_at > at:
        state, colour = _("未生效"), "azure"
    elif ends_soon:
        state, colour = _("即将到期"), "warning"
    fingerprint = fingerprint_of(bytes(key.spki), KeyAlgorithm(key.algorithm))
    return KeyRow(key, fingerprint, state, colour, is_over, ends_soon)
