"""What templates say often: icons, the sentence of a language, the query with one part changed."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.templatetags.static import static
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ringfence.kernel.clock import SHANGHAI, business_date, day_begins_at, last_instant
from ringfence.kernel.money import yuan_text
from ringfence.rulebook.proof import ClauseState

register = template.Library()

_INSTANT = timedelta(microseconds=1)

CLAUSE_STATES: dict[ClauseState, tuple[str, Promise]] = {
    ClauseState.ENFORCED: ("success", _("已执行")),
    ClauseState.RECORDED: ("azure", _("已记录")),
    ClauseState.PLANNED: ("secondary", _("待实现")),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a symbol of static/web/icons.svg; it is an ornament beside words."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("web/icons.svg"),
        name,
    )


@register.simple_tag
def told(thing: Any, name: str = "") -> str:
    """Return `thing.zh` or `thing.en`, or `thing.<name>_zh`, as the page's language has it."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    # English names of kinds and roles are written as they stand inside a sentence.
    return capfirst(str(getattr(thing, f"{name}_{language}" if name else language)))


@register.simple_tag
def clause_state(state: ClauseState) -> SafeString:
    """Return how far a clause is kept, as a badge."""
    colour, words = CLAUSE_STATES[state]
    return format_html('<span class="badge bg-{}-lt">{}</span>', colour, words)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """Return the page's query string with some of its parts changed."""
    parts: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        parts[name] = str(value)
    return parts.urlencode()


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """Return a form field's control, with the look and the fault that belong to it."""
    kind = getattr(field.field.widget, "input_type", "")
    look = {"checkbox": "form-check-input", "select": "form-select"}.get(kind, "form-control")
    attributes: dict[str, Any] = {"class": f"{look} is-invalid" if field.errors else look}
    if field.errors:
        attributes["aria-describedby"] = f"{field.auto_id}_error1"
    return field.as_widget(attrs=attributes)


@register.filter
def yuan(amount_fen: int | None) -> str:
    """Return an amount in fen as yuan with its thousands apart: `1,234.56`; a dash for None."""
    if amount_fen is None:
        return "–"
    whole, _point, fen = yuan_text(amount_fen).partition(".")
    return f"{int(whole):,}.{fen}" if whole != "-0" else f"-0.{fen}"


@register.filter
def count(number: int | None) -> str:
    """Return how many, with the thousands apart: `1,234`; a dash for None."""
    return "–" if number is None else f"{number:,}"


@register.filter
def deadline(due_at: datetime | None) -> str:
    """Return until when something can be done: the last day, as `2026-11-27`; a dash for None.

    With the time of day where that is not the day's own end: 24:00 is the end of the day before,
    and would be read as the beginning of the next.
    """
    if due_at is None:
        return "–"
    on = business_date(due_at)
    if due_at == day_begins_at(on):
        return business_date(due_at - _INSTANT).isoformat()
    if due_at == last_instant(on):
        return on.isoformat()
    return f"{due_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
