"""`ringfence custody`: riders' deposits and prepaid money in an operator's dedicated accounts."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ringfence.installation.database import open_database
from ringfence.interfaces.cli import custody_show as show
from ringfence.interfaces.cli.acting import actor_of, add_actor, add_at, at_of
from ringfence.interfaces.cli.arguments import account_number, day, existing_file, line_number
from ringfence.interfaces.cli.output import print_json
from ringfence.kernel.amount import fen_from_yuan_text
from ringfence.kernel.money import yuan_text
from ringfence.kernel.uuid7 import uuid7

_MONEY = ("deposit", "prepaid")
# The verb, the kind of movement that it makes, and what --help says.
_MOVES = {
    "deposit": ("DEPOSIT_IN", "take a rider's deposit 收取押金"),
    "deposit-refund": ("DEPOSIT_REFUND", "give a deposit back 退还押金"),
    "topup": ("TOP_UP", "take prepaid money of a rider 充值"),
    "ride": ("RIDE", "take the fare of a ride from prepaid money 骑行扣费"),
    "refund": ("REFUND", "give prepaid money back 退还预付资金"),
}


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("custody", help="riders' money held for operators 用户资金存管")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    _add_set_up(verbs)
    _add_movements(verbs)
    _add_reads(verbs)


def _add_set_up(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    operator = verbs.add_parser("operator", help="register an operator 登记运营企业")
    operator.add_argument("operator", help="unified social credit code 统一社会信用代码")
    operator.add_argument("--name", required=True)
    operator.add_argument("--kind", required=True, type=str.upper, help="such as BIKE_SHARING")
    add_actor(operator)
    operator.set_defaults(run=_operator)
    cost = verbs.add_parser("vehicle-cost", help="record the average vehicle cost 平均单车成本")
    cost.add_argument("operator")
    cost.add_argument("amount", metavar="YUAN")
    cost.add_argument("--on", metavar="DATE", type=day, required=True, help="from this day 起始日")
    cost.add_argument("--evidence", metavar="TEXT", required=True, help="依据")
    add_actor(cost)
    cost.set_defaults(run=_vehicle_cost)
    account = verbs.add_parser("account", help="open a dedicated account 开立专用存款账户")
    account.add_argument("operator")
    account.add_argument("money", choices=_MONEY)
    account.add_argument("--bank", type=line_number, required=True, help="line number 行号")
    account.add_argument("--number", type=account_number, required=True, help="账号")
    add_actor(account)
    account.set_defaults(run=_account)
    payee = verbs.add_parser("payee", help="list whom prepaid money may be paid to 登记收款方")
    payee.add_argument("operator")
    payee.add_argument("--number", type=account_number, required=True, help="账号")
    payee.add_argument("--name", required=True)
    relation = payee.add_mutually_exclusive_group(required=True)
    relation.add_argument("--nominated", action="store_true", help="the own account 指定自有账户")
    relation.add_argument("--business", help="its part in the main business 与主营业务的关系")
    add_actor(payee)
    payee.set_defaults(run=_payee)
    riders = verbs.add_parser("riders", help="take riders in 导入用户")
    riders.add_argument("operator")
    riders.add_argument("file", type=existing_file, help=".csv: rider,holder_kind")
    add_actor(riders)
    riders.set_defaults(run=_riders)


def _add_movements(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    for name, (kind, about) in _MOVES.items():
        move = verbs.add_parser(name, help=about)
        move.add_argument("operator")
        move.add_argument("rider")
        move.add_argument("amount", metavar="YUAN")
        _add_key(move)
        add_actor(move)
        move.set_defaults(run=_move, kind=kind)
    events = verbs.add_parser("events", help="post a file of movements 批量记账")
    events.add_argument("operator")
    events.add_argument("file", type=existing_file, help=".csv: key,at,kind,rider,amount_fen")
    events.add_argument("--answers", type=Path, help=".csv to write: key,answer,clause")
    events.add_argument("--json", action="store_true")
    add_actor(events)
    events.set_defaults(run=_events)
    payout = verbs.add_parser("payout", help="pay the operator or a payee 转出")
    payout.add_argument("operator")
    payout.add_argument("amount", metavar="YUAN")
    payout.add_argument("--payee", required=True, metavar="NUMBER")
    payout.add_argument("--from", dest="money", choices=_MONEY, default="prepaid")
    _add_key(payout)
    add_actor(payout)
    payout.set_defaults(run=_payout)
    replenish = verbs.add_parser("replenish", help="bring the operator's own money in 补足备付金")
    replenish.add_argument("operator")
    replenish.add_argument("amount", metavar="YUAN")
    _add_key(replenish)
    add_actor(replenish)
    replenish.set_defaults(run=_replenish)
    clear = verbs.add_parser("clear", help="match a clearing file, the books and the bank 核对")
    clear.add_argument("operator")
    clear.add_argument("file", type=existing_file, help="the operator's clearing file 日终清算数据")
    clear.add_argument("--statement", type=existing_file, action="append", required=True)
    clear.add_argument("--json", action="store_true")
    add_actor(clear)
    clear.set_defaults(run=_clear)


def _add_reads(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    listing = verbs.add_parser("list", help="list operators 列出运营企业")
    listing.add_argument("--json", action="store_true")
    listing.set_defaults(run=_list)
    reserve = verbs.add_parser("reserve", help="show the reserve 备付金")
    reserve.add_argument("operator")
    reserve.add_argument("--json", action="store_true")
    add_at(reserve)
    reserve.set_defaults(run=_reserve)
    of_day = verbs.add_parser("day", help="show a day of every operator 当日情况")
    of_day.add_argument("--on", type=day, required=True)
    of_day.add_argument("--operator", help="of this operator only")
    of_day.add_argument("--json", action="store_true")
    add_at(of_day)
    of_day.set_defaults(run=_day)


def _add_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--key", type=UUID, help="UUID; the same key is never done twice 业务键")


def _acting(arguments: argparse.Namespace) -> dict[str, Any]:
    """Return what every act is given: the operator that it is about, who acts, and when."""
    from ringfence.regimes.mobility.operators import operator_find

    at = at_of(arguments)
    return {
        "operator": operator_find(arguments.operator),
        "actor": actor_of(arguments, at=at),
        "at": at,
    }


def _operator(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.operators import operator_register

    at = at_of(arguments)
    operator = operator_register(
        code=arguments.operator,
        name=arguments.name,
        kind=arguments.kind,
        actor=actor_of(arguments, at=at),
        at=at,
    )
    print(operator.code)


def _vehicle_cost(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.vehicle_costs import vehicle_cost_record

    cost = vehicle_cost_record(
        **_acting(arguments),
        amount_fen=fen_from_yuan_text(arguments.amount),
        on=arguments.on,
        evidence=arguments.evidence,
    )
    print(cost.on, yuan_text(cost.amount_fen))


def _account(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.domain import Money
    from ringfence.regimes.mobility.operators import account_open

    account = account_open(
        **_acting(arguments),
        money=Money(arguments.money.upper()),
        bank_code=arguments.bank,
        number=arguments.number,
    )
    print(account.money, account.number)


def _payee(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.domain import PayeeRelation
    from ringfence.regimes.mobility.payees import payee_list

    nominated, listed = PayeeRelation.NOMINATED, PayeeRelation.MAIN_BUSINESS
    payee = payee_list(
        **_acting(arguments),
        number=arguments.number,
        name=arguments.name,
        relation=nominated if arguments.nominated else listed,
        business=arguments.business or "",
    )
    print(payee.relation, payee.number)


def _riders(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.riders import riders_open, riders_read

    riders = riders_read(arguments.file)
    new_count = riders_open(**_acting(arguments), riders=riders)
    print(f"{len(riders)} riders 用户, {new_count} new 新增")


def _move(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.domain import Movement, MovementKind
    from ringfence.regimes.mobility.movements import movement_post

    acting = _acting(arguments)
    movement = Movement(
        key=arguments.key or uuid7(),
        kind=MovementKind(arguments.kind),
        rider=arguments.rider,
        amount_fen=fen_from_yuan_text(arguments.amount),
        at=acting["at"],
    )
    answer = movement_post(**acting, movement=movement)
    print(answer.code, answer.key)


def _events(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.movement_file import answers_write, movements_read
    from ringfence.regimes.mobility.movements import movements_post

    movements = movements_read(arguments.file)
    answers = movements_post(**_acting(arguments), movements=movements)
    if arguments.answers:
        answers_write(arguments.answers, answers)
    show.print_answers(answers, as_json=arguments.json)


def _payout(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.domain import Money
    from ringfence.regimes.mobility.payouts import payout_make

    payout = payout_make(
        **_acting(arguments),
        money=Money(arguments.money.upper()),
        payee_number=arguments.payee,
        amount_fen=fen_from_yuan_text(arguments.amount),
        key=arguments.key or uuid7(),
    )
    print(f"{payout.id}  reserve 备付金 {show.percent(payout.ratio_ppm)}")


def _replenish(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.reserve import reserve_replenish

    answer = reserve_replenish(
        **_acting(arguments),
        amount_fen=fen_from_yuan_text(arguments.amount),
        key=arguments.key or uuid7(),
    )
    print(answer.code, answer.key)


def _clear(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.regimes.mobility.clearing import clearing_match
    from ringfence.regimes.mobility.selectors import clearing_row

    clearing = clearing_match(
        **_acting(arguments),
        path=arguments.file,
        statements=arguments.statement,
    )
    show.print_clearing(clearing_row(clearing), as_json=arguments.json)
    return 1 if clearing.break_count else 0


def _list(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.selectors import operator_rows

    show.print_operators(operator_rows(), as_json=arguments.json)


def _reserve(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.operators import operator_find
    from ringfence.regimes.mobility.selectors import reserve_row

    row = reserve_row(operator=operator_find(arguments.operator), at=at_of(arguments))
    if arguments.json:
        print_json(row)
    else:
        print(show.reserve_line(row))


def _day(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.mobility.selectors import day_rows

    on: date = arguments.on
    rows = day_rows(on=on, at=at_of(arguments), operator_code=arguments.operator)
    show.print_days(rows, as_json=arguments.json)
