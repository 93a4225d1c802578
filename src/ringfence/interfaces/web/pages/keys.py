"""Exchange keys: whose, which is in force, which ends soon. Looked at here, changed by command."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ringfence.access.keys import key_seen, keys_seen
from ringfence.access.models import Organisation
from ringfence.banking.models import Bank
from ringfence.crypto.domain import KeyEvent, KeyPurpose, KeyState, Suite
from ringfence.crypto.key import public_pem
from ringfence.crypto.models import Key
from ringfence.interfaces.web.request import PageRequest

# A key that ends within this time is warned of: banks agree on another beforehand.
SOON = timedelta(days=30)
_TRAIL = [(_("交换密钥"), "keys")]
_STATES: dict[str, tuple[str, Promise]] = {
    KeyState.ACTIVE: ("success", _("使用中")),
    KeyState.RETIRED: ("secondary", _("已退役")),
    KeyState.REVOKED: ("danger", _("已吊销")),
}
_PURPOSES: dict[str, Promise] = {KeyPurpose.SIGN: _("签名"), KeyPurpose.ENCRYPT: _("加密")}
_SUITES: dict[str, Promise] = {Suite.NATIONAL: _("国密"), Suite.INTERNATIONAL: _("国际")}
_EVENTS: dict[str, Promise] = {
    KeyEvent.CREATE: _("生成"),
    KeyEvent.IMPORT: _("导入"),
    KeyEvent.ROTATE: _("轮换"),
    KeyEvent.RETIRE: _("退役"),
    KeyEvent.REVOKE: _("吊销"),
}


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key with its words; `is_over` and `ends_soon` of one that is to make new files."""

    key: Key
    owner: str
    fingerprint: str
    purpose: Promise
    suite: Promise
    state: Promise
    colour: str
    is_over: bool
    ends_soon: bool

    @property
    def is_in_force(self) -> bool:
        """Return whether new files are made with it."""
        return self.key.state == KeyState.ACTIVE and not self.is_over


@require_safe
def keys(request: PageRequest) -> HttpResponse:
    """Return the keys, those in force apart from former ones. Refuses: NotPermitted."""
    found = keys_seen(actor=request.actor)
    names = _names({key.owner for key in found})
    rows = [_row(key, names, request.at) for key in found]
    context = {
        "active": [row for row in rows if row.key.state == KeyState.ACTIVE],
        "former": [row for row in rows if row.key.state != KeyState.ACTIVE],
        "ending": [row for row in rows if row.ends_soon or row.is_over],
    }
    return render(request, "web/exchange_keys.html", context)


@require_safe
def key(request: PageRequest, key_id: str) -> HttpResponse:
    """Return one key, its public half and its history. Refuses: NotPermitted, KeyUnknown."""
    found = key_seen(key_id=key_id, actor=request.actor)
    context = {
        "row": _row(found, _names({found.owner}), request.at),
        "records": [(record, _EVENTS[record.event]) for record in found.records.order_by("-id")],
        "pem": public_pem(found.public()),
        "trail": _TRAIL,
    }
    return render(request, "web/exchange_key.html", context)


def _names(owners: set[str]) -> dict[str, str]:
    """Return what banks and organisations are called, by the code that owns a key."""
    names = dict(Bank.objects.filter(code__in=owners).values_list("code", "name"))
    return names | dict(Organisation.objects.filter(code__in=owners).values_list("code", "name"))


def _row(key: Key, names: dict[str, str], at: datetime) -> KeyRow:
    colour, state = _STATES[key.state]
    until_at = key.usable_until_at if key.state == KeyState.ACTIVE else None
    is_over = until_at is not None and until_at <= at
    return KeyRow(
        key=key,
        owner=names.get(key.owner, ""),
        fingerprint=key.public().fingerprint,
        purpose=_PURPOSES[key.purpose],
        suite=_SUITES[key.suite],
        state=_("已到期") if is_over else state,
        colour="danger" if is_over else colour,
        is_over=is_over,
        ends_soon=until_at is not None and not is_over and until_at - at <= SOON,
    )
