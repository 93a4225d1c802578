"""Where the pages lead: one entry a page that stands on its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ringfence.access.actor import Actor


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the menu.

    `permission` is what lets a person see it; empty: everybody signed in. After `g`, the letter
    `key` opens the page. `icon` names a symbol of static/web/icons.svg.
    """

    label: str | Promise
    url_name: str
    icon: str
    permission: str = ""
    key: str = ""


ENTRIES: tuple[NavEntry, ...] = (
    NavEntry(_("首页"), "home", "home", key="h"),
    NavEntry(_("发放批次"), "runs", "run", permission="run.read", key="b"),
    NavEntry(_("对账"), "reconciliations", "scale", permission="statement.read", key="c"),
    NavEntry(_("发放名册"), "rosters", "file", permission="roster.read", key="i"),
    NavEntry(_("专户资金"), "funds", "bank", "fund.read", key="f"),
    NavEntry(_("法规"), "clauses", "book", key="r"),
    NavEntry(_("工作日历"), "calendar", "calendar", key="d"),
    NavEntry(_("机构名录"), "organisations", "gear", "organisation.read", key="o"),
    NavEntry(_("人员"), "people", "people", "user.read", key="p"),
    NavEntry(_("接口客户端"), "clients", "key", "client.read", key="k"),
    NavEntry(_("交换密钥"), "keys", "lock", "key.read", key="x"),
    NavEntry(_("系统运行"), "jobs", "clock", "system.watch", key="j"),
    NavEntry(_("审计"), "audit", "shield", "audit.read", key="a"),
)


def entries_for(actor: Actor) -> list[NavEntry]:
    """Return the entries that the actor may see, in order."""
    return [each for each in ENTRIES if not each.permission or actor.may(each.permission)]
