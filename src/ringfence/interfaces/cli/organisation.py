"""`ringfence organisation`: the parties that work with this installation."""

import argparse
from typing import Any

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, at_of
from ringfence.interfaces.cli.arguments import day
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import business_date


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("organisation", help="open, close and list organisations 机构")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    opening = verbs.add_parser("open", help="open an organisation 登记机构")
    opening.add_argument("code", help="as agreements and runs have it 机构代码")
    opening.add_argument("--name", required=True, help="名称")
    opening.add_argument("--type", required=True, help="see: organisation types 类型")
    opening.add_argument("--area", required=True, help="an area's code 所在区划代码")
    opening.add_argument("--parent", metavar="CODE", help="the one above it 上级机构代码")
    _add_day(opening)
    opening.set_defaults(run=_open)
    take_on = verbs.add_parser("take-on", help="let it be of a further type 增加身份")
    take_on.add_argument("code", help="机构代码")
    take_on.add_argument("type", help="see: organisation types 类型")
    _add_day(take_on)
    take_on.set_defaults(run=_take_on)
    close = verbs.add_parser("close", help="close an organisation 停用机构")
    close.add_argument("code", help="机构代码")
    _add_day(close)
    close.set_defaults(run=_close)
    listing = verbs.add_parser("list", help="show every organisation 列出机构")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    types = verbs.add_parser("types", help="show the types of organisation 列出机构类型")
    types.add_argument("--json", action="store_true")
    types.set_defaults(run=_types)


def _add_day(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", type=day, metavar="DATE", help="from this day (default: the act's) 起始日"
    )
    add_actor(parser)


def _open(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.organisations import organisation_open

    at = at_of(arguments)
    opened = organisation_open(
        code=arguments.code,
        name=arguments.name,
        type_code=arguments.type,
        area_code=arguments.area,
        parent_code=arguments.parent,
        on=arguments.on or business_date(at),
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(opened.code, opened.name, opened.opened_on)


def _take_on(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.organisations import organisation_take_on

    at = at_of(arguments)
    organisation_take_on(
        code=arguments.code,
        type_code=arguments.type,
        on=arguments.on or business_date(at),
        actor=actor_of(arguments, at=at),
        at=at,
    )


def _close(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.organisations import organisation_close

    at = at_of(arguments)
    closed = organisation_close(
        code=arguments.code,
        on=arguments.on or business_date(at),
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(closed.code, closed.name, closed.closed_on)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import organisation_rows

    _print_rows(organisation_rows(), arguments)


def _types(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import type_rows

    _print_rows(type_rows(), arguments)


def _print_rows(rows: list[dict[str, Any]], arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(rows)
    else:
        headings = tuple(rows[0]) if rows else ()
        print_table(headings, [[_cell(value) for value in row.values()] for row in rows])


def _cell(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value
