"""`ringfence registry`: people and cards, taken in and put right."""

import argparse
from pathlib import Path

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import add_actor, add_at, at_of
from ringfence.kernel.money import yuan_text


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("registry", help="people and cards 人员与卡登记")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    load = verbs.add_parser("load", help="take people, cards and balances in 导入")
    load.add_argument("file", type=Path)
    load.add_argument("--programme", required=True)
    add_at(load)
    load.set_defaults(run=_load)
    correct = verbs.add_parser("correct", help="put bank accounts right from a list 更正账户")
    correct.add_argument("file", type=Path, help=".csv: identity_number,account_number,bank_code")
    add_actor(correct)
    correct.set_defaults(run=_correct)


def _load(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.benefits.services import programme_find
    from ringfence.regimes.card.registry.services import registry_load

    loaded = registry_load(
        path=arguments.file,
        programme=programme_find(arguments.programme),
        at=at_of(arguments),
    )
    print(f"{loaded.person_count} people 人, {yuan_text(loaded.personal_fen)} yuan 元")


def _correct(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.registry.services import card_accounts_correct

    corrected_count = card_accounts_correct(
        path=arguments.file, actor=arguments.actor, at=at_of(arguments)
    )
    print(f"{corrected_count} corrected 已更正")
