"""The `ringfence` command: nouns with verbs, each a thin module of this package."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

import psycopg
from django.db.utils import InterfaceError, OperationalError

from ringfence import rulebook
from ringfence.installation.config import config
from ringfence.installation.database import DatabaseGone
from ringfence.interfaces.cli.output import print_refusal
from ringfence.kernel.refusal import Refusal

# One module a noun, in the order that --help shows. A module offers `add_to(nouns)`.
NOUNS: tuple[str, ...] = (
    "demo",
    "database",
    "check",
    "workdays",
    "key",
    "envelope",
    "clauses",
    "clause",
    "ledger",
    "statement",
    "rulebook",
    "programme",
    "bank",
    "registry",
    "roster",
    "run",
    "exchange",
    "funding",
    "reconcile",
    "custody",
    "report",
    "doctor",
    "bench",
)

OK, REFUSED, USAGE = 0, 1, 2

_CONNECTION_FAULTS = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)


def build_parser(names: Sequence[str] = NOUNS) -> argparse.ArgumentParser:
    """Return the parser of these nouns, each with its verbs."""
    parser = argparse.ArgumentParser(
        prog="ringfence", description="Ring-fenced money, run as the law says. 专户资金管理。"
    )
    nouns = parser.add_subparsers(dest="noun", metavar="NOUN", required=True)
    for name in names:
        importlib.import_module(f"ringfence.interfaces.cli.{name}").add_to(nouns)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: refused, with the reason on stderr; 2: wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ringfence.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    # A noun's module is read when it is the one typed; the help of all of them needs all.
    names = [words[0]] if words and words[0] in NOUNS else NOUNS
    arguments = build_parser(names).parse_args(words)
    try:
        rulebook.use_home(config().home)
        return int(arguments.run(arguments) or OK)
    except Refusal as refusal:
        print_refusal(refusal, as_json=getattr(arguments, "json", False))
        return REFUSED
    except _CONNECTION_FAULTS as fault:
        gone = DatabaseGone(words=str(fault).strip().partition("\n")[0])
        print_refusal(gone, as_json=getattr(arguments, "json", False))
        return REFUSED
    except FileNotFoundError as missing:
        sys.stderr.write(f"没有文件 {missing.filename}\nThere is no file {missing.filename}\n")
        return REFUSED
    except BrokenPipeError:
        sys.stderr.close()
        return OK
