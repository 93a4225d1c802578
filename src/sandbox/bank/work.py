"""One pass of the bank's day: close earlier days, take, execute, answer."""

from datetime import date, timedelta

from sandbox.bank import execute, intake, replies, statements
from sandbox.bank.home import Bank


def work(
    bank: Bank,
    *,
    on: str,
    in_detail: bool = False,
    duplicate: bool = False,
    out_of_order: bool = False,
) -> list[str]:
    """Do all there is to do on the day; return the names of the files put out.

    A pass that was killed is simply made again: nothing is executed or numbered twice.
    """
    before = (date.fromisoformat(on) - timedelta(days=1)).isoformat()
    statements.close_days(bank, through=before, in_detail=in_detail)
    with bank.transaction():
        bank.mark_day(on)
    intake.take_all(bank, on=on)
    execute.execute_due(bank, on=on)
    return replies.send_all(bank, duplicate=duplicate, out_of_order=out_of_order)
