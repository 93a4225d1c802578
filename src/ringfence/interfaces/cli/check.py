"""`ringfence check`: whether a number is right, what it says, and why not."""

import argparse
from typing import Any

from ringfence.interfaces.cli.arguments import day
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.bank_card import read_bank_card
from ringfence.kernel.clock import business_date, now
from ringfence.kernel.credit_code import read_credit_code
from ringfence.kernel.identity import read_identity_number
from ringfence.kernel.refusal import Refusal


def add_to(nouns: Any) -> None:
    """Add the noun `check` and its verbs."""
    parser = nouns.add_parser(
        "check", help="tell whether a number is right. 核对证件号码、统一社会信用代码、银行卡号"
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    identity = _add_verb(
        verbs, "identity", "an identity number of 18 characters 身份证件号码", check_identity
    )
    identity.add_argument(
        "--on", type=day, help="the day it is judged on; today without it 核对日，默认今天"
    )
    _add_verb(
        verbs, "credit-code", "a unified social credit code 统一社会信用代码", check_credit_code
    )
    _add_verb(verbs, "card", "a bank card number 银行卡号", check_card)


def check_identity(arguments: argparse.Namespace) -> int:
    """Print what an identity number says. 0: right; 1: wrong."""
    return _answer(arguments, _identity_facts)


def check_credit_code(arguments: argparse.Namespace) -> int:
    """Print what a unified social credit code says. 0: right; 1: wrong."""
    return _answer(arguments, _credit_code_facts)


def check_card(arguments: argparse.Namespace) -> int:
    """Print what a bank card number says. 0: right; 1: wrong."""
    return _answer(arguments, _card_facts)


def _add_verb(verbs: Any, name: str, what: str, run: Any) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=what)
    verb.add_argument("number", metavar="NUMBER")
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb


def _answer(arguments: argparse.Namespace, facts_of: Any) -> int:
    """Print the facts, or in JSON the refusal too: a wrong number is an answer, not a failure."""
    try:
        facts = facts_of(arguments)
    except Refusal as refusal:
        if not arguments.json:
            raise
        print_json({"right": False, "refusal": refusal.as_dict()})
        return 1
    if arguments.json:
        print_json({"right": True, **facts})
    else:
        print_table(("field", "value"), facts.items())
    return 0


def _identity_facts(arguments: argparse.Namespace) -> dict[str, Any]:
    identity = read_identity_number(arguments.number, on=arguments.on or business_date(now()))
    return {
        "number": identity.number,
        "kind": identity.kind.value,
        "area_code": identity.area_code,
        "area_zh": identity.area.zh,
        "area_en": identity.area.en,
        "born_on": identity.born_on,
        "sex": identity.sex.value,
        "nationality": identity.nationality or None,
    }


def _credit_code_facts(arguments: argparse.Namespace) -> dict[str, Any]:
    code = read_credit_code(arguments.number)
    return {
        "number": code.number,
        "registrar_zh": code.registrar.zh if code.registrar else None,
        "registrar_en": code.registrar.en if code.registrar else None,
        "area_code": code.area_code,
        "area_zh": code.area.zh if code.area else None,
        "area_en": code.area.en if code.area else None,
        "organisation_code": code.organisation_code,
    }


def _card_facts(arguments: argparse.Namespace) -> dict[str, Any]:
    card = read_bank_card(arguments.number)
    return {
        "number": card.number,
        "digit_count": len(card.number),
        "issuer_prefix": card.issuer_prefix,
        "unionpay": card.is_unionpay,
    }
