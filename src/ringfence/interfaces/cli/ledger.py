"""`ringfence ledger`: read the books, seal them, and check them."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ringfence.installation.database import connect, open_database
from ringfence.interfaces.cli import fund_seal
from ringfence.interfaces.cli.acting import add_at, at_of
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import SHANGHAI, day_begins_at, day_ends_at, now
from ringfence.kernel.money import yuan_text

if TYPE_CHECKING:
    from ringfence.ledger.seals import Break, Verification

BROKEN = 1


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("ledger", help="read, seal and check the books 账簿")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    def verb(name: str, run: Callable[[argparse.Namespace], int | None], text: str) -> Any:
        parser = verbs.add_parser(name, help=text)
        parser.add_argument("--json", action="store_true")
        parser.set_defaults(run=run)
        return parser

    balance = verb("balance", _balance, "show what an account held, now or at an instant 查看余额")
    _add_account(balance)
    balance.add_argument(
        "--at", type=_instant, metavar="INSTANT", help="included; default: now 含；默认现在"
    )
    statement = verb(
        "statement", _statement, "show an account's entries with running balance 查看分录"
    )
    _add_account(statement)
    _add_days(statement)
    trial = verb(
        "trial-balance", _trial_balance, "show a fund's debits and credits by code 试算平衡表"
    )
    trial.add_argument("fund", help="the fund's code 专户资金代码")
    trial.add_argument(
        "--at", type=_instant, metavar="INSTANT", help="included; default: now 含；默认现在"
    )
    movements = verb(
        "movements", _movements, "show a fund's transfers by day and code 按日汇总记账"
    )
    movements.add_argument("fund", help="the fund's code 专户资金代码")
    _add_days(movements)
    accounts = verb(
        "accounts", _accounts, "list the accounts of a leaf with limits and balance 列出账户"
    )
    accounts.add_argument("leaf", type=int)
    accounts.add_argument("--code", help="only accounts of this code 按代码")
    accounts.add_argument("--owner", type=UUID, help="only accounts of this owner's id 按所有者")
    seals = verb("seals", _seals, "list the seals of a leaf 列出封账")
    seals.add_argument("leaf", type=int)
    seals.add_argument("--last", type=int, metavar="COUNT", help="only the last ones 最近若干次")
    daily = verb(
        "fund-seal", _fund_seal, "show a fund's seal of a day: leaves, counts, heads 查看某日封账"
    )
    daily.add_argument("fund", help="the fund's code 专户资金代码")
    daily.add_argument("on", type=date.fromisoformat, metavar="DATE")
    fund_seal.add_signing(daily)
    daily.add_argument("--actor", default="-", help="who signs, with --sign 操作人")
    add_at(daily)
    check = verb(
        "fund-seal-check", _fund_seal_check, "check the signature of a fund's seal 核验封账签名"
    )
    fund_seal.add_check(check)
    seal = verb("seal", _seal, "seal what has committed, and fold the pools 封账")
    seal.add_argument("leaf", type=int, nargs="*", help="default: every leaf 默认全部账页")
    add_at(seal)
    verify = verb("verify", _verify, "compute everything again and name what is broken 重新核验")
    verify.add_argument("leaf", type=int, nargs="*", help="default: every leaf 默认全部账页")
    era = verb(
        "era", _era, "begin the next era of leaves restored into another cluster 开启新账簿纪元"
    )
    era.add_argument("leaf", type=int, nargs="*", help="default: every leaf 默认全部账页")
    era.add_argument("--next", action="store_true", required=True, help="cannot be undone 不可撤销")


def _add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("leaf", type=int)
    parser.add_argument("account", type=UUID)


def _add_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("from_on", type=date.fromisoformat, metavar="FROM", help="first day 首日")
    parser.add_argument(
        "to_on", type=date.fromisoformat, metavar="TO", help="last day, included 末日，含"
    )


def _instant(text: str) -> datetime:
    """Return an instant; without a zone it is Shanghai's, and a bare date means its close."""
    if len(text) == len("2026-01-31"):
        return day_ends_at(date.fromisoformat(text)) - timedelta(microseconds=1)
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)


def _balance(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import selectors

    balance_fen = selectors.balance(
        leaf_id=arguments.leaf, account_id=arguments.account, at=arguments.at
    )
    if arguments.json:
        print_json(
            {"leaf_id": arguments.leaf, "account_id": arguments.account, "at": arguments.at,
             "balance_fen": balance_fen}
        )  # fmt: skip
    else:
        print_table(["account 账户", "balance 余额"], [[arguments.account, yuan_text(balance_fen)]])


def _statement(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import selectors

    found = selectors.statement(
        leaf_id=arguments.leaf, account_id=arguments.account,
        from_at=day_begins_at(arguments.from_on), to_at=day_ends_at(arguments.to_on),
    )  # fmt: skip
    if arguments.json:
        print_json(asdict(found))
        return
    rows = [["", "opening 期初", "", yuan_text(found.opening_fen)]]
    rows += [
        [e.at.astimezone(SHANGHAI).isoformat(sep=" "), e.code, yuan_text(e.amount_fen),
         yuan_text(e.balance_fen)]
        for e in found.entries
    ]  # fmt: skip
    rows.append(["", "closing 期末", "", yuan_text(found.closing_fen)])
    print_table(["at 时间", "code 摘要", "amount 金额", "balance 余额"], rows)


def _trial_balance(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import selectors

    fund_id = selectors.fund_id_of(arguments.fund)
    at = arguments.at or now()
    lines = selectors.trial_balance(fund_id=fund_id, at=at)
    debit_fen, credit_fen = (
        sum(line.debit_fen for line in lines), sum(line.credit_fen for line in lines),
    )  # fmt: skip
    if arguments.json:
        print_json(
            {"fund_id": fund_id, "at": at, "lines": [asdict(line) for line in lines],
             "debit_fen": debit_fen, "credit_fen": credit_fen}
        )  # fmt: skip
        return
    rows = [
        [x.code, x.account_count, yuan_text(x.debit_fen), yuan_text(x.credit_fen)] for x in lines
    ]
    rows.append(["total 合计", sum(x.account_count for x in lines), yuan_text(debit_fen),
                 yuan_text(credit_fen)])  # fmt: skip
    print_table(["code 科目", "accounts 户数", "debit 借方", "credit 贷方"], rows)


def _movements(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import selectors

    found = selectors.movements(
        fund_id=selectors.fund_id_of(arguments.fund),
        from_on=arguments.from_on, to_on=arguments.to_on,
    )  # fmt: skip
    if arguments.json:
        print_json([asdict(movement) for movement in found])
        return
    rows = [[m.on, m.code, m.transfer_count, yuan_text(m.amount_fen)] for m in found]
    print_table(["day 日期", "code 摘要", "transfers 笔数", "amount 金额"], rows)


def _accounts(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import selectors

    found = selectors.accounts(
        leaf_id=arguments.leaf, code=arguments.code, owner_id=arguments.owner
    )
    if arguments.json:
        print_json([asdict(account) for account in found])
        return
    rows = [
        [a.account_id, a.code, yuan_text(a.balance_fen), yuan_text(a.held_fen),
         _limit(a.floor_fen), _limit(a.ceiling_fen), a.accepts, a.clause]
        for a in found
    ]  # fmt: skip
    print_table(
        ["account 账户", "code 科目", "balance 余额", "held 冻结", "floor 下限", "ceiling 上限",
         "accepts 接受", "clause 条款"], rows
    )  # fmt: skip


def _limit(limit_fen: int | None) -> str:
    return "" if limit_fen is None else yuan_text(limit_fen)


def _seals(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import seals

    found = seals.seals(leaf_id=arguments.leaf, last=arguments.last)
    if arguments.json:
        print_json([asdict(seal) for seal in found])
        return
    rows = [[s.number, s.sealed_at, s.row_count, yuan_text(s.amount_fen), s.digest] for s in found]
    print_table(["seal 封签", "at 时间", "transfers 笔数", "amount 金额", "digest 摘要值"], rows)


def _fund_seal_check(arguments: argparse.Namespace) -> int:
    open_database()
    return fund_seal.check(arguments)


def _fund_seal(arguments: argparse.Namespace) -> None:
    open_database()
    if arguments.sign:
        fund_seal.sign(arguments)
        return
    from ringfence.ledger import seals, selectors

    found = seals.fund_seal(fund_id=selectors.fund_id_of(arguments.fund), on=arguments.on)
    if arguments.json:
        print_json(found)
        return
    rows = [
        [leaf["leaf_id"], leaf["seal_number"], leaf["transfer_count"],
         yuan_text(leaf["amount_fen"]), leaf["digest"]]
        for leaf in found["leaves"]
    ]  # fmt: skip
    print_table(["leaf 账页", "seal 封签", "transfers 笔数", "amount 金额", "digest 摘要值"], rows)


def _seal(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.ledger import seals, selectors

    at = at_of(arguments)
    done = []
    for leaf_id in arguments.leaf or selectors.leaf_ids():
        sealed_count = seals.seal(leaf_id=leaf_id, at=at)
        folded_count = seals.checkpoint_fold(leaf_id=leaf_id)
        done.append(
            {"leaf_id": leaf_id, "sealed_count": sealed_count, "folded_count": folded_count}
        )
    if arguments.json:
        print_json(done)
        return
    print_table(["leaf 账页", "sealed 新封签", "folded 汇总"], [list(one.values()) for one in done])


def _era(arguments: argparse.Namespace) -> None:
    connect()  # as the owner, who alone may
    from ringfence.ledger import seals, selectors

    eras = [
        {"leaf_id": leaf_id, "era": seals.era_next(leaf_id=leaf_id)}
        for leaf_id in arguments.leaf or selectors.leaf_ids()
    ]
    if arguments.json:
        print_json(eras)
        return
    print_table(["leaf 账页", "era 纪元"], [list(one.values()) for one in eras])


def _verify(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.ledger import seals

    found = seals.verify(leaves=arguments.leaf or None, progress=_progress)
    if arguments.json:
        print_json(asdict(found))
    else:
        _print_verification(found)
    return BROKEN if found.breaks else 0


def _progress(done: int, count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{count}" + ("\n" if done == count else ""))


def _print_verification(found: "Verification") -> None:
    print_table(
        ["leaves 账页", "seals 封签", "sealed 已封", "unsealed 未封", "breaks 破损"],
        [[found.leaf_count, found.seal_count, found.sealed_count, found.unsealed_count,
          len(found.breaks)]],
    )  # fmt: skip
    if found.breaks:
        print_table(
            ["leaf 账页", "problem 问题", "seal 封签", "place 序号", "which 记账或账户",
             "in the books 账面", "by entries 按分录"],
            map(_break_row, found.breaks),
        )  # fmt: skip


def _break_row(found: "Break") -> list[Any]:
    return [
        found.leaf_id, found.problem, found.seal_number, found.place,
        found.transfer_id or found.account_id, _limit(found.in_books_fen),
        _limit(found.by_entries_fen),
    ]  # fmt: skip
