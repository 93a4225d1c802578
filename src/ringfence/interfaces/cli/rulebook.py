"""`ringfence rulebook`: the values of a day, and what an installation adds to the law."""

import argparse
from typing import Any

from ringfence import rulebook
from ringfence.installation.config import config, home_made
from ringfence.interfaces.cli.arguments import day
from ringfence.interfaces.cli.clause import contradiction_facts, values_on
from ringfence.interfaces.cli.output import print_json, print_table
from ringfence.kernel.clock import business_date, now
from ringfence.rulebook.adoption import edition_adopt
from ringfence.rulebook.loading import installation_files
from ringfence.rulebook.proof import PACKAGE, SHIPPED_PROOFS, TESTS, scan, shipped_text


def add_to(nouns: Any) -> None:
    """Add the noun `rulebook` and its verbs."""
    parser = nouns.add_parser("rulebook", help="the law's numbers, dated. 规则库")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    values = _add_read(verbs, "values", "list the values of a day 列出某日的取值", rulebook_values)
    values.add_argument("--on", metavar="DATE", type=day, help="else today 默认今天")
    values.add_argument(
        "--area", metavar="CODE", default="", help="a place, for its own rules 地区"
    )
    _add_read(verbs, "editions", "list the editions and their days 列出版本", rulebook_editions)
    _add_read(
        verbs, "contradictions", "list where clauses disagree 列出条款冲突", rulebook_contradictions
    )
    _add_read(
        verbs, "check", "read the installation's own files and the rest 核对规则库", rulebook_check
    )
    adopt = verbs.add_parser("adopt", help="switch on an edition that is off 适用版本")
    adopt.add_argument("edition", metavar="EDITION")
    adopt.add_argument(
        "--cite", required=True, help="the document by which it applies here 依据文件"
    )
    adopt.add_argument("--from", dest="from_on", metavar="DATE", type=day, required=True)
    adopt.add_argument(
        "--to", dest="to_on", metavar="DATE", type=day, help="else without end 默认长期"
    )
    adopt.set_defaults(run=rulebook_adopt)
    proofs = verbs.add_parser(
        "proofs", help="write proofs.yaml from a checkout's sources 生成条款证明"
    )
    proofs.set_defaults(run=rulebook_proofs)


def rulebook_values(arguments: argparse.Namespace) -> None:
    """Print every value that a lookup gives on a day."""
    on = arguments.on or business_date(now())
    values = values_on(rulebook.load(config().home), on=on, area=arguments.area)
    if arguments.json:
        print_json(values)
        return
    rows = [
        [" ".join([each["name"], *each["when"].values()]), str(each["is"])]
        + [each[key] for key in ("unit", "clause", "edition")]
        for each in values
    ]
    print_table(("value", "is", "unit", "clause", "edition"), rows, title=str(on))


def rulebook_editions(arguments: argparse.Namespace) -> None:
    """Print each edition with its days; one that is off has none."""
    editions = [
        {
            "edition": each.id,
            "regulation": each.regulation,
            "cite": each.cite or None,
            "zh": each.zh,
            "en": each.en,
            "off": each.period is None,
            "from": each.period.first_on if each.period else None,
            "to": each.period.last_on if each.period else None,
        }
        for each in rulebook.load(config().home).editions
    ]
    if arguments.json:
        print_json(editions)
        return
    keys = ("edition", "cite", "off", "from", "to", "zh")
    rows = [[each[key] for key in keys] for each in editions]
    print_table(("edition", "cite", "off 未启用", "from", "to", "title"), rows)


def rulebook_contradictions(arguments: argparse.Namespace) -> None:
    """Print where clauses disagree, with the way out in force today and that of the software."""
    book = rulebook.load(config().home)
    today = business_date(now())
    listed = [contradiction_facts(book, each, on=today) for each in book.contradictions]
    if arguments.json:
        print_json(listed)
        return
    rows = [
        (each["name"], ", ".join(each["clauses"]), each["in_force"], each["says"]["zh"])
        for each in listed
    ]
    print_table(("value", "clauses", "choice", "says"), rows)


def rulebook_check(arguments: argparse.Namespace) -> None:
    """Print what was read. Refuses RulebookFileError, with file and line, if any file is wrong."""
    home = config().home
    book = rulebook.load(home)
    facts = {
        "files": [str(path) for path in installation_files(home)],
        "clauses": len(book.clauses),
        "values": len(book.rules),
        "editions": len(book.editions),
        "supersessions": len(book.supersessions),
    }
    if arguments.json:
        print_json(facts)
        return
    for name, fact in facts.items():
        print(f"{name}: {fact}")


def rulebook_adopt(arguments: argparse.Namespace) -> None:
    """Write the installation file that switches an edition on, if the rulebook is whole with it."""
    path = edition_adopt(
        home=home_made(),
        edition=arguments.edition,
        cite=arguments.cite,
        from_on=arguments.from_on,
        to_on=arguments.to_on,
    )
    print(path)


def rulebook_proofs(_arguments: argparse.Namespace) -> None:
    """Write where each clause is cited and proved, for a package that has no tests beside it."""
    found = scan(rulebook.load(None), PACKAGE, TESTS)
    SHIPPED_PROOFS.write_text(shipped_text(found), encoding="utf-8")
    print(SHIPPED_PROOFS)


def _add_read(verbs: Any, name: str, says: str, run: Any) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=says)
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb
