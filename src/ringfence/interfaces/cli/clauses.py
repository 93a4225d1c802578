"""`ringfence clauses`: every clause, how far it is kept, and what proves it."""

import argparse
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ringfence import rulebook
from ringfence.installation.config import config
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.rulebook.proof import ClauseState, Proof, proofs, state_of


def add_to(nouns: Any) -> None:
    """Add the noun `clauses`."""
    parser = nouns.add_parser("clauses", help="list clauses with state, place and tests. 条款")
    parser.add_argument("--document", metavar="ID", type=str.upper, help="OP, WIN, FIN or MUF")
    parser.add_argument("--state", type=str.lower, choices=[s.lower() for s in ClauseState])
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=clauses_list)


def clauses_list(arguments: argparse.Namespace) -> None:
    """Print the clauses that the filters leave, in the order of their documents."""
    book = rulebook.load(config().home)
    found = proofs(book)
    facts = [clause_facts(book, clause, found) for clause in book.clauses]
    if arguments.document:
        facts = [each for each in facts if each["document"] == arguments.document]
    if arguments.state:
        facts = [each for each in facts if each["state"].lower() == arguments.state]
    if arguments.json:
        print_json(facts)
        return
    rows = [
        [each[key] for key in ("id", "article", "state", "where_count", "test_count", "zh")]
        for each in facts
    ]
    print_table(("clause", "article", "state", "where", "tests", "text"), rows)
    counts = Counter(each["state"] for each in facts)
    print(", ".join(f"{counts[state]} {state.lower()}" for state in ClauseState))


def clause_facts(
    book: rulebook.Rulebook, clause_id: str, found: Mapping[str, Proof]
) -> dict[str, Any]:
    """Return what is shown of one clause: words, place, state, where and tests."""
    clause, proof = book.clause(clause_id), found.get(clause_id, Proof())
    return {
        "id": clause.id,
        "document": clause.document,
        "article": clause.article,
        "who": list(clause.who),
        "kind": clause.kind,
        "zh": clause.zh,
        "en": clause.en,
        "state": str(state_of(clause, proof)),
        "where_count": len(proof.where),
        "where": list(proof.where),
        "recorded_in": list(clause.recorded_in),
        "test_count": len(proof.tests),
        "tests": list(proof.tests),
    }
