"""The charts of one clause: its values step by step over time, and the refusals day by day."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from ringfence.audit.refused import RefusedCount
from ringfence.interfaces.web.charts import Chart
from ringfence.interfaces.web.pages.fund_words import told_words
from ringfence.interfaces.web.pages.value_words import (
    case_words,
    plain_number,
    unit_words,
    value_words,
)
from ringfence.interfaces.web.templatetags.web import told
from ringfence.kernel.refusal import refusal_words
from ringfence.rulebook.history import History, Span

# How far a chart shows an answer that has no beginning or no end.
_MARGIN = timedelta(days=365)


def step_chart(found: Sequence[History], *, chart_id: str, today: date) -> Chart:
    """Return the steps of one value, a line for each group of cases; its spans as the table."""
    days = [today] + [
        day
        for history in found
        for span in history.spans
        for day in (span.period.first_on, span.period.last_on)
        if day
    ]
    first_on, last_on = min(days) - _MARGIN, max(days) + _MARGIN
    rule = found[0].rule
    return Chart(
        id=chart_id,
        title=told(rule),
        headings=[_("情形"), _("自"), _("至"), _("规定"), _("版本")],
        rows=[_row(history, span) for history in found for span in history.spans],
        option={
            "grid": {"left": 64, "right": 24, "top": 28, "bottom": 56},
            "legend": {"bottom": 0, "type": "scroll"},
            "xAxis": {"type": "time", "min": first_on.isoformat(), "max": last_on.isoformat()},
            "yAxis": {"type": "value", "name": unit_words(rule.unit)},
            "series": [_line(history, first_on, last_on, today) for history in found],
        },
    )


def refused_chart(counts: Sequence[RefusedCount], *, from_on: date, to_on: date) -> Chart:
    """Return the refusals by day, a bar's part for each code; both days are included."""
    days = [from_on + timedelta(days=n) for n in range((to_on - from_on).days + 1)]
    codes = sorted({each.outcome for each in counts})
    by_day = {(each.on, each.outcome): each.entry_count for each in counts}
    return Chart(
        id="refused",
        title=_("近三十日依本条款不予办理的次数"),
        headings=[_("日期"), _("代码"), _("次数"), _("原因")],
        rows=[(each.on, each.outcome, each.entry_count, _meaning(each.outcome)) for each in counts],
        option={
            "grid": {"left": 40, "right": 16, "top": 12, "bottom": 56},
            "legend": {"bottom": 0, "type": "scroll"},
            "xAxis": {"type": "category", "data": [day.isoformat() for day in days]},
            "yAxis": {"type": "value", "minInterval": 1},
            "series": [
                {
                    "name": code,
                    "type": "bar",
                    "stack": "all",
                    "data": [by_day.get((day, code), 0) for day in days],
                }
                for code in codes
            ],
        },
    )


def _meaning(code: str) -> str:
    """Return what is said with the code, its facts left out; nothing for what is no refusal."""
    words = refusal_words(code)
    return told_words(words) if words else ""


def _row(history: History, span: Span) -> tuple[str, object, object, str, str]:
    cases = "；".join(case_words(case) for case in history.cases)
    value = value_words(span.value) if span.value else _("无有效版本")
    edition = span.value.edition if span.value else ""
    return cases, span.period.first_on or "…", span.period.last_on or "…", value, edition


def _line(history: History, first_on: date, last_on: date, today: date) -> dict[str, object]:
    points: list[tuple[str, str | None]] = []
    for span in history.spans:
        number = plain_number(span.value) if span.value else None
        points.append(((span.period.first_on or first_on).isoformat(), number))
        points.append(((span.period.last_on or last_on).isoformat(), number))
    now_line = {"symbol": "none", "data": [{"xAxis": today.isoformat()}], "label": {"show": False}}
    return {
        "name": "；".join(case_words(case) for case in history.cases) or told(history.rule),
        "type": "line",
        "step": "end",
        "symbolSize": 5,
        "data": points,
        "markLine": now_line,
    }
