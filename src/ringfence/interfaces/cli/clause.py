"""`ringfence clause ID`: one clause explained, with its values on a day."""

import argparse
from datetime import date
from typing import Any

from ringfence import rulebook
from ringfence.installation.config import config
from ringfence.interfaces.cli.arguments import day
from ringfence.interfaces.cli.clauses import clause_facts
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.clock import business_date, now
from ringfence.rulebook.contradiction import Contradiction
from ringfence.rulebook.proof import proofs


def add_to(nouns: Any) -> None:
    """Add the noun `clause`."""
    parser = nouns.add_parser("clause", help="explain one clause. 解释条款")
    parser.add_argument("id", metavar="ID", type=str.upper, help="such as MUF-10.3")
    parser.add_argument("--on", metavar="DATE", type=day, help="day of the values; else today")
    parser.add_argument("--area", metavar="CODE", default="", help="a place, for its own rules")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=clause_explain)


def clause_explain(arguments: argparse.Namespace) -> None:
    """Print text, values, places, tests and contradictions of a clause. Refuses UnknownClause."""
    book = rulebook.load(config().home)
    facts = clause_facts(book, book.clause(arguments.id).id, proofs(book))
    document = book.documents[facts["document"]]
    facts["document_zh"], facts["document_en"] = document.zh, document.en
    on = arguments.on or business_date(now())
    facts["on"] = on
    answered = values_on(book, on=on, area=arguments.area)
    facts["values"] = [each for each in answered if each["clause"] == arguments.id]
    facts["without_edition_in_force"] = _silent(book, arguments.id, answered)
    facts["contradictions"] = [
        contradiction_facts(book, each, on=on)
        for each in book.contradictions
        if arguments.id in each.clauses
    ]
    if arguments.json:
        print_json(facts)
    else:
        _print(facts)


def values_on(book: rulebook.Rulebook, *, on: date, area: str) -> list[dict[str, Any]]:
    """Return every value that a lookup gives on a day, with what it was asked for."""
    return [
        {
            "name": value.name,
            "when": dict(when),
            "is": value.content,
            "unit": str(value.unit),
            "clause": value.clause,
            "edition": value.edition,
            "area": value.area or None,
            "zh": rule.zh,
            "en": rule.en,
            "reason": rule.reason or None,
        }
        for rule, when, value in book.answers(on=on, area=area)
    ]


def contradiction_facts(
    book: rulebook.Rulebook, each: Contradiction, *, on: date
) -> dict[str, Any]:
    """Return what is shown of one contradiction: our choice, and the one in force on a day."""
    return {
        "name": each.name,
        "clauses": list(each.clauses),
        "says": {"zh": each.says_zh, "en": each.says_en},
        "options": dict(each.options),
        "choice": each.choice,
        "in_force": book.value(each.name, on=on).text,
        "reason": {"zh": each.reason_zh, "en": each.reason_en},
    }


def _silent(book: rulebook.Rulebook, clause: str, answered: list[dict[str, Any]]) -> list[str]:
    """Names of the clause's values that have no answer on the day."""
    named = {each["name"] for each in answered}
    own = [rule for rule in book.rules.values() if clause in rule.clauses]
    return [rule.name for rule in own if rule.name not in named]


def _print(facts: dict[str, Any]) -> None:
    print(f"{facts['id']}  {facts['document_zh']} {facts['article']}  {facts['document_en']}")
    print(facts["zh"])
    print(facts["en"])
    print(f"{facts['kind']}, {', '.join(facts['who'])}; {facts['state']}")
    for value in facts["values"]:
        when = "".join(f" {key}={word}" for key, word in value["when"].items())
        ground = f"{value['edition']} {value['area'] or ''}".strip()
        print(f"  {facts['on']}  {value['name']}{when} = {value['is']} {value['unit']} ({ground})")
    for name in facts["without_edition_in_force"]:
        print(f"  {facts['on']}  {name}: 无有效版本 no edition in force")
    for label in ("where", "recorded_in", "tests"):
        for each in facts[label]:
            print(f"  {label}  {each}")
    for each in facts["contradictions"]:
        print(f"  {each['name']} ({', '.join(each['clauses'])}): {each['in_force']}")
        print(f"    {each['says']['zh']}\n    {each['says']['en']}")
        print(f"    {each['reason']['zh']}\n    {each['reason']['en']}")
