"""`ringfence user`: people of the system, their roles, and the first three administrators."""

import argparse
from typing import Any
from uuid import UUID

from ringfence.access.domain import Administration
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, add_at, at_of, instant
from ringfence.interfaces.cli.output import print_json, print_table

_SIDES = (Administration.SYSTEM, Administration.SECURITY, Administration.AUDIT)


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("user", help="people of the system and their roles 系统人员")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    _add_first_admins(verbs.add_parser("first-admins", help="make the first three 首批管理员"))
    _add_register(verbs.add_parser("register", help="register a person 登记人员"))
    for name, run, text in (
        ("close", _close, "end a person's access for good 停用人员"),
        ("reset", _reset, "give a one-time password 重置密码"),
    ):
        act = verbs.add_parser(name, help=text)
        act.add_argument("code", help="人员代码")
        add_actor(act)
        act.set_defaults(run=run)
    _add_grant(verbs.add_parser("grant", help="give a role 授予角色"))
    for name, run, text in (
        ("confirm", _confirm, "confirm a role of an administration 确认管理角色"),
        ("end", _end, "take a role 收回角色"),
    ):
        act = verbs.add_parser(name, help=text)
        act.add_argument("membership", type=UUID, help="see: user show 任职记录")
        add_actor(act)
        act.set_defaults(run=run)
    for name, run, text in (
        ("list", _list, "show everybody 列出人员"),
        ("show", _show, "show a person's roles, past and present 查看任职"),
        ("waiting", _waiting, "show roles that wait for an auditor 待确认的管理角色"),
        ("roles", _roles, "show every role and what it permits 列出角色"),
    ):
        read = verbs.add_parser(name, help=text)
        if name == "show":
            read.add_argument("code", help="人员代码")
        add_at(read)
        read.add_argument("--json", action="store_true")
        read.set_defaults(run=run)


def _add_first_admins(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--organisation", required=True, metavar="CODE", help="运行单位代码")
    parser.add_argument("--organisation-name", required=True, metavar="NAME", help="运行单位名称")
    for side in _SIDES:
        parser.add_argument(
            f"--{side.lower()}",
            required=True,
            nargs=2,
            metavar=("CODE", "NAME"),
            help=f"the {side.lower()} administrator",
        )
    add_at(parser)
    parser.set_defaults(run=_first_admins)


def _add_register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="a-z, 0-9, dot, dash, underline 人员代码")
    parser.add_argument("--name", required=True, help="姓名")
    parser.add_argument(
        "--administration",
        choices=list(Administration),
        type=Administration,
        default=Administration.BUSINESS,
        help="for good (default: BUSINESS) 管理类别",
    )
    parser.add_argument("--telephone", default="", help="电话")
    parser.add_argument("--email", default="", help="电子邮箱")
    add_actor(parser)
    parser.set_defaults(run=_register)


def _add_grant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="人员代码")
    parser.add_argument("organisation", help="机构代码")
    parser.add_argument("role", help="see: user roles 角色")
    parser.add_argument("--area", help="an area's code (default: the organisation's) 区划代码")
    parser.add_argument("--from", dest="begin", type=instant, help="first instant 起")
    parser.add_argument("--until", dest="end", type=instant, help="no longer from here 止")
    add_actor(parser)
    parser.set_defaults(run=_grant)


def _first_admins(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.first_admins import first_admins_make

    made = first_admins_make(
        people={side: tuple(getattr(arguments, side.lower())) for side in _SIDES},
        organisation_code=arguments.organisation,
        organisation_name=arguments.organisation_name,
        at=at_of(arguments),
    )
    print_table(
        ("code", "role", "one-time password"),
        [(admin.code, admin.role, admin.password) for admin in made],
    )


def _register(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.users import user_register

    at = at_of(arguments)
    user = user_register(
        code=arguments.code,
        name=arguments.name,
        administration=arguments.administration,
        telephone=arguments.telephone,
        email=arguments.email,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(user.code, user.administration)


def _close(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.users import user_close

    at = at_of(arguments)
    user_close(code=arguments.code, actor=actor_of(arguments, at=at), at=at)


def _reset(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.passwords import password_reset

    at = at_of(arguments)
    print(password_reset(code=arguments.code, actor=actor_of(arguments, at=at), at=at))


def _grant(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.memberships import membership_grant

    at = at_of(arguments)
    granted = membership_grant(
        user_code=arguments.code,
        organisation_code=arguments.organisation,
        role_code=arguments.role,
        area_code=arguments.area,
        valid_from_at=arguments.begin,
        valid_until_at=arguments.end,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(granted.id, "waits for an auditor 待审计确认" if granted.needs_confirmation else "")


def _confirm(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.memberships import membership_confirm

    at = at_of(arguments)
    membership_confirm(membership_id=arguments.membership, actor=actor_of(arguments, at=at), at=at)


def _end(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.memberships import membership_end

    at = at_of(arguments)
    membership_end(membership_id=arguments.membership, actor=actor_of(arguments, at=at), at=at)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import user_rows

    _print_rows(user_rows(at=at_of(arguments)), arguments)


def _show(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import membership_rows

    _print_rows(membership_rows(user_code=arguments.code, at=at_of(arguments)), arguments)


def _waiting(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import unconfirmed_rows

    _print_rows(unconfirmed_rows(at=at_of(arguments)), arguments)


def _roles(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import role_rows

    _print_rows(role_rows(), arguments)


def _print_rows(rows: list[dict[str, Any]], arguments: argparse.Namespace) -> None:
    if arguments.json:
        print_json(rows)
        return
    headings = tuple(rows[0]) if rows else ()
    print_table(headings, [[_cell(value) for value in row.values()] for row in rows])


def _cell(value: Any) -> Any:
    return ", ".join(value) if isinstance(value, list) else value
