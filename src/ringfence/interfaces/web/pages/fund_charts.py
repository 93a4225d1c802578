"""The chart of a fund: what one kind of account held, day by day."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ringfence.interfaces.web.charts import Chart
from ringfence.kernel.money import yuan_text
from ringfence.ledger.standing import DayBalance


def daily_curve(days: Sequence[DayBalance], *, title: str) -> Chart:
    """Return a step line over the days, in yuan; the newest day first in the table."""
    return Chart(
        id="curve",
        title=title,
        headings=[_("日期"), _("日终余额（元）")],
        rows=[(day.on, yuan_text(day.balance_fen)) for day in reversed(days)],
        option={
            "grid": {"left": 96, "right": 24, "top": 28, "bottom": 32},
            "xAxis": {"type": "category", "data": [day.on.isoformat() for day in days]},
            "yAxis": {"type": "value", "name": _("元"), "scale": True},
            "series": [
                {
                    "name": title,
                    "type": "line",
                    "step": "end",
                    "showSymbol": False,
                    "areaStyle": {"opacity": 0.12},
                    "data": [yuan_text(day.balance_fen) for day in days],
                }
            ],
        },
    )
