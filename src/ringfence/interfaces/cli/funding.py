"""`ringfence funding`: money announced for an own account."""

import argparse

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.kernel.amount import fen_from_yuan_text
from ringfence.kernel.money import yuan_text


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("funding", help="money for the payout accounts 拨款")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    announce = verbs.add_parser("announce", help="announce a sum under a reference 拨款通知")
    announce.add_argument("--programme", required=True)
    announce.add_argument("--account", required=True, help="own account 账号")
    announce.add_argument("--amount", required=True, help="yuan 元")
    announce.add_argument("--reference", required=True, help="on the bank's statement 附言")
    add_actor(announce)
    announce.set_defaults(run=_announce)


def _announce(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.statements.services import funding_announce
    from ringfence.regimes.card.benefits.services import programme_find

    at = at_of(arguments)
    notice = funding_announce(
        account_number=arguments.account,
        amount_fen=fen_from_yuan_text(arguments.amount),
        reference=arguments.reference,
        source_account_id=programme_find(arguments.programme).source_account_id,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(f"{notice.reference}  {yuan_text(notice.amount_fen)}")
