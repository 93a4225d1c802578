"""`ringfence programme`: programmes of payments and contributions, open to new ones."""

import argparse

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import party_code, programme_code, purpose_code
from ringfence.interfaces.cli.output import print_json, print_table


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("programme", help="programmes of payments 险种与补贴项目")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    start = verbs.add_parser("open", help="open a programme with its fund 设立")
    start.add_argument("code", type=programme_code)
    start.add_argument("name")
    start.add_argument(
        "--agency", type=party_code, required=True, help="party code of the agency 经办机构"
    )
    start.add_argument("--purpose", type=purpose_code, required=True, help="e.g. PENS 用途")
    start.add_argument("--leaf", type=int, required=True, help="number of its ledger leaf 账页")
    add_actor(start)
    start.set_defaults(run=_open)
    listing = verbs.add_parser("list", help="list programmes 列出")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)


def _open(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.programmes import programme_open

    at = at_of(arguments)
    programme = programme_open(
        code=arguments.code,
        name=arguments.name,
        agency=arguments.agency,
        purpose=arguments.purpose,
        leaf_id=arguments.leaf,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(f"{programme.code}  {programme.name}")


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.models import Programme

    names = ("code", "name", "agency", "leaf_id")
    rows = list(Programme.objects.order_by("code").values_list(*names))
    if arguments.json:
        print_json([dict(zip(names, row, strict=True)) for row in rows])
        return
    print_table(names, rows)
