"""`ringfence worker`: does what is due, by the clock."""

import argparse
import os

from ringfence.installation.database import open_database
from ringfence.interfaces.cli.acting import add_at, at_of
from ringfence.interfaces.cli.serve import WEB_SETTINGS


def add_to(nouns: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the noun."""
    parser = nouns.add_parser("worker", help="do what is due by the clock 后台任务")
    parser.add_argument(
        "--once", action="store_true", help="work off what is due, and end 处理到期任务后结束"
    )
    parser.add_argument("--concurrency", type=int, default=2, help="jobs at once 并行数")
    add_at(parser)
    parser.set_defaults(run=_work)


def _work(arguments: argparse.Namespace) -> None:
    """Work until SIGTERM or Ctrl-C. Refuses: DatabaseNotPrepared."""
    os.environ["DJANGO_SETTINGS_MODULE"] = WEB_SETTINGS
    open_database()
    from ringfence.interfaces.jobs.worker import work_off, work_on

    if arguments.once:
        work_off(concurrency=arguments.concurrency, at=at_of(arguments))
    else:
        work_on(concurrency=arguments.concurrency)
