"""The figures of an organisation on its home page, as charts."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from ringfence.access.actor import Actor
from ringfence.banking.runs.figures import (
    AccountHeld,
    OutcomeSum,
    accounts_held,
    latest_period,
    outcome_sums_of,
)
from ringfence.interfaces.web.charts import Chart
from ringfence.interfaces.web.pages.desk_words import CODES
from ringfence.interfaces.web.templatetags.web import yuan
from ringfence.kernel.money import yuan_text

_SUCCESS = "SUCCESS"
_GRID = {"left": 8, "right": 32, "top": 8, "bottom": 8, "containLabel": True}


def home_charts(*, actor: Actor, organisation: str) -> list[Chart]:
    """Return the charts that the actor may see of what the organisation has; none without data."""
    charts: list[Chart] = []
    if actor.may("run.read", organisation=organisation):
        period = latest_period(organisation=organisation)
        sums = outcome_sums_of(organisation=organisation, period=period) if period else []
        charts += [_paid(sums, period), _outcomes(sums, period)] if sums else []
    if actor.may("fund.read", organisation=organisation):
        held = accounts_held(organisation=organisation)
        charts += [_held(held)] if held else []
    return charts


def _paid(sums: Sequence[OutcomeSum], period: str) -> Chart:
    """Return what was paid, by bank; a bank that has paid nothing yet has 0."""
    paid = {each.bank: 0 for each in sums}
    for each in sums:
        paid[each.bank] += each.sum_fen if each.outcome == _SUCCESS else 0
    return _bars(
        "paid",
        _("%(period)s 各银行已发放（元）") % {"period": period},
        [_("银行"), _("元")],
        [(bank, yuan_text(fen), yuan(fen)) for bank, fen in paid.items()],
    )


def _outcomes(sums: Sequence[OutcomeSum], period: str) -> Chart:
    """Return how many items there are of each outcome, the most first."""
    counts: dict[str, int] = {}
    for each in sums:
        counts[each.outcome] = counts.get(each.outcome, 0) + each.item_count
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    rows = [(str(CODES.get(code, code)), str(count), f"{count:,}") for code, count in ordered]
    title = _("%(period)s 明细结果（笔）") % {"period": period}
    return _bars("outcomes", title, [_("结果"), _("笔数")], rows)


def _held(held: Sequence[AccountHeld]) -> Chart:
    """Return what the books say that each own account holds."""
    return _bars(
        "held",
        _("账户账面余额（元）"),
        [_("账户"), _("元")],
        [
            (f"{each.bank} {each.number[-4:]}", yuan_text(each.balance_fen), yuan(each.balance_fen))
            for each in held
        ],
    )


def _bars(
    chart_id: str, title: str, headings: Sequence[str], rows: Sequence[tuple[str, str, str]]
) -> Chart:
    """Return bars lying on their side: (name, number as it is drawn, number as it is read)."""
    return Chart(
        id=chart_id,
        title=title,
        headings=headings,
        rows=[(name, read) for name, _drawn, read in rows],
        option={
            "grid": _GRID,
            "xAxis": {"type": "value", "splitNumber": 3, "axisLabel": {"hideOverlap": True}},
            "yAxis": {"type": "category", "inverse": True, "data": [name for name, *_rest in rows]},
            "series": [{"type": "bar", "barMaxWidth": 22, "data": [each[1] for each in rows]}],
        },
    )
