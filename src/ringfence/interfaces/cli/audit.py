"""`ringfence audit`: search the trail, count it, seal and check it, and take it out sealed."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ringfence.crypto.domain import Suite
from ringfence.installation.database import open_database
from ringfence.interfaces.cli import fund_seal
from ringfence.interfaces.cli.acting import actor_of, add_actor, add_at, at_of
from ringfence.interfaces.cli.arguments import day, existing_file
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import SHANGHAI
from ringfence.kernel.text import is_ascii_digits

if TYPE_CHECKING:
    from ringfence.audit.seals import AuditVerification
    from ringfence.audit.selectors import AuditCriteria, AuditRecord

BROKEN = 1


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verbs."""
    noun = nouns.add_parser("audit", help="search, seal, check and export the audit trail 审计")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)

    def verb(name: str, run: Callable[[argparse.Namespace], int | None], text: str) -> Any:
        parser = verbs.add_parser(name, help=text)
        parser.add_argument("--json", action="store_true")
        parser.set_defaults(run=run)
        return parser

    search = verb("search", _search, "show entries, newest first 查询审计记录")
    _add_criteria(search)
    search.add_argument("--limit", type=_page_size, metavar="COUNT", default=50,
                        help="1 to 1000; default: 50 条数；默认 50")  # fmt: skip
    search.add_argument("--after", type=UUID, metavar="ID",
                        help="the last id of the page before 上一页最后一条")  # fmt: skip
    _add_criteria(verb("counts", _counts, "count entries by day and action 按日按操作计数"))
    seal = verb("seal", _seal, "seal what has committed; sign how far the chain reaches 封存")
    fund_seal.add_signing(seal)
    add_at(seal)
    check = verb("seal-check", _seal_check, "check the signature of a seal 核验封存签名")
    fund_seal.add_check(check)
    seals = verb("seals", _seals, "list the seals 列出封存")
    seals.add_argument("--last", type=int, metavar="COUNT", help="only the last ones 最近若干次")
    verify = verb("verify", _verify, "compute everything again and name what is broken 重新核验")
    verify.add_argument("--against", type=existing_file, metavar="FILE",
                        help="a seal that was handed out 曾交出的封存文件")  # fmt: skip
    _add_export(verb("export", _export, "write entries as CSV into an envelope 密封导出"))


def _add_criteria(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--since", type=day, metavar="DATE", help="first day 首日")
    parser.add_argument("--until", type=day, metavar="DATE", help="last day, included 末日，含")
    parser.add_argument("--by", default="", metavar="CODE", help="who acted 操作人")
    parser.add_argument("--organisation", default="", metavar="CODE", help="in whose name 机构")
    parser.add_argument(
        "--action", default="", help="such as person.read; all of person with person. 操作"
    )
    parser.add_argument("--kind", default="", help="kind of what it is about, such as run 对象类型")
    parser.add_argument("--subject", default="", metavar="ID", help="what it is about 对象")
    parser.add_argument("--purpose", default="", metavar="CODE", help="why 目的")
    parser.add_argument("--outcome", default="", help="DONE or a refusal's code 结果")


def _page_size(text: str) -> int:
    """Return a number of entries, 1 to 1000."""
    if not (is_ascii_digits(text) and 1 <= int(text) <= 1000):
        raise argparse.ArgumentTypeError(f"{text} is no number of entries from 1 to 1000")
    return int(text)


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="the envelope to write 信封文件")
    parser.add_argument(
        "--from", required=True, dest="sender", help="the owner of the signing key 签名密钥所有者"
    )
    parser.add_argument(
        "--to", required=True, dest="recipient", help="the owner of the other key 收件方"
    )
    parser.add_argument("--suite", choices=list(Suite), type=Suite, default=Suite.NATIONAL)
    _add_criteria(parser)
    add_actor(parser)


def _criteria(arguments: argparse.Namespace) -> "AuditCriteria":
    from ringfence.audit.selectors import AuditCriteria

    return AuditCriteria(
        from_on=arguments.since, to_on=arguments.until, actor=arguments.by,
        organisation=arguments.organisation, action=arguments.action,
        subject_kind=arguments.kind, subject_id=arguments.subject,
        purpose=arguments.purpose, outcome=arguments.outcome,
    )  # fmt: skip


def _search(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.audit import selectors

    page = selectors.search(_criteria(arguments), limit=arguments.limit, after=arguments.after)
    if arguments.json:
        print_json(asdict(page))
        return
    print_table(
        ["at 时间", "who 操作人", "organisation 机构", "action 操作", "subject 对象",
         "purpose 目的", "outcome 结果", "facts 事实"], map(_search_row, page.records),
    )  # fmt: skip
    if page.after:
        print(f"--after {page.after}")


def _search_row(found: "AuditRecord") -> list[Any]:
    facts = " ".join(f"{name}={value}" for name, value in found.facts.items())
    subject = f"{found.subject_kind} {found.subject_id}".strip()
    return [
        found.at.astimezone(SHANGHAI).isoformat(" ", "seconds"), found.actor, found.organisation,
        found.action, subject, found.purpose, found.outcome, facts,
    ]  # fmt: skip


def _counts(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.audit import selectors

    found = selectors.counts(_criteria(arguments))
    if arguments.json:
        print_json([asdict(one) for one in found])
        return
    print_table(["day 日期", "action 操作", "entries 条数"],
                [[one.on, one.action, one.entry_count] for one in found])  # fmt: skip


def _seal(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.audit import seals

    sealed_count = seals.seal(at=at_of(arguments))
    if arguments.sign:
        _sign(arguments)
    elif arguments.json:
        print_json({"sealed_count": sealed_count})
    else:
        print_table(["sealed 新封存"], [[sealed_count]])


def _sign(arguments: argparse.Namespace) -> None:
    from ringfence.audit import seals
    from ringfence.crypto.signed_seal import seal_sign

    head = seals.head()
    signed = seal_sign(
        asdict(head), owner=arguments.sign, suite=arguments.suite, at=at_of(arguments)
    )
    fund_seal.hand_out(signed, arguments, name=f"audit-{head.seal_number}")


def _seal_check(arguments: argparse.Namespace) -> int:
    open_database()
    return fund_seal.check(arguments)


def _seals(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.audit import seals

    found = seals.seals(last=arguments.last)
    if arguments.json:
        print_json([asdict(one) for one in found])
        return
    rows = [[one.number, one.sealed_at, one.row_count, one.digest] for one in found]
    print_table(["seal 封存", "at 时间", "entries 条数", "digest 摘要值"], rows)


def _verify(arguments: argparse.Namespace) -> int:
    open_database()
    from ringfence.audit import seals

    against: Path | None = arguments.against
    handed_out = seals.head_read(against.read_bytes()) if against else None
    found = seals.verify(handed_out=handed_out, progress=_progress)
    if arguments.json:
        print_json(asdict(found))
    else:
        _print_verification(found)
    return BROKEN if found.breaks else 0


def _progress(done: int, count: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{done}/{count}" + ("\n" if done == count else ""))


def _print_verification(found: "AuditVerification") -> None:
    print_table(
        ["seals 封存", "sealed 已封", "unsealed 未封", "breaks 破损"],
        [[found.seal_count, found.sealed_count, found.unsealed_count, len(found.breaks)]],
    )
    if found.breaks:
        print_table(
            ["problem 问题", "seal 封存", "place 序号", "entry 审计记录"],
            [[one.problem, one.seal_number, one.place, one.entry_id] for one in found.breaks],
        )


def _export(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.audit.export import audit_export

    at = at_of(arguments)
    actor = actor_of(arguments, at=at)
    actor.require("audit.export")
    sealed = audit_export(
        criteria=_criteria(arguments), target=arguments.file, sender=arguments.sender,
        recipient=arguments.recipient, suite=arguments.suite, actor=actor.code,
        trace="ringfence audit export", at=at,
    )  # fmt: skip
    facts = {
        "file": str(arguments.file), "size": sealed.size, "digest": sealed.digest.hex(),
        "recipient_key_id": sealed.header.recipient_key_id.hex(),
    }  # fmt: skip
    if arguments.json:
        print_json(facts)
        return
    print_table(["file 文件", "bytes 字节", "digest 摘要值", "recipient's key 收件方密钥"],
                [list(facts.values())])  # fmt: skip
