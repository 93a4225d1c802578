"""What pages of the desk say often: a subject with its page, a refusal that was kept."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ringfence.interfaces.web.pages.desk_words import CODES, STATES
from ringfence.interfaces.web.pages.run_words import STATES as RUN_STATES

register = template.Library()

# What things are called that duties, approvals, cases and notices are about.
_KINDS: dict[str, Promise] = {
    "run": _("批次"),
    "run_item": _("批次明细"),
    "run_step": _("批次步骤"),
    "roster": _("名册"),
    "roster_line": _("名册明细"),
    "bank_statement": _("对账单"),
    "reconciliation_break": _("对账差异"),
    "correction_list": _("账户更正名单"),
    "custody_day": _("存管日"),
    "clearing_day": _("日终核对"),
    "clearing_break": _("清算差异"),
    "duty": _("期限事项"),
    "approval": _("审批"),
    "case": _("核查事项"),
}
# Those that have a page: its name; one whose id has more parts is shown on the page of the first.
_PAGES = {
    "run": "run",
    "run_item": "run",
    "bank_statement": "reconciliation",
    "duty": "duty",
    "approval": "approval",
    "case": "case",
    "correction_list": "corrections",
}
_OPAQUE = {
    "case",
    "clearing_break",
    "clearing_day",
    "correction_list",
    "duty",
    "bank_statement",
    "reconciliation_break",
    "roster",
    "run_step",
}


@register.simple_tag
def subject(kind: str, subject_id: str) -> SafeString:
    """Return what something is about, in words, with a link where it has a page."""
    words = _KINDS.get(kind, kind)
    whole = words if kind in _OPAQUE else f"{words} {subject_id}"
    if kind not in _PAGES:
        return format_html("{}", whole)
    url = reverse(_PAGES[kind], args=[subject_id.partition("/")[0]])
    return format_html('<a href="{}">{}</a>', url, whole)


@register.simple_tag
def desk_state(state: str) -> SafeString:
    """Return how a duty, an approval or a case stands, as a badge."""
    colour, words = STATES[state]
    return format_html('<span class="badge bg-{}-lt">{}</span>', colour, words)


@register.simple_tag
def run_state(state: str) -> SafeString:
    """Return how far a run is, as a badge."""
    colour, words = RUN_STATES[state]
    return format_html('<span class="badge bg-{}-lt">{}</span>', colour, words)


@register.filter
def code_words(code: str) -> str:
    """Return what a code of the floors below is called; a code without a name as it is."""
    return str(CODES.get(code, code))


@register.filter
def sentence(refusal: Mapping[str, Any]) -> str:
    """Return the sentence of a refusal as it was kept (`as_dict`), in the page's language."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return str(refusal["sentence"][language])
