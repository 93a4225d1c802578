"""`ringfence demo`: a month of pension payments and a custody day, start to finish."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from ringfence.demo.sample.people import CAPACITY
from ringfence.demo.sample.province import BANKS
from ringfence.installation.config import config, home_made
from ringfence.installation.database import open_database
from ringfence.kernel.clock import now

if TYPE_CHECKING:
    from ringfence.demo.story import Step

_SEED_MAX = 2**32 - 1
# Where `ringfence serve` is, with nothing else asked.
_ADDRESS = "http://127.0.0.1:8000/try/"


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    noun = nouns.add_parser("demo", help="a sample month and a custody day 演示")
    noun.add_argument(
        "--people", type=_people_count, default=20_000, help="people of the province 人数"
    )
    noun.add_argument("--seed", type=_seed, default=1, help="the same seed, the same province 种子")
    noun.add_argument("--profile", choices=["DELIMITED", "ISO"], default="DELIMITED")
    noun.add_argument("--suite", choices=["NATIONAL", "INTERNATIONAL"], default="NATIONAL")
    noun.set_defaults(run=_demo)


def _people_count(text: str) -> int:
    """Return a number of people with which every sample bank has somebody to pay."""
    if not (text.isascii() and text.isdigit() and len(BANKS) <= int(text) <= CAPACITY):
        raise argparse.ArgumentTypeError(f"{text} is no number from {len(BANKS)} to {CAPACITY}")
    return int(text)


def _seed(text: str) -> int:
    """Return a seed that every part of the demo takes."""
    if not (text.isascii() and text.isdigit() and int(text) <= _SEED_MAX):
        raise argparse.ArgumentTypeError(f"{text} is no number from 0 to {_SEED_MAX}")
    return int(text)


def _demo(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.demo.custody import custody_print, custody_steps
    from ringfence.demo.home import home_claim
    from ringfence.demo.month import month_steps
    from ringfence.demo.province import Province, set_up_steps
    from ringfence.demo.story import DemoStopped, Storyteller
    from ringfence.demo.summary import summary_print
    from ringfence.interfaces.cli.main import main

    folder = home_made() / "demo"
    province = Province(
        folder=folder,
        people_count=arguments.people,
        seed=arguments.seed,
        profile=arguments.profile,
        suite=arguments.suite,
    )
    home_claim(province)
    console = Console(highlight=False, file=sys.stdout)  # also where a step reads what is printed
    teller = Storyteller(console, main)
    try:
        teller.tell(
            [
                *set_up_steps(province, teller),
                *month_steps(province, teller, folder),
                *custody_steps(teller, config().home, folder / "custody", arguments.seed),
                _sign_in_step(folder),
            ]
        )
    except (DemoStopped, KeyboardInterrupt) as stopped:
        console.print(f"[red]演示中止 stopped at: {stopped or 'Ctrl-C'}[/red]")
        console.print("再次运行 ringfence demo 可从此处继续。Run it again to go on from here.")
        return 1
    summary_print(console, folder)
    custody_print(console, folder / "custody")
    console.print("继续查看 look around: ringfence run list · ringfence clauses · ringfence --help")
    console.print(f"打开网页 see the pages: make try  →  {_ADDRESS}", soft_wrap=True)
    return 0


def _sign_in_step(folder: Path) -> "Step":
    from ringfence.demo.sign_ins import (
        sign_ins_are_made,
        sign_ins_make,
        sign_ins_print,
        sign_ins_ready,
    )
    from ringfence.demo.story import Step

    def act() -> None:
        sign_ins_make(folder, at=now())
        sign_ins_print(sign_ins_ready(folder))

    return Step("各角色登录 a sign-in for each role", sign_ins_are_made, act)
