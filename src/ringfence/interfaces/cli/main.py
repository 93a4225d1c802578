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
from ringfence.interfaces.cli.acting import refused_acting
from ringfence.interfaces.cli.output import print_refusal
from ringfence.kernel.refusal import Refusal
from ringfence.kernel.words import Words

# One module a noun, in the order that --help shows. A module offers `add_to(nouns)`.
NOUNS: tuple[str, ...] = (
    "demo",
    "database",
    "area",
    "organisation",
    "user",
    "client",
    "check",
    "workdays",
    "key",
    "envelope",
    "clauses",
    "clause",
    "ledger",
    "audit",
    "desk",
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
    "serve",
    "worker",
    "backup",
    "restore",
    "doctor",
    "bench",
)

OK, REFUSED = 0, 1
INTERRUPTED = 130  # as a shell has it

_CONNECTION_FAULTS = (
    OperationalError,
    InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)

_FILE_FAULTS = {
    FileNotFoundError: Words("there is none", "文件不存在"),
    IsADirectoryError: Words("it is a folder", "这是文件夹"),
    NotADirectoryError: Words("it lies below a file", "上级不是文件夹"),
    PermissionError: Words("it may not be used by this user", "当前用户无权使用"),
}


class FileNotUsable(Refusal):
    """A file that a command was given, or needs, cannot be opened."""

    code = "FILE_NOT_USABLE"
    en = "The file {file} cannot be used: {reason}."
    zh = "文件 {file} 无法使用：{reason}。"


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
        status = int(arguments.run(arguments) or OK)
        sys.stdout.flush()
    except Refusal as refusal:
        refused_acting(refusal, arguments)
        return _refused(refusal, arguments)
    except _CONNECTION_FAULTS as fault:
        first_line = str(fault).strip().partition("\n")[0]
        return _refused(DatabaseGone(words=first_line), arguments)
    except tuple(_FILE_FAULTS) as fault:
        reason = _FILE_FAULTS[type(fault)]
        return _refused(FileNotUsable(file=fault.filename, reason=reason), arguments)
    except BrokenPipeError:
        # The reader has gone; what is left of the output goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _refused(refusal: Refusal, arguments: argparse.Namespace) -> int:
    print_refusal(refusal, as_json=getattr(arguments, "json", False))
    return REFUSED
