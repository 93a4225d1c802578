"""`ringfence registry`: people and cards, taken in, put right and found."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from ringfence.installation.config import config
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import business_date
from ringfence.kernel.money import yuan_text
from ringfence.workdays.store import calendar_in

if TYPE_CHECKING:
    from ringfence.desk.models import Approval

_MOST = 20


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("registry", help="people and cards 人员与卡登记")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    propose = verbs.add_parser("propose", help="ask for the approval of a list to load 提交导入")
    propose.add_argument("file", type=Path)
    add_actor(propose)
    propose.set_defaults(run=_propose)
    load = verbs.add_parser("load", help="take an approved list of people and cards in 导入")
    load.add_argument("file", type=Path)
    load.add_argument("--programme", required=True)
    add_actor(load)
    load.set_defaults(run=_load)
    correct = verbs.add_parser(
        "correct", help="propose bank accounts put right from a list 提交账户更正"
    )
    correct.add_argument("file", type=Path, help=".csv: identity_number,account_number,bank_code")
    add_actor(correct)
    correct.set_defaults(run=_correct)
    find = verbs.add_parser("find", help="people by a whole number, name or pinyin 查找人员")
    find.add_argument("words", help="- reads them from standard input, which no shell remembers")
    find.add_argument("--json", action="store_true")
    add_actor(find)
    find.set_defaults(run=_find, is_act=False)


def _propose(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.registry.proposal import registry_propose

    at = at_of(arguments)
    _waits(
        registry_propose(
            path=arguments.file,
            calendar=calendar_in(config().home),
            actor=actor_of(arguments, at=at),
            at=at,
        )
    )


def _load(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.benefits.services import programme_find
    from ringfence.regimes.card.registry.services import registry_load

    at = at_of(arguments)
    loaded = registry_load(
        path=arguments.file,
        programme=programme_find(arguments.programme),
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(f"{loaded.person_count} people 人, {yuan_text(loaded.personal_fen)} yuan 元")


def _correct(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.registry.corrections import corrections_propose

    at = at_of(arguments)
    _waits(
        corrections_propose(
            path=arguments.file,
            calendar=calendar_in(config().home),
            actor=actor_of(arguments, at=at),
            at=at,
        )
    )


def _waits(approval: "Approval") -> None:
    """Say what waits for others, and what they type."""
    print(f"{approval.reason}  {approval.state}  ringfence desk decide {approval.id} approve")


def _find(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.purpose import Reading
    from ringfence.regimes.card.registry.finding import people_find, sought

    at = at_of(arguments)
    actor = actor_of(arguments, at=at)
    words = sys.stdin.readline() if arguments.words == "-" else arguments.words
    what = sought(words, on=business_date(at))
    reading = Reading(actor=actor, organisation="", purpose="", at=at)
    found = people_find(what=what, reading=reading, limit=_MOST) if what else []
    if arguments.json:
        print_json([asdict(each) for each in found])
        return
    print_table(
        ("id", "name 姓名", "identity number 身份证号码", "area 地区", "card 社保卡"),
        [tuple(asdict(each).values()) for each in found],
    )
