"""What the demo brought, on one screen."""

from collections import defaultdict
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from ringfence.demo.month_staff import AGENCY
from ringfence.demo.province import PERIOD, PROGRAMME
from ringfence.kernel.money import yuan_text


def summary_print(console: Console, folder: Path) -> None:
    """Write the month's runs by outcome, the reconciliations, and where to look further."""
    console.print()
    console.print(_runs_table())
    console.print(_reconciliation_table())
    console.print(f"月报 report: {folder / 'month.pdf'}  {folder / 'month.json'}", soft_wrap=True)


def _runs_table() -> Table:
    from ringfence.banking.models import Run
    from ringfence.banking.runs.selectors import outcome_sums

    table = Table(title=f"{PROGRAMME} {PERIOD}", title_justify="left", box=box.SIMPLE)
    table.add_column("批次 run", no_wrap=True)
    table.add_column("状态", no_wrap=True)
    for heading in ("明细", "成功", "金额", "失败", "未明"):
        table.add_column(heading, justify="right", no_wrap=True)
    for run in Run.objects.filter(programme=PROGRAMME, period=PERIOD).order_by("id"):
        counts: dict[str, int] = defaultdict(int)
        paid_fen = 0
        for row in outcome_sums(run):
            counts[row["outcome"]] = row["item_count"]
            paid_fen += row["sum_fen"] if row["outcome"] == "SUCCESS" else 0
        failed_count = sum(counts.values()) - counts["SUCCESS"] - counts["UNKNOWN_OUTCOME"]
        table.add_row(
            run.number,
            run.state,
            f"{run.item_count:,}",
            f"{counts['SUCCESS']:,}",
            yuan_text(paid_fen),
            f"{failed_count:,}",
            f"{counts['UNKNOWN_OUTCOME']:,}",
        )
    return table


def _reconciliation_table() -> Table:
    from ringfence.banking.statements.selectors import reconciliations_that_count

    table = Table(title="对账 reconciliation", title_justify="left", box=box.SIMPLE)
    table.add_column("账户 account", no_wrap=True)
    table.add_column("日期 on", no_wrap=True)
    for heading in ("银行 bank", "账面 books", "差异 breaks"):
        table.add_column(heading, justify="right", no_wrap=True)
    for each in reconciliations_that_count().filter(statement__account__owner=AGENCY):
        table.add_row(
            each.statement.account.number,
            str(each.statement.on),
            yuan_text(each.bank_fen),
            yuan_text(each.book_fen + each.in_transit_fen),
            str(each.break_count),
        )
    return table
