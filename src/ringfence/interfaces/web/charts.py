"""Charts: what is drawn, and the same numbers as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for web/chart.html: `option` is ECharts' own, `rows` are its numbers as a table."""

    id: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    option: dict[str, Any]

    @property
    def script_id(self) -> str:
        """Return the id of the element that holds the option."""
        return f"{self.id}-option"


def stacked_bars(
    *, chart_id: str, title: str, names: Sequence[str], parts: dict[str, Sequence[int]]
) -> Chart:
    """Return bars lying on their side, one a name, each made of parts; all are counts."""
    return Chart(
        id=chart_id,
        title=title,
        headings=["", *parts],
        rows=list(zip(names, *parts.values(), strict=True)),
        option={
            "grid": {"left": 60, "right": 24, "top": 8, "bottom": 48},
            "legend": {"bottom": 0},
            "xAxis": {"type": "value", "minInterval": 1},
            "yAxis": {"type": "category", "data": list(names), "inverse": True},
            "series": [
                {"name": name, "type": "bar", "stack": "all", "data": list(counts)}
                for name, counts in parts.items()
            ],
        },
    )
