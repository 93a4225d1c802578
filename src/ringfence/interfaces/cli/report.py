"""`ringfence report`: what became of a month, as a page and as numbers."""

import argparse
import hashlib
import json
import os
import tempfile
from pathlib import Path

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import add_at, at_of
from ringfence.interfaces.cli.arguments import period
from ringfence.interfaces.cli.output import print_json


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun with its verb."""
    noun = nouns.add_parser("report", help="reports of what was paid 报告")
    verbs = noun.add_subparsers(dest="verb", metavar="VERB", required=True)
    month = verbs.add_parser("month", help="write month.pdf and month.json 月报")
    month.add_argument("--programme", required=True, help="code of the programme 险种")
    month.add_argument(
        "--period", type=period, required=True, metavar="YYYY-MM", help="period 期间"
    )
    month.add_argument("--out", required=True, type=Path, metavar="FOLDER", help="folder 目录")
    month.add_argument("--json", action="store_true")
    add_at(month)
    month.set_defaults(run=_month)


def _month(arguments: argparse.Namespace) -> None:
    open_database()
    from ringfence.regimes.card.reports.numbers import month_numbers
    from ringfence.regimes.card.reports.pdf import month_pdf

    numbers = month_numbers(programme=arguments.programme, period=arguments.period)
    content = (json.dumps(numbers, ensure_ascii=False, indent=2) + "\n").encode()
    digest = hashlib.sha256(content).hexdigest()
    pdf = month_pdf(numbers=numbers, digest=digest, made_at=at_of(arguments))
    facts = {
        "pdf": str(_write_whole(arguments.out / "month.pdf", pdf)),
        "numbers": str(_write_whole(arguments.out / "month.json", content)),
        "sha256": digest,
    }
    if arguments.json:
        print_json(facts)
    else:
        for fact in facts.values():
            print(fact)


def _write_whole(path: Path, content: bytes) -> Path:
    """Write a file so that a reader, or a crash, sees the old one or the new one; return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft = Path(file.name)
    draft.chmod(0o644)
    return draft.replace(path)
