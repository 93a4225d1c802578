"""`ringfence roster`: rosters of payments looked at and taken in."""

import argparse
from pathlib import Path

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import period
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.money import yuan_text


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("roster", help="rosters of payments 发放名册")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    take = verbs.add_parser("import", help="take a roster in as draft runs 导入名册")
    take.add_argument("file", type=Path)
    take.add_argument("--programme", required=True)
    take.add_argument("--period", type=period, required=True, metavar="YYYY-MM")
    take.add_argument("--json", action="store_true")
    add_actor(take)
    take.set_defaults(run=_import)


def _import(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.benefits.domain import CAUSE_CITATIONS
    from ringfence.regimes.card.benefits.services import roster_import
    from ringfence.regimes.card.reports.words import CAUSES_ZH

    at = at_of(arguments)
    imported = roster_import(
        path=arguments.file,
        programme=arguments.programme,
        period=arguments.period,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    if arguments.json:
        print_json(
            {
                "roster_id": imported.roster_id,
                "line_count": imported.line_count,
                "sum_fen": imported.sum_fen,
                "exception_count": imported.exception_count,
                "exceptions": [
                    {"cause": cause, "clause": CAUSE_CITATIONS[cause].clause, "count": count}
                    for cause, count in imported.exceptions.items()
                ],
                "runs": [run.number for run in imported.runs],
            }
        )
        return
    print(
        f"{imported.line_count} lines 行, {yuan_text(imported.sum_fen)} yuan 元;"
        f" {imported.exception_count} not resolved 未能核实"
    )
    for cause, count in imported.exceptions.items():
        print(f"  {cause} {CAUSES_ZH[cause]}  {count}  [{CAUSE_CITATIONS[cause]}]")
    for run in imported.runs:
        print(f"{run.number}  {run.state}  {run.item_count}  {yuan_text(run.sum_fen)}")
