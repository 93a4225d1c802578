"""`ringfence desk`: what waits in an organisation, deciding and noting, and the daily sweep."""

import argparse
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db.models import Model

from ringfence.installation.config import config
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, add_at, at_of
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import SHANGHAI
from ringfence.workdays.store import calendar_in

_WHAT = ("duty", "approval", "case")
_VERDICTS = ("approve", "return")


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("desk", help="what waits for people of an organisation 待办")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    listing = verbs.add_parser("list", help="the in-tray, the soonest first 待办列表")
    listing.add_argument("organisation", help="code of the organisation 机构代码")
    listing.add_argument("--limit", type=int, default=50, help="1 to 200; default: 50 条数")
    listing.add_argument("--after", default="", help="where the page before ended 上一页末尾")
    _add(listing, _list)
    listing.set_defaults(is_act=False)

    show = verbs.add_parser("show", help="one duty, approval or case with all of it 查看")
    show.add_argument("what", choices=_WHAT)
    show.add_argument("id", type=UUID)
    _add(show, _show)
    show.set_defaults(is_act=False)

    decide = verbs.add_parser("decide", help="decide what another has asked for 审批")
    decide.add_argument("id", type=UUID, help="number of the approval 审批编号")
    decide.add_argument("verdict", choices=_VERDICTS)
    decide.add_argument("--reason", default="", help="why; a return needs it 原因；退回必填")
    _add(decide, _decide)

    note = verbs.add_parser("note", help="say something of a case 事项备注")
    note.add_argument("id", type=UUID, help="number of the case 事项编号")
    note.add_argument("text")
    _add(note, _note)

    sweep = verbs.add_parser("sweep", help="mark what is late, and escalate it 清查逾期")
    add_at(sweep)
    sweep.add_argument("--json", action="store_true")
    sweep.set_defaults(run=_sweep)


def _add(parser: argparse.ArgumentParser, run: Any) -> None:
    add_actor(parser)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.desk.tray import tray

    at = at_of(arguments)
    found = tray(
        organisation=arguments.organisation,
        actor=actor_of(arguments, at=at),
        at=at,
        limit=arguments.limit,
        after=arguments.after,
    )
    if arguments.json:
        print_json(asdict(found))
        return
    print_table(
        ["late 逾期", "today 今日", "this week 本周", "later 以后", "unread notices 未读通知"],
        [[*found.counts.values(), found.unread_count]],
    )
    print_table(
        ["due 期限", "when 时段", "what 类别", "name 名称", "about 对象", "clause 依据", "id 编号"],
        [
            [
                item.due_at and item.due_at.astimezone(SHANGHAI).isoformat(" ", "minutes"),
                item.bucket,
                item.what,
                f"{item.zh} {item.en}",
                f"{item.subject_kind} {item.subject_id}",
                item.clause,
                item.id,
            ]
            for item in found.items
        ],
    )
    if found.after:
        print(f"--after '{found.after}'")


def _show(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.desk import selectors

    actor = actor_of(arguments, at=at_of(arguments))
    if arguments.what == "duty":
        shown: Any = selectors.duty_show(duty_id=arguments.id, actor=actor)
    elif arguments.what == "approval":
        shown = selectors.approval_show(approval_id=arguments.id, actor=actor)
    else:
        shown = selectors.case_show(case_id=arguments.id, actor=actor)
    parts = {name: _columns(getattr(shown, name)) for name in shown.__dataclass_fields__}
    if arguments.json:
        print_json(parts)
        return
    for name, part in parts.items():
        rows = part if isinstance(part, list) else [part]
        if rows:
            print_table(list(rows[0]), [list(row.values()) for row in rows], title=name)


def _columns(found: Model | list[Model]) -> Any:
    """Return a row by its columns, and rows each so."""
    if isinstance(found, list):
        return [_columns(row) for row in found]
    return {field.attname: getattr(found, field.attname) for field in found._meta.concrete_fields}


def _decide(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.desk.approvals import approval_decide
    from ringfence.desk.domain import Verdict

    at = at_of(arguments)
    approval = approval_decide(
        approval_id=arguments.id,
        verdict=Verdict(arguments.verdict.upper()),
        reason=arguments.reason,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    _print_state(arguments, "approval", approval.id, approval.state)


def _note(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.desk.cases import case_note

    at = at_of(arguments)
    note = case_note(
        case_id=arguments.id, text=arguments.text, actor=actor_of(arguments, at=at), at=at
    )
    _print_state(arguments, "note", note.id, note.case.state)


def _print_state(arguments: argparse.Namespace, what: str, key: UUID, state: str) -> None:
    if arguments.json:
        print_json({what: key, "state": state})
        return
    print_table([what, "state 状态"], [[key, state]])


def _sweep(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.access.selectors import job_actor
    from ringfence.desk.sweep import desk_sweep

    found = desk_sweep(
        calendar=calendar_in(config().home),
        actor=job_actor(name="desk.sweep"),
        at=at_of(arguments),
    )
    if arguments.json:
        print_json(asdict(found))
        return
    print_table(
        ["dated 已定期限", "late duties 逾期期限事项", "escalated 已上报", "late cases 逾期事项"],
        [list(asdict(found).values())],
    )
