"""`ringfence run`: runs of payments, from the draft to the books."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

from ringfence.installation.config import config
from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import actor_of, add_actor, add_at, at_of
from ringfence.interfaces.cli.arguments import period
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import business_date
from ringfence.kernel.money import yuan_text
from ringfence.workdays.store import calendar_in

_ACTS = {
    "check": "check a draft against agreement and items 复核",
    "approve": "approve a checked run, as another person 审批",
    "release": "move the amount into transit and let it go 放行",
    "book": "book the results 记账",
    "close": "close a booked run 关闭",
    "cancel": "cancel a run that was not released 取消",
}


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("run", help="runs of payments and collections 批次")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="list runs 列出批次")
    listing.add_argument("--programme")
    listing.add_argument("--period", type=period, metavar="YYYY-MM")
    listing.add_argument("--json", action="store_true")
    add_at(listing)
    listing.set_defaults(run=_list)
    show = verbs.add_parser("show", help="show one run with its steps and outcomes 查看批次")
    show.add_argument("number")
    show.add_argument("--json", action="store_true")
    add_at(show)
    show.set_defaults(run=_show)
    for name, about in _ACTS.items():
        verb = verbs.add_parser(name, help=about)
        verb.add_argument("number", nargs="+", help="number of the run 批次号")
        add_actor(verb)
        verb.set_defaults(run=_act)
    ask = verbs.add_parser(
        "give-up-ask", help="ask to end a sent run of which the bank executed nothing 申请终止"
    )
    ask.add_argument("number", help="number of the run 批次号")
    ask.add_argument("--letter", required=True, help="reference of the bank's letter 银行来函编号")
    ask.add_argument("--reason", required=True, help="why it is given up 原因")
    add_actor(ask)
    ask.set_defaults(run=_give_up_ask)
    give_up = verbs.add_parser("give-up", help="end it, as another person 终止")
    give_up.add_argument("number", help="number of the run 批次号")
    add_actor(give_up)
    give_up.set_defaults(run=_give_up)
    retry = verbs.add_parser("retry", help="draft further runs for what failed 失败再发")
    retry.add_argument("--programme", required=True)
    retry.add_argument("--period", type=period, required=True, metavar="YYYY-MM")
    add_actor(retry)
    retry.set_defaults(run=_retry)


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.runs.selectors import run_rows

    rows = run_rows(
        calendar=calendar_in(config().home),
        on=business_date(at_of(arguments)),
        programme=arguments.programme,
        period=arguments.period,
    )
    if arguments.json:
        print_json(rows)
        return
    print_table(
        (
            "number 批次",
            "bank 银行",
            "state 状态",
            "items 笔数",
            "yuan 金额",
            "sent 发出",
            "yuan 金额",
            "due 到期",
        ),
        (
            (
                row["number"],
                row["bank"],
                row["state"],
                row["item_count"],
                yuan_text(row["sum_fen"]),
                row["sent_count"],
                "" if row["sent_fen"] is None else yuan_text(row["sent_fen"]),
                _due_text(row),
            )
            for row in rows
        ),
    )


def _show(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.runs.selectors import run_detail

    detail = run_detail(
        arguments.number,
        calendar=calendar_in(config().home),
        on=business_date(at_of(arguments)),
    )
    if arguments.json:
        print_json(detail)
        return
    run = detail["run"]
    print(f"{run['number']}  {run['state']}  {run['item_count']}  {yuan_text(run['sum_fen'])}")
    if run["due_on"]:
        print(f"due 到期 {_due_text(run)}  [OP-16.2]")
    if run["calendar_gap"]:
        sentence = run["calendar_gap"]["sentence"]
        print(f"due 到期 ?  [OP-16.2]\n  {sentence['zh']}\n  {sentence['en']}")
    print_table(("outcome 结果", "items 笔数", "yuan 金额"), _outcome_rows(detail["outcomes"]))
    print_table(
        ("at 时间", "event 步骤", "state 状态", "actor 操作人"),
        ((s["at"], s["event"], s["to_state"], s["actor"]) for s in detail["steps"]),
    )


def _due_text(run: dict[str, Any]) -> str:
    """Return the bank's last day, marked where it is late, or the year that has no calendar."""
    if run["calendar_gap"]:
        return f"calendar missing 缺日历 {run['calendar_gap']['facts']['year']}"
    return f"{run['due_on'] or ''}{' late 逾期' if run['is_late'] else ''}"


def _outcome_rows(outcomes: list[dict[str, Any]]) -> list[tuple[str, int, str]]:
    return [(o["outcome"], o["item_count"], yuan_text(o["sum_fen"])) for o in outcomes]


def _act(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.runs import services
    from ringfence.banking.runs.booking import run_book
    from ringfence.banking.runs.steps import run_find
    from ringfence.interfaces.cli.side_by_side import side_by_side
    from ringfence.regimes.card.benefits.services import benefit_run_release

    acts: dict[str, Callable[..., Any]] = {
        "check": partial(services.run_check, calendar=calendar_in(config().home)),
        "approve": services.run_approve,
        "release": benefit_run_release,
        "book": run_book,
        "close": services.run_close,
        "cancel": services.run_cancel,
    }
    at = at_of(arguments)
    actor = actor_of(arguments, at=at)

    def act(number: str) -> Any:
        return acts[arguments.verb](run_id=run_find(number).id, actor=actor, at=at)

    for run in side_by_side(act, arguments.number):
        print(f"{run.number}  {run.state}{_approved_text(run)}")


def _approved_text(run: Any) -> str:
    """Return how many have approved a run that waits for others, and how many must."""
    from ringfence.banking.runs.approval import run_approved

    approved = run_approved(run)
    if approved is None:
        return ""
    return f"  approved 已批准 {approved.approved_count}/{approved.decider_count}"


def _give_up_ask(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.files.giving_up import run_give_up_ask
    from ringfence.banking.runs.steps import run_find

    at = at_of(arguments)
    run = run_give_up_ask(
        run_id=run_find(arguments.number).id,
        letter=arguments.letter,
        reason=arguments.reason,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(f"{run.number}  {run.state}")


def _give_up(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.banking.files.giving_up import run_give_up
    from ringfence.banking.runs.steps import run_find

    at = at_of(arguments)
    run = run_give_up(
        run_id=run_find(arguments.number).id,
        home=config().home,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(f"{run.number}  {run.state}")


def _retry(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.benefits.services import benefits_retry

    at = at_of(arguments)
    runs = benefits_retry(
        programme=arguments.programme,
        period=arguments.period,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    for run in runs:
        print(f"{run.number}  {run.state}  {run.item_count}  {yuan_text(run.sum_fen)}")
