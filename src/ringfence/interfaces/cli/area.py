"""`ringfence area`: provinces, cities, counties, townships and villages."""

import argparse

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import existing_file
from ringfence.interfaces.cli.output import print_json, print_table


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("area", help="load and list areas 行政区划")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    load = verbs.add_parser("load", help="take in a list of areas 导入行政区划")
    load.add_argument("file", type=existing_file, help="CSV: code,name (12 digits) 区划表")
    add_actor(load)
    load.set_defaults(run=_load)
    listing = verbs.add_parser("list", help="show an area and all below it 列出行政区划")
    listing.add_argument("--below", metavar="CODE", help="an area's code 上级区划代码")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)


def _load(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.areas import area_load

    at = at_of(arguments)
    count = area_load(path=arguments.file, actor=actor_of(arguments, at=at), at=at)
    print(count)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.areas import area_rows

    rows = area_rows(below=arguments.below) if arguments.below else area_rows()
    if arguments.json:
        print_json(rows)
    else:
        print_table(("code", "name", "level"), [tuple(row.values()) for row in rows])
