"""The custody day as steps of the demo; its rules are adopted first, and that is said."""

import json
from datetime import date
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from ringfence import rulebook
from ringfence.demo.custody_day import DAY_FILE, CustodyStopped, custody_day
from ringfence.demo.story import DemoStopped, Step, Storyteller
from ringfence.kernel.money import yuan_text
from ringfence.rulebook.refusals import NoEditionInForce

CUSTODY_ON = date(2026, 11, 20)
_EDITION, _CITE, _FROM = "muf-continuation", "样例〔2022〕1号", "2022-06-01"


def custody_steps(teller: Storyteller, home: Path, folder: Path, seed: int) -> list[Step]:
    """Return the steps: the continuation of the rules switched on, then the day."""
    return [
        Step(
            "启用续行规定 rules continued", lambda: _is_adopted(home), lambda: _adopt(teller, home)
        ),
        Step(
            "专户一日 custody day",
            (folder / DAY_FILE).exists,
            lambda: _play(teller, folder, seed),
        ),
    ]


def custody_print(console: Console, folder: Path) -> None:
    """Write the day's figures, its reserve and the difference that was found."""
    day = json.loads((folder / DAY_FILE).read_text(encoding="utf-8"))
    row, found = day["day"], day["found"]
    prepaid, deposit = row["prepaid"], row["deposit"]
    table = Table(title="专户一日 custody day", title_justify="left", box=box.SIMPLE)
    for heading in ("专户", "银行", "应付用户"):
        table.add_column(heading, no_wrap=True)
    for name, money in (("押金 deposit", deposit), ("预付 prepaid", prepaid)):
        table.add_row(name, yuan_text(money["bank_fen"]), yuan_text(money["liabilities_fen"]))
    console.print(table)
    percent, rest = divmod(prepaid["ratio_ppm"], 10_000)
    console.print(
        f"备付金比例 reserve {percent}.{rest:04d}%；"
        f"当日预警 warnings {len(row['warnings'])}；清算差异 breaks found {len(found)}"
    )
    for each in found:
        sides = "  ".join(
            f"{label} {'-' if each[key] is None else yuan_text(each[key])}"
            for label, key in (
                ("企业 operator", "operator_fen"),
                ("账簿 ledger", "ledger_fen"),
                ("银行 bank", "bank_fen"),
            )
        )
        console.print(f"  {each['kind']}  {sides}", soft_wrap=True)


def _is_adopted(home: Path) -> bool:
    try:
        rulebook.load(home).value("reserve.floor", on=CUSTODY_ON)
    except NoEditionInForce:
        return False
    return True


def _adopt(teller: Storyteller, home: Path) -> None:
    teller.console.print(
        "  交运规〔2019〕5号有效期三年，2022-05-31 届满；演示以样例文号续行。\n"
        "  The mobility rules ended on 2022-05-31; the demo continues them by a sample citation.",
        soft_wrap=True,
    )
    teller.ringfence("rulebook", "adopt", _EDITION, "--cite", _CITE, "--from", _FROM)
    rulebook.use_home(home)


def _play(teller: Storyteller, folder: Path, seed: int) -> None:
    try:
        custody_day(teller.shown, folder, CUSTODY_ON, seed)
    except CustodyStopped as stopped:
        raise DemoStopped(str(stopped)) from stopped
